import { expect, test } from 'vitest';
import { partitionImage, PartitionFixture } from '../simulation/replication/partition-fixture';
import { append, batchOf, errorNameOf } from '../simulation/sim-log';
import type { Following } from './following';

/** Broker 1 follows broker 2, with a log whose epochs begin where `epochs` says and that ends at `endOffset`. */
async function follower(epochs: Readonly<Record<number, number>>, endOffset: number) {
  const fixture = await PartitionFixture.open();
  const { log, world } = fixture;
  const starts = Object.entries(epochs).map(([epoch, offset]) => ({ epoch: Number(epoch), offset }));
  for (let offset = 0; offset < endOffset; offset++) {
    const leaderEpoch = starts.findLast((start) => start.offset <= offset)?.epoch ?? 0;
    await append(world, log, {}, { leaderEpoch });
  }
  await fixture.partition.apply(partitionImage({ replicas: [1, 2], isr: [2], leader: 2, leaderEpoch: 9 }));
  const { following } = fixture.partition;
  if (following === undefined) throw new Error('a replica with a leader follows it');
  return { fixture, log, following };
}

const nothing = Buffer.alloc(0);

test('the high watermark is the leader’s, as far as the log reaches, and the lag is what is missing', async () => {
  const { fixture, log, following } = await follower({ 1: 0 }, 3);
  await following.take({ records: nothing, highWatermark: 2, logStartOffset: 0 }, 3);
  expect([log.highWatermark, fixture.partition.offsetLag]).toEqual([2, 0]);
  await following.take({ records: nothing, highWatermark: 9, logStartOffset: 0 }, 3);
  expect([log.highWatermark, fixture.partition.offsetLag]).toEqual([3, 6]);
});

test('the log start follows the leader’s, never past what is known to be committed', async () => {
  const { log, following } = await follower({ 1: 0 }, 3);
  await following.take({ records: nothing, highWatermark: 1, logStartOffset: 2 }, 3);
  expect(log.logStartOffset).toBe(1);
  await following.take({ records: nothing, highWatermark: 3, logStartOffset: 2 }, 3);
  expect(log.logStartOffset).toBe(2);
});

test('what was fetched for another offset is not appended', async () => {
  const { fixture, log, following } = await follower({ 1: 0 }, 3);
  const records = batchOf(fixture.world, { baseOffset: 5, epoch: 9 });
  expect(await errorNameOf(following.take({ records, highWatermark: 6, logStartOffset: 0 }, 5))).toBe('OFFSET_OUT_OF_RANGE');
  expect(log.logEndOffset).toBe(3);
});

test('what comes from a leader of an earlier epoch is refused', async () => {
  const { fixture, log, following } = await follower({ 1: 0 }, 3);
  await fixture.partition.apply(partitionImage({ replicas: [1, 2], leader: 2, leaderEpoch: 10, partitionEpoch: 1 }));
  const records = batchOf(fixture.world, { baseOffset: 3, epoch: 9 });
  expect(await errorNameOf(following.take({ records, highWatermark: 4, logStartOffset: 0 }, 3))).toBe('FENCED_LEADER_EPOCH');
  expect(await errorNameOf(following.truncateTo(0))).toBe('FENCED_LEADER_EPOCH');
  expect(log.logEndOffset).toBe(3);
});

interface Cut {
  readonly name: string;
  readonly epochs: Readonly<Record<number, number>>;
  readonly endOffset: number;
  readonly told: Parameters<Following['truncateWhereLogsPart']>[0];
  readonly cutTo: number;
}

const cuts: readonly Cut[] = [
  { name: 'a shared epoch that ends earlier at the leader', epochs: { 1: 0 }, endOffset: 8, told: [1, 5], cutTo: 5 },
  { name: 'a shared epoch that ends earlier here', epochs: { 1: 0, 3: 4 }, endOffset: 8, told: [1, 6], cutTo: 4 },
  { name: 'an epoch unknown here: back to the one before it', epochs: { 1: 0, 4: 3 }, endOffset: 8, told: [2, 7], cutTo: 3 },
  { name: 'an epoch before all that are known here', epochs: { 3: 0, 4: 5 }, endOffset: 8, told: [2, 6], cutTo: 0 },
  { name: 'an end beyond ours', epochs: { 1: 0 }, endOffset: 8, told: [1, 20], cutTo: 8 },
].map(({ told: [leaderEpoch = 0, endOffset = 0], ...rest }) => ({ ...rest, told: { leaderEpoch, endOffset } }));

test.each(cuts)('where the logs part: $name', async ({ epochs, endOffset, told, cutTo }) => {
  const { log, following } = await follower(epochs, endOffset);
  await following.truncateWhereLogsPart(told);
  expect(log.logEndOffset).toBe(cutTo);
});

test('dropping what was committed is said aloud', async () => {
  const { fixture, log, following } = await follower({ 1: 0 }, 4);
  await following.take({ records: nothing, highWatermark: 3, logStartOffset: 0 }, 4);
  await following.truncateTo(2);
  expect(log.highWatermark).toBe(2);
  const warnings = fixture.world.logger.lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
  expect(warnings).toEqual(['A follower drops records that were committed: its leader lost them.']);
});
