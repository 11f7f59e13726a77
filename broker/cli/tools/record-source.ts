import { GroupConsumer } from '../../client/group-consumer';
import type { KafkaClient } from '../../client/kafka-client';
import type { Isolation, StartPosition } from '../../client/list-offsets';
import { PartitionConsumer, type ConsumedRecord } from '../../client/partition-consumer';
import { KafkaError } from '../../protocol/kafka-error';

/** Where the console consumer gets its records: partitions it chose itself, or those its group gives it. */
export interface RecordSource {
  poll(maxWaitMs: number): Promise<ConsumedRecord[]>;
  close(): Promise<void>;
}

/** A member of a group; it takes no more records than it prints, for what it takes is committed. */
export function groupSource(
  client: KafkaClient,
  options: { groupId: string; topic: string; fromBeginning: boolean; isolation: Isolation; isBounded: boolean },
): RecordSource {
  return new GroupConsumer({
    client,
    groupId: options.groupId,
    topics: [options.topic],
    autoOffsetReset: options.fromBeginning ? 'earliest' : 'latest',
    isolation: options.isolation,
    ...(options.isBounded ? { pollRecordsMax: 1 } : {}),
  });
}

/** All partitions of the topic, or one of them; leaves nothing on the cluster. */
export async function partitionSource(
  client: KafkaClient,
  options: { topic: string; partition: number | undefined; start: StartPosition; isolation: Isolation },
): Promise<RecordSource> {
  const { topic, partition: wanted, start, isolation } = options;
  const { partitions } = await client.topic(topic);
  const chosen = partitions.filter(({ partition }) => wanted === undefined || partition === wanted);
  if (chosen.length === 0) {
    throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `The topic ${topic} has no partition ${String(wanted)}.`);
  }
  const consumer = new PartitionConsumer({ client, isolation, autoOffsetReset: start === 'latest' ? 'latest' : 'earliest' });
  consumer.assign(chosen.map(({ partition }) => ({ topic, partition, offset: start })));
  return {
    poll: (maxWaitMs) => consumer.poll(maxWaitMs),
    close: () => {
      consumer.close();
      return Promise.resolve();
    },
  };
}
