import { describeCluster, type DescribedBroker } from '../../../client/cluster-description';
import { partitionsByTopic } from '../../../client/partitions-by-topic';
import { KafkaError } from '../../../protocol/kafka-error';
import type { Random } from '../../../platform/random';
import { UsageError } from '../../usage-error';
import { wholeNumber } from '../command-line';
import type { ToolContext } from '../define-tool';
import { readJsonFile } from '../json-file';
import { currentPlacements } from './current-placement';
import { placeReplicas, type UsableBroker } from './place-replicas';
import { anyLogDir, duplicates, reassignmentJson, topicsToMove, type PartitionPlacement } from './reassignment-file';

/** `--broker-list`: ids between commas, each once. */
export function brokerList(text: string): number[] {
  const ids = text.split(',').map((id) => wholeNumber('broker-list', id, 0));
  const twice = duplicates(ids);
  if (twice.length > 0) throw new UsageError(`Broker list contains duplicate entries: [${twice.join(', ')}]`);
  return ids;
}

/** The brokers of the list that are alive. Racks count when all of them have one. */
export function usableBrokers(
  live: readonly DescribedBroker[],
  ids: readonly number[],
  { isRackAware }: { isRackAware: boolean },
): UsableBroker[] {
  const usable = live.filter(({ id }) => ids.includes(id)).map(({ id, rack }) => ({ id, rack: isRackAware ? rack : null }));
  const rackless = usable.filter(({ rack }) => rack === null).length;
  if (isRackAware && rackless !== 0 && rackless !== usable.length) {
    throw new KafkaError(
      'INVALID_REQUEST',
      'Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment without rack information.',
    );
  }
  return usable;
}

/** As many replicas as the topic's first partition has, anew for each topic. */
export function proposedPlacements(
  current: readonly PartitionPlacement[],
  brokers: readonly UsableBroker[],
  random: Random,
): PartitionPlacement[] {
  return partitionsByTopic(current).flatMap(([topic, partitions]) => {
    const size = { partitionCount: partitions.length, replicationFactor: partitions[0]?.replicas.length ?? 0 };
    return placeReplicas(brokers, random, size).map((replicas, partition) => ({
      topic,
      partition,
      replicas,
      logDirs: replicas.map(() => anyLogDir),
    }));
  });
}

/** `--generate`. */
export async function generate({ client, options, io, print }: ToolContext): Promise<number> {
  const topics = topicsToMove(await readJsonFile('topics-to-move-json-file', options.value('topics-to-move-json-file') ?? ''));
  const current = await currentPlacements(client, topics);
  const { brokers } = await describeCluster(client);
  const isRackAware = !options.flag('disable-rack-aware');
  const usable = usableBrokers(brokers, brokerList(options.value('broker-list') ?? ''), { isRackAware });
  const proposed = proposedPlacements(current, usable, io.platform.random);
  await print(`Current partition replica assignment\n${reassignmentJson(current)}\n\n`);
  await print(`Proposed partition reassignment configuration\n${reassignmentJson(proposed)}\n`);
  return 0;
}
