import { expect, test } from 'vitest';
import { checkQuorumDeadlineMs } from './check-quorum';
import { offsetHeldBy } from './committed-offset';
import { Election } from './election';
import { backoffMs, PeerRequests } from './peer-requests';
import { VoterSet } from './voter-set';
import { WipedVoters } from './wiped-voters';

const voter = (id: number) => ({ id, directoryId: `D${id}`, endpoints: [] });
const setOf = (...ids: number[]) => new VoterSet(ids.map(voter));

test.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
])('of %i voters %i are a majority', (size, majority) => {
  expect(setOf(...Array.from({ length: size }, (_, index) => index)).majority).toBe(majority);
});

test.each([
  [2, [7, 9, 3], 7],
  [2, [7, 9, -1], 7],
  [2, [9, -1, -1], -1],
  [1, [4], 4],
  [3, [1, 5, 3, 4, 2], 3],
  [2, [8], -1],
])('%i of the voters have at least %j: %i', (count, ends, offset) => {
  expect(offsetHeldBy(count, ends)).toBe(offset);
});

test.each([
  [[], 0, Number.POSITIVE_INFINITY],
  [[100], 1, 1100],
  [[100, 300], 1, 1300],
  [[100, 300, 200, 50], 2, 1200],
])('a leader that heard of the others at %j and needs %i of them steps down at %i', (heardMs, wanted, deadlineMs) => {
  expect(checkQuorumDeadlineMs(heardMs, wanted, 1000)).toBe(deadlineMs);
});

test('an election counts each voter once, and nobody else', () => {
  const election = new Election(setOf(1, 2, 3, 4, 5), voter(1));
  for (const id of [9, 2, 2, 2]) election.count(id, true);
  expect([election.isWon, election.isLost]).toEqual([false, false]);
  election.count(3, false);
  election.count(4, false);
  expect(election.isLost).toBe(false);
  election.count(5, true);
  expect([election.isWon, election.isLost]).toEqual([true, false]);
  expect(election.grantingVoters.map(({ id }) => id)).toEqual([1, 2, 5]);
});

test('a candidate with another directory than the voter of its id has no vote of its own', () => {
  const election = new Election(setOf(1), { id: 1, directoryId: 'other' });
  expect(election.isWon).toBe(false);
  election.count(1, false);
  expect(election.isLost).toBe(true);
});

test('requests to a peer are sent one at a time and again after a growing pause', () => {
  const requests = new PeerRequests({ retryBackoffMs: 10, retryBackoffMaxMs: 35 }, [1, 2], 100);
  expect(requests.takeDue(99)).toEqual([]);
  expect(requests.takeDue(100)).toEqual([1, 2]);
  expect(requests.deadlineMs).toBe(Number.POSITIVE_INFINITY);
  requests.settle(2);
  for (const pauseMs of [10, 20, 35, 35]) {
    requests.retry(1, 200);
    expect(requests.deadlineMs).toBe(200 + pauseMs);
    expect(requests.takeDue(200 + pauseMs)).toEqual([1]);
  }
  requests.settle(1, 900);
  expect(requests.deadlineMs).toBe(900);
  requests.keepOnly(new Set([2]));
  requests.retry(1, 0);
  expect(requests.deadlineMs).toBe(Number.POSITIVE_INFINITY);
});

test('a pause never overflows', () => {
  expect(backoffMs({ retryBackoffMs: 20, retryBackoffMaxMs: 200 }, 5000)).toBe(200);
});

test('a wiped majority is believed only when it stays', () => {
  const wiped = new WipedVoters();
  const voters = setOf(1, 2, 3);
  wiped.note(2);
  expect(wiped.check(voters, 0, 100)).toBeUndefined();
  wiped.note(3);
  expect(wiped.check(voters, 10, 100)).toBeUndefined();
  expect(wiped.check(voters, 109, 100)).toBeUndefined();
  wiped.forget(3);
  expect(wiped.check(voters, 111, 100)).toBeUndefined();
  wiped.note(3);
  expect(wiped.check(voters, 120, 100)).toBeUndefined();
  expect(wiped.check(voters, 220, 100)).toEqual([2, 3]);
  expect(wiped.check(VoterSet.empty, 900, 100)).toBeUndefined();
});
