import { expect, test } from 'vitest';
import { append, diskOnly, errorNameOf, logDirectory, openLog, readAll, simWorld, type SimWorld } from '../simulation/sim-log';
import type { UnifiedLog } from './unified-log';

const config = { indexIntervalBytes: 0 };
const firstTimeIndex = `${logDirectory}/00000000000000000000.timeindex`;

async function appendAt(world: SimWorld, log: UnifiedLog, timestamps: readonly number[]): Promise<void> {
  for (const timestampMs of timestamps) await append(world, log, { timestampMs });
}

async function indexFiles({ fileSystem }: SimWorld): Promise<string[]> {
  return (await fileSystem.list(logDirectory)).filter((name) => name.endsWith('index'));
}

/** Of each timestamp, the offset that is found for it. */
function found(log: UnifiedLog, timestamps: readonly number[]): Promise<(number | undefined)[]> {
  return Promise.all(timestamps.map(async (timestampMs) => (await log.offsetForTimestamp(timestampMs))?.offset));
}

test('the segment being written has no index files, not even those of an earlier close', async () => {
  const world = simWorld();
  const log = await openLog(world, { config });
  const startMs = world.clock.nowMs() - 1000;
  await appendAt(world, log, [startMs]);
  await log.close();
  expect(await indexFiles(world)).toHaveLength(2);
  const again = await openLog(world, { config, hadCleanShutdown: true });
  expect(await indexFiles(world)).toHaveLength(2);
  await appendAt(world, again, [startMs + 1, startMs + 2]);
  expect(await indexFiles(world)).toEqual([]);
  // The recovery point is where the next segment begins, so a crash leaves this one unchecked.
  await again.flush();
  world.fileSystem.fail({ operation: 'rename', code: 'ENOSPC', path: (path) => path.includes('index'), times: 10 });
  await again.roll();
  world.fileSystem.crash({ directorySurvives: () => true });
  const reopened = await openLog(world, { config, recoveryPoint: 3, resources: diskOnly(world) });
  expect(await found(reopened, [startMs, startMs + 1, startMs + 2])).toEqual([0, 1, 2]);
});

test('indexes that find no room do not keep what room there was', async () => {
  const world = simWorld();
  const log = await openLog(world, { config });
  await appendAt(world, log, [1, 2, 3]);
  await log.flush();
  const usedBytes = world.fileSystem.usedBytes;
  world.fileSystem.capacityBytes = usedBytes + 10;
  await log.roll();
  await expect(log.flush()).rejects.toThrow('full');
  expect(world.fileSystem.usedBytes).toBe(usedBytes);
  world.fileSystem.capacityBytes = Number.MAX_SAFE_INTEGER;
  await log.flush();
  expect(await indexFiles(world)).toHaveLength(2);
});

test('what a cut makes wrong is not believed when the new indexes could not be written before a crash', async () => {
  const world = simWorld();
  const startMs = world.clock.nowMs() - 1000;
  const log = await openLog(world, { config });
  await appendAt(world, log, [startMs, startMs + 1, startMs + 2, startMs + 3]);
  await log.roll();
  await log.flush();
  expect(await indexFiles(world)).toHaveLength(2);
  await log.truncateTo(1);
  expect(await indexFiles(world)).toEqual([]);
  await appendAt(world, log, [startMs + 500, startMs + 501, startMs + 502]);
  await log.flush();
  world.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: (path) => path.includes('index'), times: 10 });
  await log.roll();
  await append(world, log, { timestampMs: startMs + 600 });
  await expect(log.flush()).rejects.toThrow('full');
  world.fileSystem.clearFaults();
  world.fileSystem.crash({ directorySurvives: () => true, survivingBytes: (_, unsynced) => unsynced });
  const reopened = await openLog(world, { config, recoveryPoint: 4, resources: diskOnly(world) });
  expect(reopened.logEndOffset).toBe(5);
  expect(await found(reopened, [startMs, startMs + 2, startMs + 501, startMs + 503])).toEqual([0, 1, 2, 4]);
  expect((await reopened.offsetOfMaxTimestamp())?.offset).toBe(4);
});

test('index files that know of more than the log has are not believed, whatever left them there', async () => {
  for (const rolls of [false, true]) {
    const world = simWorld();
    const startMs = world.clock.nowMs() - 1000;
    const longer = await openLog(world, { config });
    await appendAt(world, longer, [startMs, startMs + 1, startMs + 900]);
    await longer.close();
    const stale = await world.fileSystem.readFile(firstTimeIndex);
    await world.fileSystem.removeDirectory(logDirectory);
    const log = await openLog(world, { config });
    await appendAt(world, log, [startMs, startMs + 1]);
    if (rolls) {
      await log.roll();
      await append(world, log, { timestampMs: startMs + 2 });
    }
    await log.close();
    await world.fileSystem.replaceFile(firstTimeIndex, stale);
    const reopened = await openLog(world, { config: { ...config, retentionMs: 500 }, hadCleanShutdown: true });
    expect(reopened.logEndOffset).toBe(rolls ? 3 : 2);
    reopened.updateHighWatermark(3);
    expect(await reopened.deleteOldSegments()).toBe(rolls ? 2 : 1);
  }
});

test('an offset index that means other batches is not believed', async () => {
  const world = simWorld();
  const path = `${logDirectory}/00000000000000000000.index`;
  const log = await openLog(world, { config });
  for (let i = 0; i < 4; i++) await append(world, log);
  await log.close();
  const index = Buffer.from(await world.fileSystem.readFile(path));
  for (let at = 0; at < index.length; at += 8) index.writeInt32BE(index.readInt32BE(at) - 1, at);
  await world.fileSystem.replaceFile(path, index);
  const reopened = await openLog(world, { config, hadCleanShutdown: true, resources: diskOnly(world) });
  const { startOffsetOfRecords } = await reopened.read({ startOffset: 1, maxBytes: 1, maxOffsetExclusive: 4, minOneBatch: true });
  expect([startOffsetOfRecords, reopened.logEndOffset]).toEqual([1, 4]);
});

test('a cut below the recovery point takes the checkpoint back first; where it cannot be written nothing is cut', async () => {
  const world = simWorld();
  const saved: number[] = [];
  let isFull = false;
  const log = await openLog(world, {
    config,
    saveRecoveryPoint: () => {
      if (isFull) return Promise.reject(new Error('the disk is full'));
      saved.push(log.recoveryPoint);
      return Promise.resolve();
    },
  });
  for (let i = 0; i < 4; i++) await append(world, log, { values: [`value ${i}`] });
  await log.flush();
  await append(world, log);
  await log.truncateTo(4);
  expect(saved).toEqual([]);
  isFull = true;
  const before = await readAll(log);
  expect(await errorNameOf(log.truncateTo(2))).not.toBe('no error');
  expect([log.isOffline, log.logEndOffset, (await readAll(log)).equals(before)]).toEqual([false, 4, true]);
  isFull = false;
  await log.truncateTo(2);
  expect([saved.at(-1), log.logEndOffset]).toEqual([2, 2]);
});
