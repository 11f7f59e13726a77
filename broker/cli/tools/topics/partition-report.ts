import type { PartitionReassignment } from '../../../client/partition-reassignments';
import type { DescribedPartition } from '../../../client/topic-descriptions';

/** The options that leave only partitions in some trouble. */
export const partitionReports = [
  'under-replicated-partitions',
  'unavailable-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
] as const;

export type PartitionReport = (typeof partitionReports)[number];

/** A partition with what surrounds it. */
export interface PartitionState {
  readonly partition: DescribedPartition;
  readonly reassignment: PartitionReassignment | undefined;
  readonly minIsr: number;
  readonly liveBrokers: ReadonlySet<number>;
}

export function hasLeader({ partition, liveBrokers }: PartitionState): boolean {
  return liveBrokers.has(partition.leader);
}

/** Copies the partition has, or shall have once a reassignment is through. */
export function replicationFactorOf({ partition, reassignment }: PartitionState): number {
  if (reassignment === undefined) return partition.replicas.length;
  const changing = [...reassignment.addingReplicas, ...reassignment.removingReplicas];
  const isUnderWay = partition.replicas.some((id) => changing.includes(id));
  return isUnderWay ? reassignment.replicas.length - reassignment.addingReplicas.length : partition.replicas.length;
}

export function isReported(report: PartitionReport, state: PartitionState): boolean {
  const inSync = state.partition.isr.length;
  switch (report) {
    case 'under-replicated-partitions':
      return inSync < replicationFactorOf(state);
    case 'unavailable-partitions':
      return !hasLeader(state);
    case 'under-min-isr-partitions':
      return !hasLeader(state) || inSync < state.minIsr;
    case 'at-min-isr-partitions':
      return inSync === state.minIsr;
  }
}
