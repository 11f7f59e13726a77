import { expect, test } from 'vitest';
import { partitionImage, PartitionFixture } from '../simulation/replication/partition-fixture';
import { settle } from '../simulation/sim-clock';
import { batchOf } from '../simulation/sim-log';
import type { FetchAccess, FetchedPartition } from './fetch-partition';

const follower: FetchAccess = { by: 'follower', replicaId: 2, brokerEpoch: 20 };
const anyReplica: FetchAccess = { by: 'consumer', isolation: 'read_uncommitted', anyReplica: true, rack: '' };

async function leader(): Promise<PartitionFixture> {
  const fixture = await PartitionFixture.open();
  await fixture.partition.apply(partitionImage());
  return fixture;
}

test('a fetch at the end waits for the next append, and for minBytes', async () => {
  const fixture = await leader();
  const size = batchOf(fixture.world).length;
  let answer: FetchedPartition | undefined;
  const fetching = fixture.fetch({ fetchOffset: 0 }, { minBytes: 2 * size }).then((result) => {
    answer = result;
  });
  await settle();
  await fixture.append();
  await settle();
  expect(answer).toBeUndefined();
  await fixture.append();
  await fetching;
  expect(answer).toMatchObject({ error: undefined, highWatermark: 2, records: { length: 2 * size } });
  expect(fixture.world.clock.pendingTimers).toBe(0);
});

test('a fetch that waits in vain gets what there is when its time is up', async () => {
  const fixture = await leader();
  await fixture.append();
  const fetching = fixture.fetch({ fetchOffset: 0 }, { minBytes: 100_000, maxWaitMs: 500 });
  await fixture.world.clock.advance(500);
  expect((await fetching).records.length).toBe(batchOf(fixture.world).length);
});

test('a fetch is woken when the partition goes to another leader', async () => {
  const fixture = await leader();
  const fetching = fixture.fetch({ fetchOffset: 0 });
  await settle();
  await fixture.partition.apply(partitionImage({ leader: 2, leaderEpoch: 1 }));
  expect((await fetching).error?.errorName).toBe('NOT_LEADER_OR_FOLLOWER');
});

test('one batch is given, whatever the limits', async () => {
  const fixture = await leader();
  await fixture.append({ values: ['x'.repeat(5000)] });
  expect((await fixture.fetch({ fetchOffset: 0 }, { maxBytes: 10 })).records.length).toBeGreaterThan(5000);
});

test('a reader from another history is told where the logs part', async () => {
  const fixture = await PartitionFixture.open();
  await fixture.partition.apply(partitionImage({ leaderEpoch: 1 }));
  await fixture.append();
  await fixture.partition.apply(partitionImage({ leaderEpoch: 3, partitionEpoch: 1 }));
  await fixture.append();
  const at = async (fetchOffset: number, lastFetchedEpoch: number) => fixture.fetch({ fetchOffset, lastFetchedEpoch });
  expect((await at(1, 1)).divergingEpoch).toBeUndefined();
  expect((await at(2, 1)).divergingEpoch).toEqual({ leaderEpoch: 1, endOffset: 1 });
  expect((await at(1, 2)).divergingEpoch).toEqual({ leaderEpoch: 1, endOffset: 1 });
  expect((await at(1, 4)).error?.errorName).toBe('OFFSET_OUT_OF_RANGE');
});

test('divergence is found before an offset is called out of range', async () => {
  const fixture = await PartitionFixture.open();
  await fixture.partition.apply(partitionImage({ leaderEpoch: 1 }));
  await fixture.append();
  const fetched = await fixture.fetch({ fetchOffset: 9, lastFetchedEpoch: 1 });
  expect(fetched).toMatchObject({ error: undefined, divergingEpoch: { leaderEpoch: 1, endOffset: 1 } });
  expect((await fixture.fetch({ fetchOffset: 9 })).error?.errorName).toBe('OFFSET_OUT_OF_RANGE');
});

test('a topic of the same name with another id is not mistaken for the one that is asked for', async () => {
  const fixture = await leader();
  const fetched = await fixture.fetch({ fetchOffset: 0, topicId: 'BAAAAAAAAAAAAAAAAAAAAQ' });
  expect(fetched.error?.errorName).toBe('INCONSISTENT_TOPIC_ID');
});

test('a follower reads what is not committed yet, a consumer does not', async () => {
  const fixture = await PartitionFixture.open();
  await fixture.lead();
  await fixture.append();
  expect((await fixture.fetch({ fetchOffset: 0 }, { maxWaitMs: 0 })).records.length).toBe(0);
  const fetched = await fixture.fetch({ fetchOffset: 0, logStartOffset: 0 }, { access: follower });
  expect([fetched.highWatermark, fetched.records.length]).toEqual([0, batchOf(fixture.world).length]);
});

test('a follower at the end is woken by an append, a consumer by the commit', async () => {
  const fixture = await PartitionFixture.open();
  await fixture.lead();
  const order: string[] = [];
  const consumer = fixture.fetch({ fetchOffset: 0 }).then(() => order.push('consumer'));
  const replica = fixture
    .fetch({ fetchOffset: 0, logStartOffset: 0 }, { access: follower, reader: 'INTERNAL 1' })
    .then(() => order.push('follower'));
  await settle();
  await fixture.append();
  await settle();
  expect(order).toEqual(['follower']);
  fixture.followerAt(2, 1);
  fixture.followerAt(3, 1);
  await Promise.all([consumer, replica]);
  expect(order).toEqual(['follower', 'consumer']);
});

test('a waiting follower is told of a new high watermark a little later, in one answer for several', async () => {
  const fixture = await PartitionFixture.open();
  const { clock } = fixture.world;
  await fixture.lead();
  await fixture.append();
  await fixture.append();
  fixture.followerAt(3, 2);
  let told: FetchedPartition | undefined;
  const request = { fetchOffset: 2, logStartOffset: 0, highWatermark: 0 };
  const fetching = fixture.fetch(request, { access: follower }).then((answer) => {
    told = answer;
  });
  await clock.advance(9);
  expect(told).toBeUndefined();
  await clock.advance(1);
  await fetching;
  expect(told).toMatchObject({ error: undefined, highWatermark: 2, records: { length: 0 } });
  expect(clock.pendingTimers).toBe(0);
});

test('a fetch that is overtaken does not wait', async () => {
  const fixture = await leader();
  expect((await fixture.fetch({ fetchOffset: 0 }, { isOvertaken: () => true })).error).toBeUndefined();
  expect(fixture.world.clock.pendingTimers).toBe(0);
});

test('consumers read from a follower up to its high watermark; what is not there yet is asked of the leader', async () => {
  const fixture = await PartitionFixture.open();
  const { partition, world } = fixture;
  await partition.apply(partitionImage({ replicas: [1, 2], isr: [1, 2], leader: 2, leaderEpoch: 4 }));
  const first = batchOf(world, { baseOffset: 0, epoch: 4 });
  await partition.following?.take({ records: first, highWatermark: 0, logStartOffset: 0 }, 0);
  const second = batchOf(world, { baseOffset: 1, epoch: 4 });
  await partition.following?.take({ records: second, highWatermark: 1, logStartOffset: 0 }, 1);
  expect((await fixture.fetch({ fetchOffset: 0 }, { access: anyReplica })).records).toEqual(first);
  expect((await fixture.fetch({ fetchOffset: 0 })).error?.errorName).toBe('NOT_LEADER_OR_FOLLOWER');
  expect((await fixture.fetch({ fetchOffset: 5 }, { access: anyReplica })).error?.errorName).toBe('NOT_LEADER_OR_FOLLOWER');

  const waiting = fixture.fetch({ fetchOffset: 1 }, { access: anyReplica });
  await settle();
  await partition.following?.take({ records: Buffer.alloc(0), highWatermark: 2, logStartOffset: 0 }, 2);
  expect((await waiting).records).toEqual(second);
});
