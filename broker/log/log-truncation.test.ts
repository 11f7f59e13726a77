import fc from 'fast-check';
import { expect, test } from 'vitest';
import { append, diskOnly, logDirectory, openLog, readAll, simWorld } from '../simulation/sim-log';

const config = { segmentBytes: 400, indexIntervalBytes: 100 };

test('a truncated log is the log that was never longer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 25 }), fc.nat(26), fc.boolean(), async (count, cut, flushed) => {
      const build = async (length: number) => {
        const world = simWorld();
        const log = await openLog(world, { config });
        for (let i = 0; i < length; i++) {
          await append(
            world,
            log,
            { values: [`value ${i}`], producerId: i % 2, baseSequence: Math.floor(i / 2) },
            { leaderEpoch: Math.floor(i / 5) },
          );
        }
        return { world, log };
      };
      const { world, log } = await build(count);
      if (flushed) await log.flush();
      log.updateHighWatermark(count);
      await log.truncateTo(cut);
      const { log: expected } = await build(Math.min(count, cut));
      const facts = async (of: typeof log) => ({
        bytes: await readAll(of),
        end: of.logEndOffset,
        producers: [...of.activeProducers()].sort((a, b) => a.producerId - b.producerId),
        epochEnds: [0, 1, 2, 3, 4, 5].map((epoch) => of.endOffsetForEpoch(epoch)),
      });
      expect(await facts(log)).toEqual(await facts(expected));
      expect(log.highWatermark).toBe(Math.min(count, cut));
      expect(log.recoveryPoint).toBeLessThanOrEqual(log.logEndOffset);
      const before = await facts(log);
      world.fileSystem.killProcess();
      const reopened = await openLog(world, { config });
      expect(await facts(reopened)).toEqual(before);
      await append(world, reopened, {}, { leaderEpoch: 6 });
      expect(reopened.logEndOffset).toBe(Math.min(count, cut) + 1);
    }),
    { numRuns: 60 },
  );
});

test('truncating inside a batch drops the whole batch', async () => {
  const log = await openLog(simWorld());
  const world = simWorld();
  await append(world, log, { values: ['a', 'b'] });
  await append(world, log, { values: ['c', 'd', 'e'] });
  await log.truncateTo(3);
  expect(log.logEndOffset).toBe(2);
});

test('a log can start over anywhere, and stays there', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log, { producerId: 1, baseSequence: 0 });
  await log.truncateFullyAndStartAt(100);
  expect([log.logStartOffset, log.logEndOffset, log.highWatermark, log.sizeBytes]).toEqual([100, 100, 100, 0]);
  expect(log.activeProducers()).toEqual([]);
  expect(await append(world, log)).toMatchObject({ firstOffset: 100, logStartOffset: 100 });
  await log.close();
  const reopened = await openLog(world, { hadCleanShutdown: true });
  expect([reopened.logStartOffset, reopened.logEndOffset]).toEqual([100, 101]);
});

test('a log that starts over knows no producer of before, not even when the power brings a snapshot back', async () => {
  const world = simWorld();
  const { fileSystem } = world;
  const log = await openLog(world, { config });
  for (let i = 0; i < 12; i++) await append(world, log, { producerId: 1, baseSequence: i });
  await log.flush();
  const snapshotsNow = async () => (await fileSystem.list(logDirectory)).filter((name) => name.endsWith('.snapshot'));
  const kept = await Promise.all(
    (await snapshotsNow()).map(
      async (name) => [`${logDirectory}/${name}`, await fileSystem.readFile(`${logDirectory}/${name}`)] as const,
    ),
  );
  expect(kept).not.toEqual([]);
  await log.truncateFullyAndStartAt(100);
  expect(await snapshotsNow()).toEqual([]);
  expect(log.activeProducers()).toEqual([]);
  await append(world, log, { producerId: 2, baseSequence: 7 });
  for (const [path, content] of kept) await fileSystem.replaceFile(path, content);
  fileSystem.killProcess();
  const reopened = await openLog(world, { config });
  expect(reopened.activeProducers()).toMatchObject([{ producerId: 2, lastSequence: 7 }]);
  await append(world, reopened, { producerId: 1, baseSequence: 50 });
});

test('a truncation that fails halfway takes the log offline', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log);
  await append(world, log);
  world.fileSystem.fail({ operation: 'truncate', code: 'EIO' });
  await expect(log.truncateTo(1)).rejects.toMatchObject({ errorName: 'KAFKA_STORAGE_ERROR' });
  expect(log.isOffline).toBe(true);
});

test('a read that runs while the log is cut sees one state or the other', async () => {
  const world = simWorld();
  const log = await openLog(world, { resources: diskOnly(world) });
  for (let i = 0; i < 5; i++) await append(world, log, { values: [`old ${i}`] });
  const reading = log.read({ startOffset: 1, maxBytes: 10_000, maxOffsetExclusive: 5, minOneBatch: true });
  await log.truncateTo(2);
  await append(world, log, { values: ['new'] });
  const { records } = await reading;
  expect(records.length % (records.readInt32BE(8) + 12)).toBe(0);
  expect(records.toString('latin1').includes('new') && records.toString('latin1').includes('old 3')).toBe(false);
});

test('leader epochs: every answer of OffsetForLeaderEpoch', async () => {
  const world = simWorld();
  const log = await openLog(world);
  expect(log.endOffsetForEpoch(0)).toEqual({ leaderEpoch: -1, endOffset: -1 });
  await log.beginLeaderEpoch(2);
  await append(world, log, {}, { leaderEpoch: 2 });
  await append(world, log, {}, { leaderEpoch: 2 });
  await log.beginLeaderEpoch(5);
  await log.beginLeaderEpoch(5);
  expect(log.latestEpoch).toBe(5);
  expect(log.endOffsetForEpoch(5)).toEqual({ leaderEpoch: 5, endOffset: 2 });
  await append(world, log, {}, { leaderEpoch: 5 });
  const answers = [1, 2, 3, 4, 5, 6].map((epoch) => Object.values(log.endOffsetForEpoch(epoch)));
  expect(answers).toEqual([
    [1, 0],
    [2, 2],
    [2, 2],
    [2, 2],
    [5, 3],
    [-1, -1],
  ]);
  log.updateHighWatermark(3);
  await log.incrementLogStartOffset(1);
  expect(log.endOffsetForEpoch(1)).toEqual({ leaderEpoch: 1, endOffset: 1 });
  await log.close();
  expect((await world.fileSystem.readFile(`${logDirectory}/leader-epoch-checkpoint`)).toString()).toBe('0\n2\n2 1\n5 2\n');
});

test('the high watermark only rises, and not past the end', async () => {
  const world = simWorld();
  const log = await openLog(world);
  for (let i = 0; i < 3; i++) await append(world, log);
  expect([log.updateHighWatermark(2), log.updateHighWatermark(1), log.updateHighWatermark(9)]).toEqual([2, 2, 3]);
  expect(log.lastStableOffset).toBe(3);
});

test('truncating to the end drops an epoch that began there and holds nothing', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log, {}, { leaderEpoch: 4 });
  await log.beginLeaderEpoch(5);
  expect(log.endOffsetForEpoch(5)).toEqual({ leaderEpoch: 5, endOffset: 1 });
  await log.truncateTo(1);
  expect([log.latestEpoch, log.logEndOffset]).toEqual([4, 1]);
});

test('a log cut below its start starts at its end', async () => {
  const world = simWorld();
  const log = await openLog(world);
  for (let i = 0; i < 4; i++) await append(world, log);
  log.updateHighWatermark(4);
  await log.incrementLogStartOffset(3);
  await log.truncateTo(2);
  expect([log.logStartOffset, log.highWatermark, log.logEndOffset]).toEqual([2, 2, 2]);
});

test('entries of an offset index that a cut made wrong do not come back when power fails after a clean stop', async () => {
  const config = { indexIntervalBytes: 0 };
  const world = simWorld();
  const log = await openLog(world, { config });
  for (let i = 0; i < 6; i++) await append(world, log, { values: ['short'] });
  await log.close();
  const index = await world.fileSystem.open(`${logDirectory}/00000000000000000000.index`, 'read-write');
  await index.sync();
  await index.close();
  const cut = await openLog(world, { config, hadCleanShutdown: true });
  await cut.truncateTo(1);
  for (let i = 0; i < 6; i++) await append(world, cut, { values: [`a value ${'x'.repeat(50)}`] });
  const written = await readAll(cut, 3);
  await cut.close();
  const rolled = await openLog(world, { config, hadCleanShutdown: true });
  await rolled.roll();
  await rolled.flush();
  world.fileSystem.crash({ pageSurvives: () => false });
  const reopened = await openLog(world, { config, recoveryPoint: 7, resources: diskOnly(world) });
  expect((await readAll(reopened, 3)).equals(written)).toBe(true);
});

test('while a log is cut, its start, high watermark and end stay in order', async () => {
  for (const offset of [0, 2, 5]) {
    const world = simWorld();
    const log = await openLog(world, { config });
    for (let i = 0; i < 8; i++) await append(world, log);
    log.updateHighWatermark(8);
    await log.incrementLogStartOffset(3);
    const cut = { isDone: false };
    const cutting = (offset === 0 ? log.truncateFullyAndStartAt(offset) : log.truncateTo(offset)).then(() => {
      cut.isDone = true;
    });
    while (!cut.isDone) {
      const { logStartOffset, highWatermark, logEndOffset } = log;
      expect([logStartOffset, highWatermark, logEndOffset]).toEqual(
        [logStartOffset, highWatermark, logEndOffset].sort((a, b) => a - b),
      );
      await Promise.resolve();
    }
    await cutting;
    expect(log.logEndOffset).toBe(offset);
  }
});
