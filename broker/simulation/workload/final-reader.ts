import type { KafkaClient } from '../../client/kafka-client';
import { offsetOf } from '../../client/list-offsets';
import { PartitionConsumer } from '../../client/partition-consumer';
import { KafkaError } from '../../protocol/kafka-error';
import type { FinalLog } from '../checks/history-checks';
import { idOf, type History } from './history';
import type { SimTopic } from './sim-topic';

/** Reads every partition from its beginning to its end, with a client that knows nothing yet. */
export async function readEverything(client: KafkaClient, topics: readonly SimTopic[], history: History): Promise<FinalLog[]> {
  const finals: FinalLog[] = [];
  for (const topic of topics) {
    for (let partition = 0; partition < topic.partitions; partition += 1) {
      finals.push(await readPartition(client, topic, partition, history));
    }
  }
  return finals;
}

/** Begins again when retention overtakes it. */

async function readPartition(client: KafkaClient, topic: SimTopic, partition: number, history: History): Promise<FinalLog> {
  const { name } = topic;
  const startOffset = await offsetOf(client, { topic: name, partition }, 'earliest', 'read_uncommitted');
  const endOffset = await offsetOf(client, { topic: name, partition }, 'latest', 'read_uncommitted');
  const ids: string[] = [];
  const consumer = new PartitionConsumer({ client, autoOffsetReset: 'none', pollRecordsMax: 5000 });
  consumer.assign([{ topic: name, partition, offset: startOffset }]);
  try {
    while (startOffset + ids.length < endOffset) {
      for (const { offset, value } of await consumer.poll(1000)) {
        history.observed('the last reader', topic, partition, offset, value);
        ids.push(idOf(value));
      }
    }
  } catch (error) {
    const isOvertaken = error instanceof KafkaError && error.errorName === 'OFFSET_OUT_OF_RANGE' && !topic.keepsAll;
    if (!isOvertaken) throw error;
    return await readPartition(client, topic, partition, history);
  } finally {
    consumer.close();
  }
  return { topic, partition, startOffset, ids };
}
