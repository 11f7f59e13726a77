import type { KafkaClient } from '../../../client/kafka-client';
import { listReassignments } from '../../../client/partition-reassignments';
import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import type { ToolContext } from '../define-tool';
import { readJsonFile } from '../json-file';
import { compareTopicPartitions } from '../topic-partition-order';
import { directoriesOfReplica, liveLogDirs, type ReplicaDirectories } from './current-placement';
import { placedReplicas, placementsIn, type PartitionPlacement, type PlacedReplica } from './reassignment-file';
import { clearThrottles } from './throttles';

/** How far a partition is: the replicas it has, those it shall have, and whether it is still on its way. */
export interface ReassignmentState extends TopicPartition {
  readonly current: readonly number[];
  readonly target: readonly number[];
  readonly isMoving: boolean;
}

export function reassignmentStateLine({ topic, partition, current, target, isMoving }: ReassignmentState): string {
  const name = topicPartitionName({ topic, partition });
  if (isMoving) return `Reassignment of partition ${name} is still in progress.`;
  const [has, shall] = [current.join(','), target.join(',')];
  if (has === shall) return `Reassignment of partition ${name} is completed.`;
  return `There is no active reassignment of partition ${name}, but replica set is ${has} rather than ${shall}.`;
}

/** A replica for which the file names a directory, and where it is. */
export type DirectoryState = PlacedReplica & ReplicaDirectories;

export function directoryStateLine({ topic, partition, brokerId, current, future, logDir }: DirectoryState): string {
  const name = topicPartitionName({ topic, partition });
  if (current === undefined) return `Partition ${name} cannot be found in any live log directory on broker ${brokerId}.`;
  if (future !== undefined) {
    if (future === logDir) return `Reassignment of replica ${name}-${brokerId} is still in progress.`;
    return `Partition ${name} on broker ${brokerId} is being moved to log dir ${future} instead of ${logDir}.`;
  }
  if (current === logDir) return `Reassignment of replica ${name}-${brokerId} completed successfully.`;
  return `Partition ${name} on broker ${brokerId} is not being moved from log dir ${current} to ${logDir}.`;
}

async function directoryStates(client: KafkaClient, placements: readonly PartitionPlacement[]): Promise<DirectoryState[]> {
  const placed = placedReplicas(placements);
  if (placed.length === 0) return [];
  const directories = await liveLogDirs(
    client,
    placed.map(({ brokerId }) => brokerId),
  );
  return placed
    .map((replica) => ({ ...replica, ...directoriesOfReplica(directories.get(replica.brokerId) ?? [], replica) }))
    .sort((a, b) => a.brokerId - b.brokerId || compareTopicPartitions(a, b));
}

/** `--verify`. */
export async function verify({ client, options, print }: ToolContext): Promise<number> {
  const targets = placementsIn(await readJsonFile('reassignment-json-file', options.value('reassignment-json-file') ?? ''));
  const moving = await listReassignments(client);
  const movingNames = new Set(moving.map(topicPartitionName));
  const names = [...new Set(targets.map(({ topic }) => topic))];
  const { topics } = await client.retrying(() => client.metadata(names));
  const replicasOf = new Map(
    topics.flatMap(({ name: topic, partitions }) =>
      partitions.map(({ partition, replicas }) => [topicPartitionName({ topic, partition }), replicas]),
    ),
  );
  const states = targets.map(({ topic, partition, replicas: target }) => {
    const name = topicPartitionName({ topic, partition });
    return { topic, partition, target, current: replicasOf.get(name) ?? [], isMoving: movingNames.has(name) };
  });
  const directories = await directoryStates(client, targets);
  const lines = ['Status of partition reassignment:', ...states.sort(compareTopicPartitions).map(reassignmentStateLine)];
  // Kafka ends with the lines about directories, and with an empty one when there are none.
  await print(`${lines.join('\n')}\n${directories.map(directoryStateLine).join('\n')}\n`);
  const isAnyMoving = moving.length > 0 || directories.some(({ future }) => future !== undefined);
  if (!isAnyMoving && !options.flag('preserve-throttles')) await clearThrottles(client, targets, print);
  return 0;
}
