import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { listOffsetsApi } from '../protocol/messages/list-offsets';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import type { KafkaClient } from './kafka-client';

export type Isolation = 'read_uncommitted' | 'read_committed';

/** Where to start: an offset, an end of the log, or the first record of that time or later (the end when there is none). */
export type StartPosition = number | 'earliest' | 'latest' | { timestampMs: number };

const latest = -1;
const earliest = -2;

/** Turns a position into an offset, by asking the partition's leader where needed. Retries what is retriable. */
export async function offsetOf(
  client: KafkaClient,
  topicPartition: TopicPartition,
  position: StartPosition,
  isolation: Isolation,
): Promise<number> {
  if (typeof position === 'number') return position;
  if (position === 'earliest') return listOffset(client, topicPartition, earliest, isolation);
  if (position === 'latest') return listOffset(client, topicPartition, latest, isolation);
  const offset = await listOffset(client, topicPartition, position.timestampMs, isolation);
  return offset >= 0 ? offset : listOffset(client, topicPartition, latest, isolation);
}

function listOffset(
  client: KafkaClient,
  { topic, partition }: TopicPartition,
  timestamp: number,
  isolation: Isolation,
): Promise<number> {
  return client.retrying(async () => {
    const leader = await client.leaderOf({ topic, partition });
    try {
      const response = await client.send(leader, listOffsetsApi, {
        replicaId: -1,
        isolationLevel: isolation === 'read_committed' ? 1 : 0,
        topics: [{ name: topic, partitions: [{ partitionIndex: partition, timestamp }] }],
        timeoutMs: client.requestTimeoutMs,
      });
      const found = response.topics[0]?.partitions[0];
      const error = found === undefined ? 'UNKNOWN_TOPIC_OR_PARTITION' : errorName(found.errorCode);
      if (found === undefined || error !== 'NONE') {
        throw new KafkaError(error, `${topicPartitionName({ topic, partition })} tells no offset: ${error}.`);
      }
      return found.offset;
    } catch (error) {
      client.forgetTopic(topic);
      throw error;
    }
  });
}
