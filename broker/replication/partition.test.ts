import { expect, test } from 'vitest';
import { brokerImage, partitionImage, PartitionFixture } from '../simulation/replication/partition-fixture';
import { DelayedProduce } from './delayed-produce';

test('the high watermark of a lone replica is its log end offset', async () => {
  const fixture = await PartitionFixture.open();
  await fixture.partition.apply(partitionImage());
  expect(await fixture.append()).toMatchObject({ firstOffset: 0, lastOffset: 0 });
  expect(fixture.log.highWatermark).toBe(1);
  expect(fixture.partition.isReplicated(1, 0)).toBe(true);
});

test('other members of the ISR hold the high watermark, and acks=all, back', async () => {
  const fixture = await PartitionFixture.open();
  const { partition, purgatory, world } = fixture;
  await partition.apply(partitionImage({ replicas: [1, 2], isr: [1, 2] }));
  await fixture.append();
  expect(fixture.log.highWatermark).toBe(0);

  const tooLate = new DelayedProduce(partition, 0, 1);
  purgatory.watch(tooLate, [partition.name], 100);
  await world.clock.advance(100);
  expect((await tooLate.completed)?.errorName).toBe('REQUEST_TIMED_OUT');

  const waiting = new DelayedProduce(partition, 0, 1);
  purgatory.watch(waiting, [partition.name], 10_000);
  fixture.followerAt(2, 1);
  expect(await waiting.completed).toBeUndefined();
});

test('acks=all needs min.insync.replicas, but never more than there are replicas', async () => {
  const fixture = await PartitionFixture.open();
  fixture.minInsyncReplicas = 2;
  await fixture.partition.apply(partitionImage({ replicas: [1, 2], isr: [1] }));
  await expect(fixture.append()).rejects.toMatchObject({ errorName: 'NOT_ENOUGH_REPLICAS' });
  expect(await fixture.append({}, 1)).toMatchObject({ firstOffset: 0 });
  await fixture.partition.apply(partitionImage({ partitionEpoch: 1 }));
  expect(await fixture.append()).toMatchObject({ firstOffset: 1 });
});

test('an ISR that shrank while a write was replicated is not enough for it', async () => {
  const fixture = await PartitionFixture.open();
  await fixture.lead();
  await fixture.append();
  fixture.followerAt(2, 1);
  fixture.followerAt(3, 1);
  fixture.brokers.set(3, brokerImage(3, { fenced: true }));
  fixture.minInsyncReplicas = 3;
  await fixture.lead({ isr: [1, 2], partitionEpoch: 1 });
  expect(() => fixture.partition.isReplicated(1, 0)).toThrow(
    expect.objectContaining({ errorName: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND' }),
  );
});

test('leader epochs are checked, and nobody writes to a replica that does not lead', async () => {
  const fixture = await PartitionFixture.open();
  const { partition } = fixture;
  await partition.apply(partitionImage({ leaderEpoch: 5 }));
  expect(() => partition.checkLeader(4)).toThrow(expect.objectContaining({ errorName: 'FENCED_LEADER_EPOCH' }));
  expect(() => partition.checkLeader(6)).toThrow(expect.objectContaining({ errorName: 'UNKNOWN_LEADER_EPOCH' }));
  partition.checkLeader(5);
  await partition.apply(partitionImage({ leader: -1, leaderEpoch: 6 }));
  await expect(fixture.append()).rejects.toMatchObject({ errorName: 'NOT_LEADER_OR_FOLLOWER' });
});

test('metadata that comes late changes nothing', async () => {
  const { partition } = await PartitionFixture.open();
  await partition.apply(partitionImage({ leaderEpoch: 2, partitionEpoch: 7 }));
  await partition.apply(partitionImage({ leader: 2, leaderEpoch: 1, partitionEpoch: 6 }));
  await partition.apply(partitionImage({ leader: -1, leaderEpoch: 2, partitionEpoch: 6 }));
  expect([partition.isLeader, partition.leaderEpoch]).toEqual([true, 2]);
});

test('nothing is served in a new epoch before the log knows where it begins', async () => {
  const fixture = await PartitionFixture.open();
  const { partition, log } = fixture;
  await partition.apply(partitionImage({ leaderEpoch: 1 }));
  await fixture.append();
  const applied = partition.apply(partitionImage({ leaderEpoch: 2, partitionEpoch: 1 }));
  expect(() => partition.checkLeader(2)).toThrow(expect.objectContaining({ errorName: 'NOT_LEADER_OR_FOLLOWER' }));
  await applied;
  partition.checkLeader(2);
  expect(log.endOffsetForEpoch(1)).toEqual({ leaderEpoch: 1, endOffset: 1 });
});

test('a write outlives a new epoch of the same leader, and no break in its leadership', async () => {
  const fixture = await PartitionFixture.open();
  const { partition } = fixture;
  await partition.apply(partitionImage({ replicas: [1, 2], isr: [1, 2], leaderEpoch: 1 }));
  await fixture.append();
  await partition.apply(partitionImage({ replicas: [1, 2], isr: [1, 2], leaderEpoch: 2, partitionEpoch: 1 }));
  expect(partition.isReplicated(1, 1)).toBe(false);
  await partition.apply(partitionImage({ replicas: [1, 2], isr: [1, 2], leader: 2, leaderEpoch: 3, partitionEpoch: 2 }));
  await partition.apply(partitionImage({ replicas: [1, 2], isr: [1, 2], leaderEpoch: 4, partitionEpoch: 3 }));
  expect(() => partition.isReplicated(1, 1)).toThrow(expect.objectContaining({ errorName: 'NOT_LEADER_OR_FOLLOWER' }));
});

test('a new leader cannot say where the log ends before its own epoch is committed (KIP-207)', async () => {
  const fixture = await PartitionFixture.open();
  const { partition, log } = fixture;
  await fixture.lead({ leaderEpoch: 1 });
  await fixture.append();
  await fixture.lead({ leader: 2, leaderEpoch: 2, partitionEpoch: 1 });
  await fixture.lead({ leaderEpoch: 3, partitionEpoch: 2 });
  expect(() => partition.checkEndIsKnown(log.highWatermark)).toThrow(
    expect.objectContaining({ errorName: 'OFFSET_NOT_AVAILABLE' }),
  );
  for (const follower of [2, 3]) fixture.followerAt(follower, 1);
  partition.checkEndIsKnown(log.highWatermark);
});

test('records are deleted when the last live replica has deleted them', async () => {
  const fixture = await PartitionFixture.open();
  const { partition } = fixture;
  await fixture.lead();
  for (let i = 0; i < 3; i++) await fixture.append();
  for (const follower of [2, 3]) fixture.followerAt(follower, 3);
  await partition.deleteRecordsBefore(2);
  expect(partition.lowWatermark()).toBe(0);
  fixture.followerAt(2, 3, { logStartOffset: 2 });
  expect(partition.lowWatermark()).toBe(0);
  fixture.brokers.delete(3);
  expect(partition.lowWatermark()).toBe(2);
});
