/** Kafka's limit: the directory `<topic>-<partition>` and its suffixes must fit in a file name. */
const topicNameLengthMax = 249;

export const clusterMetadataTopic = '__cluster_metadata';

/** Why `name` cannot be a topic's, as a sentence; undefined when it can. */
export function topicNameProblem(name: string): string | undefined {
  if (name === '') return 'A topic name cannot be empty.';
  if (name === '.' || name === '..') return 'A topic name cannot be "." or "..".';
  if (name.length > topicNameLengthMax)
    return `A topic name has at most ${topicNameLengthMax} characters; this one has ${name.length}.`;
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return `A topic name is made of letters, digits, ".", "_" and "-"; "${name}" is not.`;
  return undefined;
}

/** What two names that would share metric names have in common; undefined for a name that cannot collide. */
export function collisionKey(name: string): string | undefined {
  return /[._]/.test(name) ? name.replaceAll('.', '_') : undefined;
}
