import type { QuorumReplica, QuorumStatus } from '../../controller/metadata-log';
import type { Clock } from '../../platform/clock';
import type { Raft } from '../../raft/raft';
import { isSameReplica } from '../../raft/replica-key';
import type { ReplicaProgress } from '../../raft/replica-progress';
import type { Voter } from '../../raft/voter-set';

/** What this node knows of the quorum; only a leader knows how far the others are. */
export function quorumStatus(raft: Raft, clock: Clock): QuorumStatus {
  const nowMs = clock.monotonicMs();
  const progress = raft.progress(nowMs);
  const { self, log, leaderId, epoch: leaderEpoch } = raft;
  const isLeader = raft.roleName === 'leader';
  const wallMs = (atMs: number) => (atMs < 0 ? -1 : Math.round(clock.nowMs() - (nowMs - atMs)));
  const progressOf = (known: ReplicaProgress | undefined) => ({
    logEndOffset: known?.endOffset ?? -1,
    lastFetchMs: wallMs(known?.lastFetchMs ?? -1),
    lastCaughtUpMs: wallMs(known?.lastCaughtUpMs ?? -1),
  });
  const voterStatus = (voter: Voter): QuorumReplica => {
    if (isLeader && isSameReplica(voter, self))
      return { ...voter, logEndOffset: log.endOffset, lastFetchMs: wallMs(nowMs), lastCaughtUpMs: wallMs(nowMs) };
    return { ...voter, ...progressOf(progress.find(({ replica }) => isSameReplica(replica, voter))) };
  };
  return {
    isLeader,
    leaderId,
    leaderEpoch,
    highWatermark: log.highWatermark,
    voters: log.votersInForce.voters.map(voterStatus),
    observers: progress
      .filter(({ replica }) => !log.votersInForce.has(replica))
      .map((known) => ({ ...known.replica, endpoints: [], ...progressOf(known) })),
  };
}
