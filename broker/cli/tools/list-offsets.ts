import type { KafkaClient } from '../../client/kafka-client';
import { partitionsByTopic } from '../../client/partitions-by-topic';
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

/** The offset of each partition at a time. A partition without a leader is an error. */
export async function listOffsets(
  client: KafkaClient,
  partitions: readonly TopicPartition[],
  timestamp: number,
  isolationLevel = 0,
): Promise<PartitionOffset[]> {
  return client.retrying(async () => {
    try {
      const byLeader = new Map<number, TopicPartition[]>();
      for (const partition of partitions) {
        const leader = await client.leaderOf(partition);
        const led = byLeader.get(leader);
        if (led === undefined) byLeader.set(leader, [partition]);
        else led.push(partition);
      }
      const answers = [...byLeader].map(([leader, led]) => askLeader(client, leader, led, timestamp, isolationLevel));
      return (await Promise.all(answers)).flat();
    } catch (error) {
      for (const { topic } of partitions) client.forgetTopic(topic);
      throw error;
    }
  });
}

async function askLeader(
  client: KafkaClient,
  leader: number,
  partitions: readonly TopicPartition[],
  timestamp: number,
  isolationLevel: number,
): Promise<PartitionOffset[]> {
  const topics = partitionsByTopic(partitions).map(([name, led]) => ({
    name,
    partitions: led.map(({ partition }) => ({ partitionIndex: partition, timestamp })),
  }));
  const request = { replicaId: -1, isolationLevel, topics, timeoutMs: client.requestTimeoutMs };
  const response = await client.send(leader, listOffsetsApi, request);
  return response.topics.flatMap(({ name: topic, partitions: answers }) =>
    answers.map(({ partitionIndex: partition, errorCode, offset }) => {
      if (errorCode === 0) return { topic, partition, offset };
      const name = errorName(errorCode);
      throw new KafkaError(name, `The offset of ${topic}-${partition} cannot be had: ${name}`);
    }),
  );
}
