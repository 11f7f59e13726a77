import type { TopicPartition } from '../protocol/topic-partition';

/** What requests want: each topic once, with its partitions. */
export function partitionsByTopic<T extends TopicPartition>(parts: readonly T[]): [string, T[]][] {
  const byTopic = new Map<string, T[]>();
  for (const part of parts) {
    const known = byTopic.get(part.topic);
    if (known === undefined) byTopic.set(part.topic, [part]);
    else known.push(part);
  }
  return [...byTopic];
}
