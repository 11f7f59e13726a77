import type { Uuid } from '../protocol/primitives/uuid';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';

export const deleteSuffix = '-delete';
export const straySuffix = '-stray';

const nameLengthMax = 255;

/** The partition a directory's name stands for; undefined for names of anything else. */
export function parseLogDirectoryName(name: string): TopicPartition | undefined {
  const match = /^([a-zA-Z0-9._-]{1,249})-(0|[1-9]\d{0,9})$/.exec(name);
  const [topic, partition] = [match?.[1], match?.[2]];
  if (topic === undefined || partition === undefined) return undefined;
  return { topic, partition: Number(partition) };
}

/** `<topic>-<partition>.<id>-delete`: a dropped partition on its way out. */
export function deletedDirectoryName(topicPartition: TopicPartition, uniqueId: Uuid): string {
  return suffixed(topicPartition, uniqueId, deleteSuffix);
}

/** `<topic>-<partition>.<id>-stray`: a partition of a topic that is not known; kept for a person to look at. */
export function strayDirectoryName(topicPartition: TopicPartition, uniqueId: Uuid): string {
  return suffixed(topicPartition, uniqueId, straySuffix);
}

function suffixed(topicPartition: TopicPartition, uniqueId: Uuid, suffix: string): string {
  const end = `.${uniqueId}${suffix}`;
  return `${topicPartitionName(topicPartition).slice(0, nameLengthMax - end.length)}${end}`;
}
