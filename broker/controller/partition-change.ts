import type { PartitionImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { Uuid } from '../protocol/primitives/uuid';
import { completedReassignment, type Assignment } from './partition-reassignment';
import type { ReplicationRules } from './replication-rules';

/**
 * online: a leader that has everything committed; the present one stays if it can.
 * preferred: the same, but the first replica comes before the present leader.
 * unclean: if there is none with everything committed, any replica that is alive.
 */
export type Election = 'online' | 'preferred' | 'unclean';

export interface PartitionChange {
  readonly topicId: Uuid;
  readonly partitionId: number;
  readonly partition: PartitionImage;
  readonly rules: ReplicationRules;
  /** Whether a broker is alive and stays. */
  readonly isActive: (brokerId: number) => boolean;
  /** The log directory of a broker that becomes a replica. */
  readonly directoryOf: (brokerId: number) => Uuid;
  readonly election?: Election;
  readonly isr?: readonly number[];
  readonly assignment?: Assignment;
  /** Brokers whose logs may have lost their ends: they are no longer trusted to have what was committed. */
  readonly uncleanReplicas?: readonly number[];
  /** Who has the longest log of all that could be asked, when nobody is known to have everything. */
  readonly longestLog?: number;
  readonly leaderRecoveryState?: number;
  /** Replicas whose disk is another one than the image says. */
  readonly movedDirectories?: ReadonlyMap<number, Uuid>;
}

export const leaderRecoveryStates = { recovered: 0, recovering: 1 } as const;

/** Sets of replicas that matter for who may lead (KIP-966). */
interface Membership {
  readonly isr: readonly number[];
  /** Not in sync, but with everything committed: nothing was since they left. */
  readonly eligibleLeaderReplicas: readonly number[];
  /** Were in sync or eligible when the in-sync set became too small, and may have lost something since. */
  readonly lastKnownElr: readonly number[];
}

export interface ChangedPartition {
  readonly record: MetadataRecordInput;
  /** What replaying the record makes of the partition. */
  readonly partition: PartitionImage;
}

interface Elected {
  readonly leader: number;
  readonly isClean: boolean;
}

const nobody: Elected = { leader: -1, isClean: true };

/**
 * What brings a partition to what is wanted, and all that follows from it: a reassignment that is complete
 * ends, whoever may lead does, and the eligible replicas are kept. Undefined when nothing changes. Everything that
 * changes a partition goes through here, so that the rules are in one place:
 *
 * - The leader is in the in-sync set; if that is empty, an eligible replica leads and is the in-sync set.
 * - A new leader, no leader, or a replica that leaves the assignment is a new leader epoch; any change at all is a new
 *   partition epoch. (As in Kafka since metadata version 3.6: a smaller in-sync set alone is not a new leader epoch.)
 * - Below min.insync.replicas the high watermark stands still, so who leaves the in-sync set then stays eligible, until
 *   the set is large enough again.
 */
export function partitionChange(change: PartitionChange): ChangedPartition | undefined {
  const { partition } = change;
  const wantedAssignment = change.assignment ?? partition;
  const wantedIsr = change.isr ?? partition.isr;
  const completed = completedReassignment(wantedAssignment, wantedIsr);
  const assignment = completed?.assignment ?? wantedAssignment;
  const before = membership(change, assignment, completed?.isr ?? wantedIsr);
  const elected = elect(change, assignment, before);
  const after = membershipUnder(elected, change, assignment, before);
  const directories = assignment.replicas.map((id) => directoryIn(change, id));
  const leavesAssignment = partition.replicas.some((id) => !assignment.replicas.includes(id));
  const leaderRecoveryState = elected.isClean
    ? (change.leaderRecoveryState ?? partition.leaderRecoveryState)
    : leaderRecoveryStates.recovering;
  const bumpsLeaderEpoch = elected.leader !== partition.leader || leavesAssignment;
  const differences = {
    ...(bumpsLeaderEpoch ? { leader: elected.leader } : {}),
    ...differing('isr', after.isr, partition.isr),
    ...differing('eligibleLeaderReplicas', after.eligibleLeaderReplicas, partition.eligibleLeaderReplicas),
    ...differing('lastKnownElr', after.lastKnownElr, partition.lastKnownElr),
    ...differing('replicas', assignment.replicas, partition.replicas),
    ...differing('addingReplicas', assignment.addingReplicas, partition.addingReplicas),
    ...differing('removingReplicas', assignment.removingReplicas, partition.removingReplicas),
    ...differing('directories', directories, partition.directories),
    ...(leaderRecoveryState === partition.leaderRecoveryState ? {} : { leaderRecoveryState }),
  };
  if (Object.keys(differences).length === 0) return undefined;
  const { topicId, partitionId } = change;
  return {
    record: { type: 'PartitionChange', value: { topicId, partitionId, ...differences } },
    partition: {
      ...assignment,
      ...after,
      directories,
      leader: elected.leader,
      leaderEpoch: partition.leaderEpoch + (bumpsLeaderEpoch ? 1 : 0),
      partitionEpoch: partition.partitionEpoch + 1,
      leaderRecoveryState,
    },
  };
}

function differing<Name extends string, Value>(
  name: Name,
  after: readonly Value[],
  before: readonly Value[],
): Partial<Record<Name, readonly Value[]>> {
  const same = after.length === before.length && after.every((value, index) => value === before[index]);
  const difference: Partial<Record<Name, readonly Value[]>> = {};
  if (!same) difference[name] = after;
  return difference;
}

function directoryIn({ partition, movedDirectories, directoryOf }: PartitionChange, replica: number): Uuid {
  return movedDirectories?.get(replica) ?? partition.directories[partition.replicas.indexOf(replica)] ?? directoryOf(replica);
}

/** Who is eligible, and who was, once `isr` is the in-sync set. */
function membership(
  { partition, rules, uncleanReplicas = [] }: PartitionChange,
  { replicas }: Assignment,
  isr: readonly number[],
): Membership {
  if (isr.length >= Math.min(rules.minIsr, replicas.length)) return { isr, eligibleLeaderReplicas: [], lastKnownElr: [] };
  const had = new Set([...partition.eligibleLeaderReplicas, ...partition.isr]);
  const eligibleLeaderReplicas = replicas.filter((id) => had.has(id) && !isr.includes(id) && !uncleanReplicas.includes(id));
  for (const id of partition.lastKnownElr) had.add(id);
  const lastKnownElr = replicas.filter((id) => had.has(id) && !isr.includes(id) && !eligibleLeaderReplicas.includes(id));
  return { isr, eligibleLeaderReplicas, lastKnownElr };
}

function membershipUnder(
  { leader, isClean }: Elected,
  change: PartitionChange,
  assignment: Assignment,
  before: Membership,
): Membership {
  if (!isClean) return { isr: [leader], eligibleLeaderReplicas: [], lastKnownElr: [] };
  return leader === -1 || before.isr.length > 0 ? before : membership(change, assignment, [leader]);
}

function elect(change: PartitionChange, { replicas }: Assignment, before: Membership): Elected {
  const { isr, eligibleLeaderReplicas, lastKnownElr } = before;
  const { partition, rules, election = rules.uncleanElection ? 'unclean' : 'online', uncleanReplicas = [] } = change;
  const isUsable = (id: number): boolean => change.isActive(id) && !uncleanReplicas.includes(id);
  const mayLead = (id: number): boolean => (isr.length > 0 ? isr : eligibleLeaderReplicas).includes(id) && isUsable(id);
  const [preferred = -1] = replicas;
  if (election === 'preferred' && mayLead(preferred)) return { leader: preferred, isClean: true };
  if (mayLead(partition.leader)) return { leader: partition.leader, isClean: true };
  const clean = replicas.find(mayLead);
  if (clean !== undefined) return { leader: clean, isClean: true };
  if (election === 'unclean') {
    const leader = [...lastKnownElr, ...replicas].find(isUsable);
    return leader === undefined ? nobody : { leader, isClean: false };
  }
  const nobodyIsLeft = isr.length + eligibleLeaderReplicas.length === 0;
  // With one replica there is nobody else to ask: what its disk still has is all there is.
  const onlyLog = replicas.length === 1 ? preferred : change.longestLog;
  return nobodyIsLeft && onlyLog !== undefined && isUsable(onlyLog) ? { leader: onlyLog, isClean: false } : nobody;
}
