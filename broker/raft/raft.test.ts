import { expect, test } from 'vitest';
import { SimRandom } from '../simulation/sim-random';
import { Raft } from './raft';
import { defaultRaftConfig } from './raft-config';
import { RaftLog } from './raft-log';
import type { RaftRequest, VoteRequest } from './raft-message';
import type { ElectionState, Ready } from './ready';
import { VoterHistory } from './voter-history';
import { VoterSet } from './voter-set';

const replica = (id: number) => ({ id, directoryId: `D${id}` });
const voter = (id: number) => ({ ...replica(id), endpoints: [] });

/** Node 1, a voter if it is among the ids, whose log ends at 10 with epoch 4. */
function voterOne(election?: ElectionState, ids = [1, 2, 3]): Raft {
  const log = new RaftLog({
    endOffset: 10,
    epochs: [{ epoch: 4, startOffset: 0 }],
    voters: new VoterHistory(new VoterSet(ids.map(voter))),
    start: { endOffset: 0, epoch: 0 },
    latestSnapshot: undefined,
  });
  const options = { self: voter(1), config: defaultRaftConfig, random: new SimRandom(1), log, election, bootstrapIds: [] };
  return new Raft(options, 0);
}

/** What the node asked last of another. */
function asked(ready: Ready, to: number): RaftRequest {
  const request = ready.requests.find((each) => each.to === to)?.request;
  if (request === undefined) throw new Error(`nothing was asked of ${to}`);
  return request;
}

function ask(raft: Raft, request: RaftRequest, nowMs = 1): Ready {
  raft.step({ type: 'request', requestId: 7, request }, nowMs);
  return raft.ready();
}

const vote = (changes: Partial<VoteRequest> = {}): VoteRequest => ({
  kind: 'vote',
  preVote: false,
  epoch: 5,
  candidate: replica(2),
  voter: replica(1),
  lastEpoch: 4,
  endOffset: 10,
  ...changes,
});

const answerOf = ({ replies }: Ready) => replies[0]?.reply;

test('a vote is durable before it is given, is given once in an epoch, and again to the same', () => {
  const raft = voterOne();
  const ready = ask(raft, vote());
  expect(answerOf(ready)).toMatchObject({ granted: true, epoch: 5, error: 'NONE' });
  expect(ready.election).toEqual({ state: { epoch: 5, leaderId: -1, votedFor: replica(2) }, mustBeDurable: true });
  expect(answerOf(ask(raft, vote({ candidate: replica(3) })))).toMatchObject({ granted: false });
  expect(answerOf(ask(raft, vote()))).toMatchObject({ granted: true });
});

test('a vote that was given is not forgotten by a restart', () => {
  const raft = voterOne({ epoch: 5, leaderId: -1, votedFor: replica(2) });
  expect(answerOf(ask(raft, vote({ candidate: replica(3) })))).toMatchObject({ granted: false, epoch: 5 });
  expect(answerOf(ask(raft, vote()))).toMatchObject({ granted: true });
});

test.each([
  ['a shorter log', { endOffset: 9 }, { granted: false, error: 'NONE', epoch: 5 }],
  ['an older last epoch', { lastEpoch: 3, endOffset: 99 }, { granted: false, error: 'NONE', epoch: 5 }],
  ['an epoch that is over', { epoch: 3 }, { granted: false, error: 'FENCED_LEADER_EPOCH', epoch: 4 }],
  ['another directory in mind', { voter: { id: 1, directoryId: 'old' } }, { error: 'INVALID_VOTER_KEY', epoch: 4 }],
  ['another node in mind', { voter: replica(9) }, { error: 'INVALID_VOTER_KEY', epoch: 4 }],
])('a candidate with %s is refused', (_what, changes, answer) => {
  expect(answerOf(ask(voterOne(), vote(changes)))).toMatchObject(answer);
});

test('a pre-vote leaves epoch and vote alone', () => {
  const raft = voterOne();
  const ready = ask(raft, vote({ preVote: true, epoch: 4 }));
  expect(answerOf(ready)).toMatchObject({ granted: true, epoch: 4 });
  expect(ready.election).toMatchObject({ state: { epoch: 4, votedFor: undefined } });
});

test('a follower that hears from its leader grants no pre-vote; once a fetch failed it does', () => {
  const raft = voterOne();
  ask(raft, { kind: 'beginQuorumEpoch', epoch: 5, leaderId: 3, voter: replica(1) });
  const preVote = vote({ preVote: true, epoch: 5 });
  expect(answerOf(ask(raft, preVote))).toMatchObject({ granted: true, leaderId: 3 });
  raft.step({ type: 'unanswered', to: 3, request: preVote }, 2);
  const fetch = { kind: 'fetch', epoch: 5, replica: replica(1), fetchOffset: 10, lastFetchedEpoch: 4, highWatermark: 0 };
  const fetched = voterOne();
  const [sent] = ask(fetched, { kind: 'beginQuorumEpoch', epoch: 5, leaderId: 3, voter: replica(1) }).requests;
  expect(sent).toMatchObject({ to: 3, request: fetch });
  if (sent === undefined) return;
  const nothing = { highWatermark: 3, records: undefined, diverging: undefined, snapshot: undefined };
  const response = { kind: 'fetch', error: 'NONE', epoch: 5, leaderId: 3, ...nothing } as const;
  fetched.step({ type: 'response', from: 3, request: sent.request, response }, 5);
  expect(fetched.ready()).toMatchObject({ highWatermark: 3, leader: undefined });
  expect(answerOf(ask(fetched, preVote))).toMatchObject({ granted: false, leaderId: 3 });
});

/** Voter 1, prospective at 1001 as its fetches from node 3 were not answered, and what it asked node 2. */
function withoutAnswersOfThree() {
  const raft = voterOne();
  ask(raft, { kind: 'beginQuorumEpoch', epoch: 5, leaderId: 3, voter: replica(1) });
  raft.tick(1001);
  raft.tick(1001);
  const [asked] = raft.ready().requests.filter(({ to }) => to === 2);
  if (asked === undefined) throw new Error('nothing was asked');
  const answer = (from: number, granted: boolean, nowMs: number): void => {
    const response = { kind: 'vote', error: 'NONE', epoch: 5, leaderId: 3, granted } as const;
    raft.step({ type: 'response', from, request: asked.request, response }, nowMs);
  };
  return { raft, answer };
}

test('who lost its leader counts what others answer, though they still name that leader, and asks again soon', () => {
  const { raft, answer } = withoutAnswersOfThree();
  answer(2, false, 1002);
  expect(raft.roleName).toBe('prospective');
  raft.tick(1022);
  expect(raft.ready().requests).toMatchObject([{ to: 2, request: { kind: 'vote', preVote: true, epoch: 5 } }]);
  answer(2, true, 1023);
  expect(raft.ready().election).toMatchObject({ state: { epoch: 6, votedFor: replica(1) }, mustBeDurable: true });
});

test('the lost leader itself is believed', () => {
  const { raft, answer } = withoutAnswersOfThree();
  answer(3, false, 1002);
  expect(raft).toMatchObject({ roleName: 'follower', leaderId: 3, epoch: 5 });
});

test('two leaders of one epoch are not believed', () => {
  const raft = voterOne();
  const begin = { kind: 'beginQuorumEpoch', epoch: 5, voter: replica(1) } as const;
  expect(answerOf(ask(raft, { ...begin, leaderId: 3 }))).toMatchObject({ error: 'NONE', leaderId: 3 });
  expect(answerOf(ask(raft, { ...begin, leaderId: 2 }))).toMatchObject({ error: 'INVALID_REQUEST', leaderId: 3 });
  expect(answerOf(ask(raft, { ...begin, leaderId: 1 }))).toMatchObject({ error: 'INVALID_REQUEST', leaderId: 3 });
});

test('who does not lead says so, and who does', () => {
  const raft = voterOne();
  ask(raft, { kind: 'beginQuorumEpoch', epoch: 5, leaderId: 3, voter: undefined });
  const requests: RaftRequest[] = [
    { kind: 'fetch', epoch: 5, replica: replica(2), fetchOffset: 0, lastFetchedEpoch: 0, highWatermark: 0, maxWaitMs: 0 },
    { kind: 'fetchSnapshot', epoch: 5, replica: replica(2), snapshot: { endOffset: 1, epoch: 1 }, position: 0 },
    { kind: 'addVoter', voter: voter(4), timeoutMs: 0, ackWhenCommitted: true },
    { kind: 'removeVoter', voter: replica(2) },
    { kind: 'updateVoter', epoch: 5, voter: voter(2) },
  ];
  for (const request of requests) {
    expect(answerOf(ask(raft, request))).toMatchObject({ error: 'NOT_LEADER_OR_FOLLOWER', epoch: 5, leaderId: 3 });
  }
  expect(raft.propose(5, 1)).toBeUndefined();
});

test('a leader fences older epochs and does not know newer ones', () => {
  const raft = voterOne(undefined, [1]);
  raft.tick(0);
  expect(raft.ready()).toMatchObject({ leader: { leaderId: 1, epoch: 5 }, appends: [{ kind: 'leaderChange', startOffset: 10 }] });
  const fetch = { kind: 'fetch', replica: replica(2), fetchOffset: 0, lastFetchedEpoch: 0, highWatermark: 0 } as const;
  expect(answerOf(ask(raft, { ...fetch, epoch: 4, maxWaitMs: 0 }))).toMatchObject({ error: 'FENCED_LEADER_EPOCH' });
  expect(answerOf(ask(raft, { ...fetch, epoch: 6, maxWaitMs: 0 }))).toMatchObject({ error: 'UNKNOWN_LEADER_EPOCH' });
  expect(raft.propose(4, 1)).toBeUndefined();
  expect(raft.propose(5, 2)).toBe(13);
});

test('a leader that hears of a newer epoch steps down, and what waits for it is refused', () => {
  const raft = voterOne(undefined, [1]);
  raft.tick(0);
  raft.step({ type: 'flushed', endOffset: 13 }, 1);
  const fetch = {
    kind: 'fetch',
    epoch: 5,
    replica: replica(2),
    fetchOffset: 13,
    lastFetchedEpoch: 5,
    highWatermark: 13,
  } as const;
  expect(ask(raft, { ...fetch, maxWaitMs: 500 }).replies).toEqual([]);
  const { replies, leader } = ask(raft, vote({ epoch: 9, lastEpoch: 5, endOffset: 13 }));
  expect(leader).toEqual({ leaderId: -1, epoch: 9 });
  expect(replies.map(({ reply }) => [reply.kind, reply.error, reply.epoch])).toEqual([
    ['fetch', 'FENCED_LEADER_EPOCH', 9],
    ['vote', 'NONE', 9],
  ]);
});

test('an observer that took its leader for gone believes it when it speaks for itself, and nobody else', () => {
  const raft = voterOne(undefined, [2, 3, 4]);
  const plain = { kind: 'fetch', highWatermark: 0, records: undefined, diverging: undefined, snapshot: undefined } as const;
  const named = { ...plain, error: 'NOT_LEADER_OR_FOLLOWER', epoch: 4, leaderId: 3 } as const;
  raft.tick(0);
  const first = raft.ready();
  raft.step({ type: 'response', from: 2, request: asked(first, 2), response: named }, 1);
  expect(raft.leaderId).toBe(3);
  // Of a connection that was tried before the leader's process was there.
  raft.step({ type: 'peerRefused', nodeId: 3 }, 2);
  expect(raft.leaderId).toBe(-1);
  raft.tick(3);
  const second = raft.ready();
  raft.step({ type: 'response', from: 2, request: asked(second, 2), response: named }, 4);
  expect(raft.leaderId).toBe(-1);
  raft.step({ type: 'response', from: 3, request: asked(second, 3), response: { ...named, error: 'NONE' } }, 5);
  expect(raft.leaderId).toBe(3);
});
