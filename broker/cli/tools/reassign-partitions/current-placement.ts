import type { KafkaClient } from '../../../client/kafka-client';
import { describeLogDirs, type LogDirectory } from '../../../client/log-directories';
import { describeTopics } from '../../../client/topic-descriptions';
import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import { anyLogDir, type PartitionPlacement } from './reassignment-file';

/** Where a broker keeps a replica, and where it is moving it to. */
export interface ReplicaDirectories {
  readonly current: string | undefined;
  readonly future: string | undefined;
}

export function directoriesOfReplica(directories: readonly LogDirectory[], partition: TopicPartition): ReplicaDirectories {
  const name = topicPartitionName(partition);
  const pathOf = (isFuture: boolean): string | undefined =>
    directories.find(({ replicas }) =>
      replicas.some((replica) => topicPartitionName(replica) === name && replica.isFuture === isFuture),
    )?.path;
  return { current: pathOf(false), future: pathOf(true) };
}

/** The directories of those brokers that are alive. */
export async function liveLogDirs(
  client: KafkaClient,
  brokerIds: readonly number[],
): Promise<ReadonlyMap<number, readonly LogDirectory[]>> {
  const { brokers } = await client.retrying(() => client.metadata([]));
  return describeLogDirs(
    client,
    brokers.map(({ id }) => id).filter((id) => brokerIds.includes(id)),
  );
}

/** Where all partitions of the topics are, with the directories of replicas on brokers that are alive. */
export async function currentPlacements(client: KafkaClient, topics: readonly string[]): Promise<PartitionPlacement[]> {
  const described = await describeTopics(client, [...new Set(topics)]);
  const found = described.flatMap(({ name: topic, partitions }) =>
    partitions.map(({ partition, replicas }) => ({ topic, partition, replicas })),
  );
  const directories = await liveLogDirs(
    client,
    found.flatMap(({ replicas }) => replicas),
  );
  return found.map((placement) => ({
    ...placement,
    logDirs: placement.replicas.map((id) => directoriesOfReplica(directories.get(id) ?? [], placement).current ?? anyLogDir),
  }));
}
