import fc from 'fast-check';
import { expect, test } from 'vitest';
import { append, batchOf, diskOnly, openLog, simWorld } from '../simulation/sim-log';
import { RecentBatches, RecentMemory } from './recent-batches';

test('a read from memory is the read from the file', async () => {
  const world = simWorld();
  const memory = await openLog(world);
  const fileOnly = await openLog(world, {
    directory: '/data/broker-1/orders-1',
    resources: diskOnly(world),
  });
  for (let i = 0; i < 30; i++) {
    for (const log of [memory, fileOnly])
      await append(world, log, { values: Array.from({ length: 1 + (i % 3) }, () => 'v'.repeat(i)) });
  }
  const end = memory.logEndOffset;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(end),
      fc.nat(3000),
      fc.nat(end),
      fc.boolean(),
      async (startOffset, maxBytes, maxOffsetExclusive, minOneBatch) => {
        const options = { startOffset, maxBytes, maxOffsetExclusive, minOneBatch };
        const read = await memory.read(options);
        const expected = await fileOnly.read(options);
        expect(read.startOffsetOfRecords).toBe(expected.startOffsetOfRecords);
        expect(read.records.equals(expected.records)).toBe(true);
      },
    ),
  );
});

test('reads at the end need no disk', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log);
  world.fileSystem.fail({ operation: 'read', code: 'EIO' });
  const { records } = await log.read({ startOffset: 0, maxBytes: 1000, maxOffsetExclusive: 1, minOneBatch: true });
  expect(records.length).toBe(log.sizeBytes);
});

test('memory is bounded over all logs, the oldest append goes first', () => {
  const batches = [0, 1, 2, 3].map((baseOffset) => batchOf(simWorld(), { baseOffset, values: ['x'.repeat(5000)] }));
  const size = batches[0]?.length ?? 0;
  const memory = new RecentMemory(size * 2);
  const [a, b] = [new RecentBatches(memory), new RecentBatches(memory)];
  const has = (log: RecentBatches, startOffset: number) =>
    log.read({ startOffset, maxBytes: 1, maxOffsetExclusive: 10, minOneBatch: true }) !== undefined;
  batches.forEach((batch, index) => (index < 2 ? a : b).add(batch));
  expect([has(a, 0), has(a, 1), has(b, 2), has(b, 3)]).toEqual([false, false, true, true]);
  expect(memory.bytes).toBe(size * 2);
  b.clear();
  expect(memory.bytes).toBe(0);
});

test('a small view of a large buffer is copied, so that it does not pin it', () => {
  const batch = batchOf(simWorld(), { baseOffset: 0 });
  const large = Buffer.alloc(100_000);
  batch.copy(large, 500);
  const log = new RecentBatches(new RecentMemory());
  log.add(large.subarray(500, 500 + batch.length));
  const read = log.read({ startOffset: 0, maxBytes: 1000, maxOffsetExclusive: 1, minOneBatch: true });
  expect(read?.equals(batch)).toBe(true);
  expect(read?.buffer.byteLength).toBe(batch.length);
});
