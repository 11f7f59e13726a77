import { describeCluster } from '../../../client/cluster-description';
import type { KafkaClient } from '../../../client/kafka-client';
import { alterReassignments, listReassignments } from '../../../client/partition-reassignments';
import { KafkaError } from '../../../protocol/kafka-error';
import { topicPartitionName } from '../../../protocol/topic-partition';
import { UsageError } from '../../usage-error';
import type { ToolContext } from '../define-tool';
import { readJsonFile } from '../json-file';
import { compareTopicPartitions } from '../topic-partition-order';
import { currentPlacements, directoriesOfReplica, liveLogDirs } from './current-placement';
import { checkPlacements, placedReplicas, placementsIn, reassignmentJson, type PartitionPlacement } from './reassignment-file';
import { movesOf, setThrottles } from './throttles';

const isBusy =
  'Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a new ' +
  'partition assignment in addition to the existing one. The --additional flag can also be used to change the throttle by ' +
  'resubmitting the current reassignment.';

const mustVerify =
  'Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle is removed.';

async function checkBrokers(client: KafkaClient, placements: readonly PartitionPlacement[]): Promise<void> {
  const known = new Set((await describeCluster(client)).brokers.map(({ id }) => id));
  const unknown = placements.flatMap(({ replicas }) => replicas).find((id) => !known.has(id));
  if (unknown !== undefined) throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', `Unknown broker id ${unknown}`);
}

/**
 * A replica stays in the directory that its broker chose: moves between directories of one broker are not supported. A
 * file that names the directories as they are, like the one that --execute prints, is as good as one that names none.
 */
async function checkLogDirs(client: KafkaClient, placements: readonly PartitionPlacement[]): Promise<void> {
  const placed = placedReplicas(placements);
  if (placed.length === 0) return;
  const directories = await liveLogDirs(
    client,
    placed.map(({ brokerId }) => brokerId),
  );
  for (const { brokerId, logDir, ...partition } of placed) {
    const ofBroker = directories.get(brokerId) ?? [];
    const { current } = directoriesOfReplica(ofBroker, partition);
    const onlyOne = ofBroker.length === 1 ? ofBroker[0]?.path : undefined;
    if ((current ?? onlyOne) === logDir) continue;
    const name = topicPartitionName(partition);
    throw new UsageError(`Broker ${brokerId} chooses the directory of ${name} itself: ${logDir} is not supported`);
  }
}

/** Where the partitions are now, of which each must exist. */
async function placementsBefore(client: KafkaClient, proposed: readonly PartitionPlacement[]): Promise<PartitionPlacement[]> {
  const asked = new Set(proposed.map(topicPartitionName));
  const all = await currentPlacements(
    client,
    proposed.map(({ topic }) => topic),
  );
  const current = all.filter((placement) => asked.has(topicPartitionName(placement)));
  const found = new Set(current.map(topicPartitionName));
  const missing = [...asked].filter((name) => !found.has(name));
  if (missing.length === 0) return current;
  throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `Unable to find partition: ${missing.join(', ')}`);
}

/** `--execute`. */
export async function execute({ client, options, print, warn }: ToolContext): Promise<number> {
  const proposed = placementsIn(await readJsonFile('reassignment-json-file', options.value('reassignment-json-file') ?? ''));
  checkPlacements(proposed);
  const moving = await listReassignments(client);
  if (moving.length > 0 && !options.flag('additional')) throw new UsageError(isBusy);
  await checkBrokers(client, proposed);
  const current = await placementsBefore(client, proposed);
  await checkLogDirs(client, proposed);
  await print(`Current partition replica assignment\n\n${reassignmentJson(current)}\n\n`);
  await print('Save this to use as the --reassignment-json-file option during rollback\n');
  const throttle = options.value('throttle');
  if (throttle !== undefined) {
    await print(`${mustVerify}\n`);
    await setThrottles(client, movesOf(moving, proposed, current), Number(throttle));
    await print(`The inter-broker throttle limit was set to ${throttle} B/s\n`);
  }
  const allowReplicationFactorChange = !options.flag('disallow-replication-factor-change');
  const refused = await alterReassignments(client, proposed, { allowReplicationFactorChange });
  if (refused.length > 0) {
    const lines = refused
      .sort(compareTopicPartitions)
      .map(({ error, ...partition }) => `${topicPartitionName(partition)}: ${error.message}`);
    warn(['Error reassigning partition(s):', ...lines].join('\n'));
    return 1;
  }
  const names = [...proposed].sort(compareTopicPartitions).map(topicPartitionName);
  await print(`Successfully started partition reassignment${names.length === 1 ? '' : 's'} for ${names.join(',')}\n`);
  return 0;
}
