import { expect, test } from 'vitest';
import { errorName } from '../../protocol/error-codes';
import { client, commitRequest, groupFixture, topicLookup, type GroupFixture } from '../../simulation/groups/group-fixture';
import { settle } from '../../simulation/sim-clock';

/** Lives of a shard: elections and resignations at awkward moments, seen through offset commits. */
async function commit({ coordinator }: GroupFixture, offset: number): Promise<string> {
  const response = await coordinator.offsetCommit(commitRequest(offset), client(9), topicLookup);
  return errorName(response.topics[0]?.partitions[0]?.errorCode ?? -1);
}

async function committed({ coordinator }: GroupFixture): Promise<unknown> {
  const groups = [{ groupId: 'g', memberId: null, memberEpoch: -1, topics: null }];
  const request = { groupId: '', topics: null, groups, requireStable: false };
  const response = await coordinator.offsetFetch(request, client(8), topicLookup);
  return response.groups?.[0]?.topics?.[0]?.partitions?.[0]?.committedOffset;
}

test('without an election there is no coordinator', async () => {
  expect(await commit(groupFixture(), 1)).toBe('NOT_COORDINATOR');
});

test('a resignation during the load ends it', async () => {
  const fixture = groupFixture();
  const load = fixture.coordinator.onElection(0, 1);
  fixture.coordinator.onResignation(0);
  await load;
  expect(await commit(fixture, 1)).toBe('NOT_COORDINATOR');
});

test('an election that comes again with a later epoch keeps what is loaded', async () => {
  const fixture = groupFixture();
  await fixture.coordinator.onElection(0, 1);
  expect(await commit(fixture, 1)).toBe('NONE');
  await fixture.coordinator.onElection(0, 2);
  expect(await committed(fixture)).toBe(1);
});

test('a resignation fails the commits that are on their way; the next coordinator finds them in the log', async () => {
  const fixture = groupFixture();
  await fixture.coordinator.onElection(0, 1);
  fixture.log.hold();
  const pending = commit(fixture, 7);
  await settle();
  fixture.coordinator.onResignation(0);
  expect(await pending).toBe('NOT_COORDINATOR');
  fixture.log.release();
  await fixture.coordinator.onElection(0, 2);
  expect(await committed(fixture)).toBe(7);
});

test('after a failed append the shard waits for the appends behind it, then is loaded again', async () => {
  const fixture = groupFixture();
  await fixture.coordinator.onElection(0, 1);
  fixture.log.hold();
  const first = commit(fixture, 1);
  fixture.log.failNextAppend('NOT_ENOUGH_REPLICAS_AFTER_APPEND');
  const second = commit(fixture, 2);
  expect(await Promise.all([first, second])).toEqual(['COORDINATOR_NOT_AVAILABLE', 'COORDINATOR_NOT_AVAILABLE']);
  expect(await commit(fixture, 3)).toBe('COORDINATOR_LOAD_IN_PROGRESS');
  fixture.log.release();
  await settle();
  expect(await committed(fixture)).toBe(1);
  expect(await commit(fixture, 4)).toBe('NONE');
});

test('a resignation after a failed append is not undone by the reload', async () => {
  const fixture = groupFixture();
  await fixture.coordinator.onElection(0, 1);
  fixture.log.failNextAppend('KAFKA_STORAGE_ERROR');
  const failed = commit(fixture, 1);
  expect(await failed).toBe('NOT_COORDINATOR');
  fixture.coordinator.onResignation(0);
  await settle();
  expect(await commit(fixture, 2)).toBe('NOT_COORDINATOR');
  expect(fixture.clock.pendingTimers).toBe(0);
});
