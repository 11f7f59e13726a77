import type { Decoded } from '../protocol/schema/message';
import type { PartitionImage } from './metadata-image';
import type { partitionChangeRecord } from './records/partition-change-record';
import type { partitionRecord } from './records/partition-record';

/** In a PartitionChange record: "the leader stays", and the same of its recovery state. */
const leaderUnchanged = -2;
const recoveryStateUnchanged = -1;

export function partitionFromRecord(record: Decoded<typeof partitionRecord>): PartitionImage {
  return {
    replicas: record.replicas,
    isr: record.isr,
    leader: record.leader,
    leaderEpoch: record.leaderEpoch,
    partitionEpoch: record.partitionEpoch,
    directories: record.directories,
    addingReplicas: record.addingReplicas,
    removingReplicas: record.removingReplicas,
    eligibleLeaderReplicas: record.eligibleLeaderReplicas ?? [],
    lastKnownElr: record.lastKnownElr ?? [],
    leaderRecoveryState: record.leaderRecoveryState,
  };
}

/** Every change is a new partition epoch; a leader named in it, even the same one, is a new leader epoch. */
export function partitionAfterChange(before: PartitionImage, change: Decoded<typeof partitionChangeRecord>): PartitionImage {
  const elected = change.leader !== leaderUnchanged;
  return {
    replicas: change.replicas ?? before.replicas,
    isr: change.isr ?? before.isr,
    leader: elected ? change.leader : before.leader,
    leaderEpoch: elected ? before.leaderEpoch + 1 : before.leaderEpoch,
    partitionEpoch: before.partitionEpoch + 1,
    directories: change.directories ?? before.directories,
    addingReplicas: change.addingReplicas ?? before.addingReplicas,
    removingReplicas: change.removingReplicas ?? before.removingReplicas,
    eligibleLeaderReplicas: change.eligibleLeaderReplicas ?? before.eligibleLeaderReplicas,
    lastKnownElr: change.lastKnownElr ?? before.lastKnownElr,
    leaderRecoveryState:
      change.leaderRecoveryState === recoveryStateUnchanged ? before.leaderRecoveryState : change.leaderRecoveryState,
  };
}
