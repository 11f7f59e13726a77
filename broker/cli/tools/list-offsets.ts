import type { KafkaClient } from '../../client/kafka-client';
import { errorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import { listOffsetsApi } from '../../protocol/messages/list-offsets';
import type { TopicPartition } from '../../protocol/topic-partition';

/** Names for the times that are no times. */
export const specialTimes: Readonly<Record<string, number>> = {
  latest: -1,
  earliest: -2,
  'max-timestamp': -3,
  'earliest-local': -4,
  'latest-tiered': -5,
};

export interface PartitionOffset extends TopicPartition {
  /** −1 when no record has such a time. */
  readonly offset: number;
}

const timeoutMs = 30_000;

/** The offset of each partition at a time. A partition without a leader is an error. */
export async function listOffsets(
  client: KafkaClient,
  partitions: readonly TopicPartition[],
  timestamp: number,
  isolationLevel = 0,
): Promise<PartitionOffset[]> {
  const byLeader = new Map<number, TopicPartition[]>();
  for (const partition of partitions) {
    const leader = await client.leaderOf(partition);
    byLeader.set(leader, [...(byLeader.get(leader) ?? []), partition]);
  }
  const answers = await Promise.all(
    [...byLeader].map(([leader, led]) => askLeader(client, leader, led, timestamp, isolationLevel)),
  );
  return answers.flat();
}

async function askLeader(
  client: KafkaClient,
  leader: number,
  partitions: readonly TopicPartition[],
  timestamp: number,
  isolationLevel: number,
): Promise<PartitionOffset[]> {
  const names = [...new Set(partitions.map(({ topic }) => topic))];
  const topics = names.map((name) => ({
    name,
    partitions: partitions
      .filter(({ topic }) => topic === name)
      .map(({ partition }) => ({ partitionIndex: partition, timestamp })),
  }));
  return client.retrying(async () => {
    const response = await client.send(leader, listOffsetsApi, { replicaId: -1, isolationLevel, topics, timeoutMs });
    return response.topics.flatMap(({ name: topic, partitions: answers }) =>
      answers.map(({ partitionIndex: partition, errorCode, offset }) => {
        if (errorCode === 0) return { topic, partition, offset };
        const name = errorName(errorCode);
        throw new KafkaError(name, `The offset of ${topic}-${partition} cannot be had: ${name}`);
      }),
    );
  });
}
