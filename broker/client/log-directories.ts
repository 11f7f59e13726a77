import { errorName } from '../protocol/error-codes';
import type { KafkaError } from '../protocol/kafka-error';
import { describeLogDirsApi } from '../protocol/messages/describe-log-dirs';
import type { TopicPartition } from '../protocol/topic-partition';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';

interface DirectoryReplica extends TopicPartition {
  readonly sizeBytes: number;
  readonly offsetLag: number;
  /** A copy that is on its way here from another directory of the broker. */
  readonly isFuture: boolean;
}

export interface LogDirectory {
  readonly path: string;
  readonly error: KafkaError | undefined;
  readonly replicas: readonly DirectoryReplica[];
}

/** What is in the log directories, by broker. */
export async function describeLogDirs(
  client: KafkaClient,
  brokerIds: readonly number[],
): Promise<ReadonlyMap<number, readonly LogDirectory[]>> {
  const directories = await Promise.all(brokerIds.map((id) => directoriesOf(client, id)));
  return new Map(brokerIds.map((id, index) => [id, directories[index] ?? []]));
}

async function directoriesOf(client: KafkaClient, brokerId: number): Promise<LogDirectory[]> {
  const response = await client.retrying(() => client.send(brokerId, describeLogDirsApi, { topics: null }));
  const error = responseError(errorName(response.errorCode));
  if (error !== undefined) throw error;
  return response.results.map(({ logDir, errorCode, topics }) => ({
    path: logDir,
    error: responseError(errorName(errorCode)),
    replicas: topics.flatMap(({ name: topic, partitions }) =>
      partitions.map(({ partitionIndex: partition, partitionSize, offsetLag, isFutureKey }) => ({
        topic,
        partition,
        sizeBytes: partitionSize,
        offsetLag,
        isFuture: isFutureKey,
      })),
    ),
  }));
}
