import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { ControllerResult, ControllerState } from './controller-result';
import { leaderMovesPerDecisionMax } from './limits';
import { allPartitions, changePartition } from './partition-changes';

/**
 * Gives leadership back to brokers that lead too few of the partitions they are the first replica of: more than
 * leader.imbalance.per.broker.percentage of them have another leader. `isComplete` is false when there is more to move.
 */
export function balanceLeaders(state: ControllerState): ControllerResult<{ readonly isComplete: boolean }> {
  const imbalanced = imbalancedBrokers(state);
  const records: MetadataRecordInput[] = [];
  for (const each of imbalanced.size === 0 ? [] : allPartitions(state.image)) {
    const { leader, replicas } = each.partition;
    const [preferred = -1] = replicas;
    if (leader === preferred || !imbalanced.has(preferred)) continue;
    const changed = changePartition(state, each, { election: 'preferred' });
    if (changed === undefined) continue;
    if (records.length >= leaderMovesPerDecisionMax) return { records, response: { isComplete: false } };
    records.push(changed.record);
  }
  return { records, response: { isComplete: true } };
}

function imbalancedBrokers({ image, config }: ControllerState): ReadonlySet<number> {
  const preferredCounts = new Map<number, number>();
  const elsewhereCounts = new Map<number, number>();
  for (const { partition } of allPartitions(image)) {
    const [preferred = -1] = partition.replicas;
    preferredCounts.set(preferred, (preferredCounts.get(preferred) ?? 0) + 1);
    if (partition.leader !== preferred) elsewhereCounts.set(preferred, (elsewhereCounts.get(preferred) ?? 0) + 1);
  }
  const percentageMax = config.values['leader.imbalance.per.broker.percentage'];
  const imbalanced = [...elsewhereCounts].filter(
    ([broker, count]) => (100 * count) / (preferredCounts.get(broker) ?? count) > percentageMax,
  );
  return new Set(imbalanced.map(([broker]) => broker));
}
