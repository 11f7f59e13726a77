import type { PartitionReplicas } from '@/lib/contracts/replicas';
import type { PartitionMetadata } from '../../kafka/cluster-metadata';
import type { Moving } from '../../sampling/replica-facts';

export function partitionReplicasOf(partition: PartitionMetadata, moving: Moving): PartitionReplicas {
  return {
    partition: partition.partition,
    leader: partition.leader < 0 ? null : partition.leader,
    leaderEpoch: partition.leaderEpoch,
    replicas: [...partition.replicas],
    isr: [...partition.isr],
    offlineReplicas: [...partition.offlineReplicas],
    addingReplicas: [...moving.addingReplicas],
    removingReplicas: [...moving.removingReplicas],
  };
}
