import { expect, test } from 'vitest';
import { batchHeader } from '../protocol/records/batch-header';
import { append, batchOf, diskOnly, errorNameOf, logDirectory, openLog, readAll, simWorld } from '../simulation/sim-log';

test('appends get rising offsets, the epoch and can be read back', async () => {
  const world = simWorld();
  const log = await openLog(world);
  const first = await append(world, log, { values: ['a', 'b', 'c'] }, { leaderEpoch: 4 });
  const second = await append(world, log, { values: ['d'] }, { leaderEpoch: 4 });
  expect(first).toMatchObject({ firstOffset: 0, lastOffset: 2, duplicate: false, logAppendTimeMs: -1 });
  expect(second).toMatchObject({ firstOffset: 3, lastOffset: 3 });
  expect(log.logEndOffset).toBe(4);
  expect(log.latestEpoch).toBe(4);
  const { records, startOffsetOfRecords } = await log.read({
    startOffset: 1,
    maxBytes: 10_000,
    maxOffsetExclusive: 4,
    minOneBatch: true,
  });
  expect(startOffsetOfRecords).toBe(0);
  expect(records.length).toBe(log.sizeBytes);
  expect(batchHeader.partitionLeaderEpoch(records, 0)).toBe(4);
  expect(batchHeader.computeCrc(records, 0)).toBe(batchHeader.crc(records, 0));
});

test('reads end at whole batches, at the limit of bytes and at the last offset asked for', async () => {
  const world = simWorld();
  const log = await openLog(world, { resources: diskOnly(world) });
  for (let i = 0; i < 10; i++) await append(world, log, { values: [`value ${i}`] });
  const size = batchOf(world, { values: ['value 0'] }).length;
  const read = (startOffset: number, maxBytes: number, maxOffsetExclusive = 10, minOneBatch = true) =>
    log.read({ startOffset, maxBytes, maxOffsetExclusive, minOneBatch }).then(({ records }) => records.length / size);
  expect(await read(0, size * 3)).toBe(3);
  expect(await read(0, size * 3 - 1)).toBe(2);
  expect(await read(5, 1)).toBe(1);
  expect(await read(5, 1, 10, false)).toBe(0);
  expect(await read(5, size * 100, 8)).toBe(3);
  expect(await read(8, size * 100, 8)).toBe(0);
  expect(await read(10, size)).toBe(0);
  expect(await errorNameOf(log.read({ startOffset: 11, maxBytes: 1, maxOffsetExclusive: 11, minOneBatch: true }))).toBe(
    'OFFSET_OUT_OF_RANGE',
  );
});

test('a log is the same after a clean close, and after a crash with the page cache kept', async () => {
  for (const clean of [true, false]) {
    const world = simWorld();
    const log = await openLog(world, { config: { segmentBytes: 300 } });
    for (let i = 0; i < 20; i++) await append(world, log, { values: [`value ${i}`], producerId: 7, baseSequence: i });
    const before = await readAll(log);
    const producers = log.activeProducers();
    if (clean) await log.close();
    else world.fileSystem.killProcess();
    const reopened = await openLog(world, { hadCleanShutdown: clean, config: { segmentBytes: 300 } });
    expect(reopened.logEndOffset).toBe(20);
    expect(reopened.segmentCount).toBeGreaterThan(3);
    expect(await readAll(reopened)).toEqual(before);
    expect(reopened.activeProducers()).toEqual(producers);
    expect(reopened.recoveryPoint).toBe(20);
    expect(await append(world, reopened, { producerId: 7, baseSequence: 20 })).toMatchObject({ firstOffset: 20 });
  }
});

test('files carry the names and the layout of Kafka', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log);
  await log.close();
  expect(await world.fileSystem.list(logDirectory)).toEqual([
    '00000000000000000000.index',
    '00000000000000000000.log',
    '00000000000000000000.timeindex',
    '00000000000000000001.snapshot',
    'leader-epoch-checkpoint',
    'partition.metadata',
  ]);
  const text = async (name: string) => (await world.fileSystem.readFile(`${logDirectory}/${name}`)).toString();
  expect(await text('leader-epoch-checkpoint')).toBe('0\n1\n0 0\n');
  expect(await text('partition.metadata')).toBe('version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAQ');
});
