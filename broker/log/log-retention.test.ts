import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KafkaError } from '../protocol/kafka-error';
import { append, batchOf, diskOnly, errorNameOf, logDirectory, openLog, readAll, simWorld } from '../simulation/sim-log';
import type { CleanupPolicy, LogConfig } from './log-config';

const batchBytes = batchOf(simWorld()).length;

async function logOf(count: number, config: Partial<LogConfig>, perSegment = 2) {
  const world = simWorld();
  const log = await openLog(world, {
    config: { segmentBytes: batchBytes * perSegment, fileDeleteDelayMs: 100, ...config },
    resources: diskOnly(world),
  });
  for (let i = 0; i < count; i++) {
    await append(world, log);
    await world.clock.advance(1000);
  }
  log.updateHighWatermark(log.logEndOffset);
  return { world, log };
}

test('retention.bytes removes the oldest segments as long as what is left is enough', async () => {
  const { log } = await logOf(9, { retentionBytes: batchBytes * 4 });
  expect(await log.deleteOldSegments()).toBe(2);
  expect(log.logStartOffset).toBe(4);
  expect(log.sizeBytes).toBe(batchBytes * 5);
  expect(await errorNameOf(log.read({ startOffset: 3, maxBytes: 1, maxOffsetExclusive: 9, minOneBatch: true }))).toBe(
    'OFFSET_OUT_OF_RANGE',
  );
  expect((await readAll(log)).length).toBe(batchBytes * 5);
});

test('retention.ms removes segments whose newest record is too old, the active one too', async () => {
  const { world, log } = await logOf(6, { retentionMs: 3500 });
  expect(await log.deleteOldSegments()).toBe(1);
  expect(log.logStartOffset).toBe(2);
  await world.clock.advance(60_000);
  expect(await log.deleteOldSegments()).toBe(2);
  expect([log.logStartOffset, log.logEndOffset, log.sizeBytes]).toEqual([6, 6, 0]);
  expect(await append(world, log)).toMatchObject({ firstOffset: 6 });
});

test('a log that retention has emptied still tells the epoch of its last record, and does after a crash', async () => {
  const world = simWorld();
  const config = { segmentBytes: batchBytes * 2, retentionMs: 3500 };
  const log = await openLog(world, { config });
  for (let i = 0; i < 4; i++) await append(world, log, {}, { leaderEpoch: i });
  log.updateHighWatermark(4);
  await log.flush();
  await world.clock.advance(60_000);
  expect(await log.deleteOldSegments()).toBe(2);
  expect([log.logStartOffset, log.logEndOffset, log.lastWrittenEpoch]).toEqual([4, 4, 3]);
  for (const crash of ['killProcess', 'crash'] as const) {
    world.fileSystem[crash]();
    const reopened = await openLog(world, { config, recoveryPoint: 4, logStartOffset: 4 });
    expect([reopened.logStartOffset, reopened.logEndOffset, reopened.lastWrittenEpoch]).toEqual([4, 4, 3]);
  }
});

test('an epoch that began in an empty log is not that of a record', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await log.beginLeaderEpoch(2);
  expect(log.lastWrittenEpoch).toBe(-1);
});

test('who reads while retention removes segments gets the records or is told that they are gone, never what comes after', async () => {
  const { log } = await logOf(9, { retentionBytes: batchBytes * 4 });
  const removal = { isDone: false };
  const removing = log.deleteOldSegments().then(() => {
    removal.isDone = true;
  });
  const outcomes = new Set<string>();
  while (!removal.isDone) {
    const reading = log.read({ startOffset: 1, maxBytes: 10, maxOffsetExclusive: 9, minOneBatch: true });
    outcomes.add(
      await reading.then(
        ({ startOffsetOfRecords }) => `records from ${startOffsetOfRecords}`,
        (error: unknown) => (error instanceof KafkaError ? error.errorName : String(error)),
      ),
    );
  }
  await removing;
  expect([...outcomes].filter((outcome) => !['OFFSET_OUT_OF_RANGE', 'records from 1'].includes(outcome))).toEqual([]);
});

test('nothing above the high watermark goes, and nothing of a compacted topic', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { segmentBytes: batchBytes, retentionMs: 0 } });
  for (let i = 0; i < 4; i++) await append(world, log);
  await world.clock.advance(1000);
  log.updateHighWatermark(2);
  expect(await log.deleteOldSegments()).toBe(2);
  log.updateHighWatermark(4);
  log.updateConfig({ ...log.config, cleanupPolicy: new Set<CleanupPolicy>(['compact']) });
  expect(await log.deleteOldSegments()).toBe(0);
  log.updateConfig({ ...log.config, cleanupPolicy: new Set<CleanupPolicy>(['compact', 'delete']) });
  expect(await log.deleteOldSegments()).toBe(2);
});

test('files of removed segments are renamed at once and gone after file.delete.delay.ms; a crash between leaves nothing behind', async () => {
  const { world, log } = await logOf(6, { retentionBytes: 0 });
  await log.deleteOldSegments();
  const deleted = async () => (await world.fileSystem.list(logDirectory)).filter((name) => name.endsWith('.deleted')).length;
  expect(await deleted()).toBeGreaterThan(0);
  await world.clock.advance(100);
  expect(await deleted()).toBe(0);
  const other = await logOf(6, { retentionBytes: 0 });
  await other.log.deleteOldSegments();
  other.world.fileSystem.killProcess();
  const reopened = await openLog(other.world, { logStartOffset: 6 });
  expect((await other.world.fileSystem.list(logDirectory)).filter((name) => name.endsWith('.deleted'))).toEqual([]);
  expect(reopened.logEndOffset).toBe(6);
});

test('a read that runs while its segment is removed is answered or told so', async () => {
  const { world, log } = await logOf(6, { retentionBytes: 0, fileDeleteDelayMs: 0 });
  const reading = log.read({ startOffset: 0, maxBytes: 1000, maxOffsetExclusive: 6, minOneBatch: true });
  const outcome = errorNameOf(reading);
  await log.deleteOldSegments();
  await world.clock.advance(1);
  expect(['no error', 'OFFSET_OUT_OF_RANGE']).toContain(await outcome);
});

test('DeleteRecords hides records at once and never goes above the high watermark', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { segmentBytes: batchBytes * 2 } });
  for (let i = 0; i < 6; i++) await append(world, log);
  log.updateHighWatermark(5);
  expect(await errorNameOf(log.incrementLogStartOffset(6))).toBe('OFFSET_OUT_OF_RANGE');
  await log.incrementLogStartOffset(5);
  expect(log.logStartOffset).toBe(5);
  await log.incrementLogStartOffset(3);
  expect(log.logStartOffset).toBe(5);
  expect(await errorNameOf(log.read({ startOffset: 4, maxBytes: 1, maxOffsetExclusive: 6, minOneBatch: true }))).toBe(
    'OFFSET_OUT_OF_RANGE',
  );
  expect(await log.deleteOldSegments()).toBe(2);
  expect(log.segmentCount).toBe(1);
  await log.close();
  const reopened = await openLog(world, { hadCleanShutdown: true, logStartOffset: 5 });
  expect([reopened.logStartOffset, reopened.logEndOffset]).toEqual([5, 6]);
});

test('a segment is finished when it is full, too old, or its index is full', async () => {
  const full = await logOf(5, {});
  expect(full.log.segmentCount).toBe(3);
  const old = await logOf(5, { segmentBytes: 1_000_000, segmentMs: 1500 });
  expect(old.log.segmentCount).toBe(3);
  const indexed = await logOf(9, { segmentBytes: 1_000_000, indexIntervalBytes: 1, segmentIndexBytes: 48 });
  expect(indexed.log.segmentCount).toBeGreaterThan(1);
  await full.log.roll();
  await full.log.roll();
  expect(full.log.segmentCount).toBe(4);
});

test('lookups by time agree with a search of every record', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: -1, max: 51 }),
      fc.nat(10),
      async (batches, wanted, start) => {
        const world = simWorld();
        const log = await openLog(world, { config: { segmentBytes: 500, indexIntervalBytes: 100 } });
        const baseMs = world.clock.nowMs();
        for (const times of batches)
          await append(world, log, { values: times.map(String), timestamps: times.map((time) => baseMs + time) });
        log.updateHighWatermark(log.logEndOffset);
        await log.incrementLogStartOffset(Math.min(start, log.logEndOffset));
        const records = batches.flat().map((time, offset) => ({ offset, timestampMs: baseMs + time, leaderEpoch: 0 }));
        const visible = records.filter(({ offset }) => offset >= log.logStartOffset);
        expect(await log.offsetForTimestamp(baseMs + wanted)).toEqual(
          visible.find(({ timestampMs }) => timestampMs >= baseMs + wanted),
        );
        const largest = Math.max(...visible.map(({ timestampMs }) => timestampMs));
        expect(await log.offsetOfMaxTimestamp()).toEqual(visible.find(({ timestampMs }) => timestampMs === largest));
      },
    ),
    { numRuns: 80 },
  );
});
