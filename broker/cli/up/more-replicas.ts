import type { TopicMetadata } from '../../client/cluster-metadata';

interface PlannedPartition {
  readonly partition: number;
  readonly replicas: number[];
}

export interface PlannedTopic {
  readonly topic: string;
  readonly partitions: readonly PlannedPartition[];
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/**
 * The replicas of those partitions that have fewer than `replicationFactor`, with brokers added. Each keeps the replicas
 * it has; who is added and who is preferred to lead go round by partition, so that new brokers get their share of both.
 */
export function withMoreReplicas(
  topics: readonly TopicMetadata[],
  brokerIds: readonly number[],
  replicationFactor: number,
): PlannedTopic[] {
  return topics.flatMap(({ name, partitions }) => {
    const planned = partitions
      .filter(({ replicas }) => replicas.length < replicationFactor)
      .map(({ partition, replicas }) => {
        const free = rotated(
          brokerIds.filter((id) => !replicas.includes(id)),
          partition,
        );
        const all = [...replicas, ...free.slice(0, replicationFactor - replicas.length)].sort((a, b) => a - b);
        return { partition, replicas: rotated(all, partition) };
      });
    return planned.length === 0 ? [] : [{ topic: name, partitions: planned }];
  });
}
