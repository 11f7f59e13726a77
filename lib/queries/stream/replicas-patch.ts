import type { ReplicaMap, ReplicasEvent } from '@/lib/contracts/replicas';

/** What a `replicas` channel shows after a patch: topics that changed are replaced, in the order of their names. */
export function applyReplicasPatch(shown: ReplicaMap, { channel: _, gone, topics, ...frame }: ReplicasEvent): ReplicaMap {
  const changed = new Map(topics.map((topic) => [topic.name, topic]));
  const left = new Set(gone);
  const kept = shown.topics.filter(({ name }) => !left.has(name)).map((topic) => changed.get(topic.name) ?? topic);
  const known = new Set(kept.map(({ name }) => name));
  const added = topics.filter(({ name }) => !known.has(name));
  const all = added.length === 0 ? kept : [...kept, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...frame, topics: all };
}
