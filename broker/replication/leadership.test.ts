import { expect, test } from 'vitest';
import { KafkaError } from '../protocol/kafka-error';
import { brokerImage, PartitionFixture } from '../simulation/replication/partition-fixture';
import { settle } from '../simulation/sim-clock';

/** Broker 1 leads with both followers at the end of a log of two records. */
async function caughtUp(isr: readonly number[] = [1, 2, 3]): Promise<PartitionFixture> {
  const fixture = await PartitionFixture.open();
  await fixture.lead({ isr });
  await fixture.append();
  await fixture.append();
  for (const id of isr) if (id !== 1) fixture.followerAt(id, 2);
  return fixture;
}

test('the high watermark is the smallest end among the ISR, whatever the others have', async () => {
  const fixture = await PartitionFixture.open();
  await fixture.lead({ isr: [1, 2] });
  for (let i = 0; i < 4; i++) await fixture.append();
  fixture.followerAt(2, 3);
  expect(fixture.log.highWatermark).toBe(3);
  fixture.followerAt(2, 2);
  expect(fixture.log.highWatermark).toBe(3);
  fixture.followerAt(2, 4);
  expect(fixture.log.highWatermark).toBe(4);
});

test('nothing is committed while the ISR is below min.insync.replicas (KAFKA-15583)', async () => {
  const fixture = await caughtUp();
  for (const id of [2, 3]) fixture.brokers.set(id, brokerImage(id, { fenced: true }));
  fixture.minInsyncReplicas = 2;
  await fixture.append();
  await fixture.lead({ isr: [1], partitionEpoch: 1 });
  await fixture.append({}, 1);
  expect(fixture.log.highWatermark).toBe(2);
  await fixture.lead({ isr: [1, 2], partitionEpoch: 2 });
  fixture.followerAt(2, 4);
  expect(fixture.log.highWatermark).toBe(4);
});

test('a member of the ISR that has not fetched from the new leader holds the high watermark', async () => {
  const fixture = await caughtUp();
  await fixture.lead({ leader: 2, leaderEpoch: 1, partitionEpoch: 1 });
  await fixture.lead({ leader: 1, leaderEpoch: 2, partitionEpoch: 2 });
  await fixture.append();
  fixture.followerAt(2, 3);
  expect(fixture.log.highWatermark).toBe(2);
  fixture.followerAt(3, 3);
  expect(fixture.log.highWatermark).toBe(3);
});

test('who reaches the high watermark is proposed for the ISR and counts at once', async () => {
  const fixture = await caughtUp([1, 2]);
  fixture.followerAt(3, 1);
  expect(fixture.alterations).toEqual([]);
  fixture.followerAt(3, 2);
  expect(fixture.alterations).toMatchObject([
    {
      leaderEpoch: 0,
      partitionEpoch: 0,
      isr: [
        { brokerId: 1, brokerEpoch: 10 },
        { brokerId: 2, brokerEpoch: 20 },
        { brokerId: 3, brokerEpoch: 30 },
      ],
    },
  ]);
  await fixture.append();
  fixture.followerAt(2, 3);
  expect(fixture.log.highWatermark).toBe(2);
  fixture.followerAt(3, 3);
  expect(fixture.log.highWatermark).toBe(3);
  fixture.alterations[0]?.answer({ leaderEpoch: 0, partitionEpoch: 1, isr: [1, 2, 3] });
  await settle();
  expect(fixture.partition.isr).toEqual([1, 2, 3]);
});

test.each([
  ['fenced', brokerImage(3, { fenced: true })],
  ['about to stop', brokerImage(3, { inControlledShutdown: true })],
  ['not yet known in the process that fetches', brokerImage(3, { epoch: 29 })],
])('a broker that is %s does not join the ISR', async (_, broker) => {
  const fixture = await caughtUp([1, 2]);
  fixture.brokers.set(3, broker);
  fixture.followerAt(3, 2);
  expect(fixture.alterations).toEqual([]);
  fixture.brokers.set(3, brokerImage(3));
  fixture.partition.onBrokersChanged();
  expect(fixture.alterations.length).toBe(1);
});

test('a fetch of a process that has been replaced counts for nothing', async () => {
  const fixture = await caughtUp([1, 2]);
  fixture.brokers.set(3, brokerImage(3, { epoch: 31 }));
  expect(() => fixture.followerAt(3, 2)).toThrow(expect.objectContaining({ errorName: 'NOT_LEADER_OR_FOLLOWER' }));
  expect(fixture.alterations).toEqual([]);
});

test('a follower joins only when it has reached the epoch of its leader', async () => {
  const fixture = await caughtUp([1, 2]);
  await fixture.append();
  await fixture.lead({ leader: 2, isr: [1, 2], leaderEpoch: 1, partitionEpoch: 1 });
  await fixture.lead({ leader: 1, isr: [1, 2], leaderEpoch: 2, partitionEpoch: 2 });
  fixture.followerAt(3, 2);
  expect([fixture.log.highWatermark, fixture.alterations.length]).toEqual([2, 0]);
  fixture.followerAt(3, 3);
  expect(fixture.alterations.length).toBe(1);
});

test('a live replica that has caught up holds the high watermark, so that it can join', async () => {
  const fixture = await caughtUp([1, 2]);
  fixture.followerAt(3, 2);
  fixture.alterations[0]?.answer(new KafkaError('INELIGIBLE_REPLICA', 'no'));
  await settle();
  await fixture.append();
  fixture.followerAt(2, 3);
  expect(fixture.log.highWatermark).toBe(2);
  fixture.brokers.set(3, brokerImage(3, { fenced: true }));
  fixture.partition.onBrokersChanged();
  expect(fixture.log.highWatermark).toBe(3);
});

test('a follower that has not caught up for the lag time is proposed to leave, and counts until it has', async () => {
  const fixture = await caughtUp();
  const { clock } = fixture.world;
  await fixture.append();
  fixture.followerAt(2, 3);
  await clock.advance(30_000);
  fixture.followerAt(2, 3);
  fixture.partition.maybeShrinkIsr();
  expect(fixture.alterations).toEqual([]);
  await clock.advance(1);
  fixture.partition.maybeShrinkIsr();
  expect(fixture.alterations.map(({ isr }) => isr.map(({ brokerId }) => brokerId))).toEqual([[1, 2]]);
  expect(fixture.log.highWatermark).toBe(2);
  fixture.alterations[0]?.answer({ leaderEpoch: 0, partitionEpoch: 1, isr: [1, 2] });
  await settle();
  expect([fixture.partition.isr, fixture.log.highWatermark]).toEqual([[1, 2], 3]);
});

test('a follower of a busy leader is never seen at the end, and yet in sync', async () => {
  const fixture = await caughtUp();
  for (let second = 0; second < 60; second++) {
    await fixture.append();
    await fixture.world.clock.advance(1000);
    for (const id of [2, 3]) fixture.followerAt(id, fixture.log.logEndOffset - 1);
    fixture.partition.maybeShrinkIsr();
  }
  expect(fixture.alterations).toEqual([]);
});

test('one proposal at a time; an answer after the metadata showed a newer partition only makes way for the next', async () => {
  const fixture = await caughtUp([1]);
  fixture.followerAt(2, 2);
  fixture.followerAt(3, 2);
  expect(fixture.alterations.length).toBe(1);
  await fixture.lead({ isr: [1, 3], partitionEpoch: 5 });
  fixture.alterations[0]?.answer({ leaderEpoch: 0, partitionEpoch: 1, isr: [1, 2] });
  await settle();
  expect(fixture.partition.isr).toEqual([1, 3]);
  expect(fixture.alterations[1]).toMatchObject({ partitionEpoch: 5, isr: [{ brokerId: 1 }, { brokerId: 3 }, { brokerId: 2 }] });
});

test('a refusal that says nothing was done ends the proposal; another is made after a pause', async () => {
  const fixture = await caughtUp([1, 2]);
  fixture.followerAt(3, 2);
  fixture.alterations[0]?.answer(new KafkaError('INELIGIBLE_REPLICA', 'no'));
  await settle();
  fixture.followerAt(3, 2);
  expect(fixture.alterations.length).toBe(1);
  await fixture.world.clock.advance(100);
  fixture.followerAt(3, 2);
  expect(fixture.alterations.length).toBe(2);
});

test.each(['FENCED_LEADER_EPOCH', 'INVALID_UPDATE_VERSION', 'NEW_LEADER_ELECTED', 'UNKNOWN_TOPIC_ID'] as const)(
  'after %s the proposal may stand, and the metadata is waited for',
  async (name) => {
    const fixture = await caughtUp([1, 2]);
    fixture.followerAt(3, 2);
    fixture.alterations[0]?.answer(new KafkaError(name, 'no'));
    await fixture.world.clock.advance(60_000);
    await fixture.append();
    fixture.followerAt(2, 3);
    expect([fixture.alterations.length, fixture.log.highWatermark]).toEqual([1, 2]);
    await fixture.lead({ isr: [1, 2], partitionEpoch: 1 });
    fixture.followerAt(3, 3);
    expect(fixture.alterations[1]).toMatchObject({ partitionEpoch: 1 });
  },
);

test.each(['NOT_CONTROLLER', 'NETWORK_EXCEPTION', 'REQUEST_TIMED_OUT', 'STALE_BROKER_EPOCH', 'UNKNOWN_SERVER_ERROR'] as const)(
  'after %s the same is proposed again, because it may have been granted',
  async (name) => {
    const fixture = await caughtUp([1, 2]);
    fixture.followerAt(3, 2);
    fixture.alterations[0]?.answer(new KafkaError(name, 'no'));
    await fixture.world.clock.advance(100);
    expect(fixture.alterations.length).toBe(2);
    await fixture.lead({ leader: 2, leaderEpoch: 1, partitionEpoch: 1 });
    fixture.alterations[1]?.answer(new KafkaError(name, 'no'));
    await fixture.world.clock.advance(1000);
    expect([fixture.alterations.length, fixture.world.clock.pendingTimers]).toEqual([2, 0]);
  },
);

test('a broker that is no replica, as far as is known here, has to ask again', async () => {
  const fixture = await caughtUp();
  expect(() => fixture.followerAt(9, 2)).toThrow(expect.objectContaining({ errorName: 'UNKNOWN_LEADER_EPOCH' }));
});

test('a follower at the end of a partition that rests is in sync, however long it rests', async () => {
  const fixture = await caughtUp();
  const { clock } = fixture.world;
  await clock.advance(3_600_000);
  fixture.partition.maybeShrinkIsr();
  await fixture.append();
  fixture.partition.maybeShrinkIsr();
  await clock.advance(30_000);
  fixture.partition.maybeShrinkIsr();
  expect(fixture.alterations).toEqual([]);
  await clock.advance(1);
  fixture.partition.maybeShrinkIsr();
  expect(fixture.alterations.map(({ isr }) => isr.map(({ brokerId }) => brokerId))).toEqual([[1]]);
});

test('a refused member is proposed again without being heard of again', async () => {
  const fixture = await caughtUp([1, 2]);
  fixture.followerAt(3, 2);
  fixture.alterations[0]?.answer(new KafkaError('INELIGIBLE_REPLICA', 'no'));
  await fixture.world.clock.advance(100);
  expect(fixture.alterations.length).toBe(2);
});

test('another state of the partition ends the pause after a refusal', async () => {
  const fixture = await caughtUp([1, 2]);
  fixture.followerAt(3, 2);
  fixture.alterations[0]?.answer(new KafkaError('INELIGIBLE_REPLICA', 'no'));
  await settle();
  await fixture.lead({ isr: [1, 2], partitionEpoch: 1 });
  expect(fixture.alterations[1]).toMatchObject({ partitionEpoch: 1 });
});
