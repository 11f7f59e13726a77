import { encodeBatch, type RecordInput } from '../../protocol/records/encode-batch';
import type { RaftAppend } from '../../raft/ready';
import { kRaftVersionControl, kRaftVoters, leaderChange } from './control-records';

type ControlAppend = Extract<RaftAppend, { kind: 'leaderChange' | 'voters' }>;

/** The batch that a leader appends when it opens its epoch or changes the voters. */
export function controlBatch(append: ControlAppend, timestampMs: number): Buffer {
  const { startOffset: baseOffset, epoch } = append;
  return encodeBatch(recordsOf(append, timestampMs), { baseOffset, partitionLeaderEpoch: epoch, isControl: true });
}

function recordsOf(append: ControlAppend, timestampMs: number): RecordInput[] {
  if (append.kind === 'voters') return [kRaftVoters(append.voters, timestampMs)];
  const { leaderId, grantingVoters, voters, withVoters } = append;
  const voterIds = voters.voters.map(({ id }) => id);
  const change = leaderChange({ leaderId, voterIds, grantingVoterIds: grantingVoters.map(({ id }) => id) }, timestampMs);
  return withVoters ? [change, kRaftVersionControl(timestampMs), kRaftVoters(voters, timestampMs)] : [change];
}
