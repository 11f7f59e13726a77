import { expect, test } from 'vitest';
import { append, batchOf, diskOnly, errorNameOf, logDirectory, openLog, readAll, simWorld } from '../simulation/sim-log';

const isLogFile = (path: string) => path.endsWith('.log');

test('a failed write leaves nothing, fails the append, and the next one takes its place', async () => {
  for (const [code, writtenBytes] of [
    ['EIO', 0],
    ['EIO', 1],
    ['ENOSPC', 40],
    ['EFBIG', 70],
  ] as const) {
    const world = simWorld();
    const log = await openLog(world);
    await append(world, log, { producerId: 3, baseSequence: 0 });
    const sizeBytes = log.sizeBytes;
    world.fileSystem.fail({ operation: 'write', code, writtenBytes, path: isLogFile });
    expect(await errorNameOf(append(world, log, { producerId: 3, baseSequence: 1 }))).toBe('KAFKA_STORAGE_ERROR');
    expect(log.logEndOffset).toBe(1);
    expect((await world.fileSystem.stat(`${logDirectory}/00000000000000000000.log`))?.sizeBytes).toBe(sizeBytes);
    expect((await readAll(log)).length).toBe(sizeBytes);
    expect(await append(world, log, { producerId: 3, baseSequence: 1 })).toMatchObject({ firstOffset: 1, duplicate: false });
    expect(log.isOffline).toBe(false);
  }
});

test('all appends of a group whose write fails are refused, and none of their sequence numbers counts', async () => {
  const world = simWorld();
  const log = await openLog(world);
  world.fileSystem.fail({ operation: 'write', code: 'EIO', path: isLogFile });
  const group = [0, 1, 2].map((baseSequence) => append(world, log, { producerId: 3, baseSequence }));
  for (const failed of group) expect(await errorNameOf(failed)).toBe('KAFKA_STORAGE_ERROR');
  expect(log.activeProducers()).toEqual([]);
  expect(await append(world, log, { producerId: 3, baseSequence: 0 })).toMatchObject({ firstOffset: 0 });
});

test('a full disk refuses appends, serves reads, and takes appends again once there is room', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log);
  world.fileSystem.capacityBytes = world.fileSystem.usedBytes + 30;
  for (let i = 0; i < 3; i++) expect(await errorNameOf(append(world, log))).toBe('KAFKA_STORAGE_ERROR');
  expect((await readAll(log)).length).toBe(log.sizeBytes);
  world.fileSystem.capacityBytes = Number.MAX_SAFE_INTEGER;
  expect(await append(world, log)).toMatchObject({ firstOffset: 1 });
  const messages = world.logger.lines.map(({ message }) => message);
  expect(messages.filter((message) => message.startsWith('Writing a log failed'))).toHaveLength(1);
  expect(messages).toContain('A log can be written again.');
});

test('bytes of a failed write that cannot be cut at once are cut before the next write', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log, { values: ['kept'] });
  world.fileSystem.fail({ operation: 'write', code: 'EIO', writtenBytes: 50, path: isLogFile });
  world.fileSystem.fail({ operation: 'truncate', code: 'EIO', path: isLogFile });
  expect(await errorNameOf(append(world, log, { values: ['a much longer value than the next one'] }))).toBe(
    'KAFKA_STORAGE_ERROR',
  );
  await append(world, log, { values: ['b'] });
  expect((await world.fileSystem.stat(`${logDirectory}/00000000000000000000.log`))?.sizeBytes).toBe(log.sizeBytes);
});

test('a log with such bytes left does not close in order', async () => {
  const world = simWorld();
  const log = await openLog(world);
  world.fileSystem.fail({ operation: 'write', code: 'EIO', writtenBytes: 50, path: isLogFile });
  world.fileSystem.fail({ operation: 'truncate', code: 'EIO', path: isLogFile });
  expect(await errorNameOf(append(world, log))).toBe('KAFKA_STORAGE_ERROR');
  await expect(log.close()).rejects.toThrow('failed write');
});

test('a failed sync takes the log offline until it is opened again, and is not tried again', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log);
  world.fileSystem.fail({ operation: 'sync', code: 'EIO', path: isLogFile });
  expect(await errorNameOf(log.flush())).toBe('KAFKA_STORAGE_ERROR');
  expect(log.isOffline).toBe(true);
  for (const call of [
    () => append(world, log),
    () => log.flush(),
    () => log.read({ startOffset: 0, maxBytes: 1, maxOffsetExclusive: 1, minOneBatch: true }),
    () => log.truncateTo(0),
    () => log.close(),
  ]) {
    expect(await errorNameOf(call())).toBe('KAFKA_STORAGE_ERROR');
  }
  // What the kernel dropped is gone after a crash; nobody was told that it was on the disk.
  world.fileSystem.crash({ directorySurvives: () => true });
  expect((await openLog(world)).logEndOffset).toBe(0);
});

test('flush.messages=1 answers an append only when it is on the disk', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { flushMessages: 1 } });
  await append(world, log);
  world.fileSystem.crash();
  const reopened = await openLog(world, { config: { flushMessages: 1 } });
  expect(reopened.logEndOffset).toBe(1);
  world.fileSystem.fail({ operation: 'sync', code: 'EIO', path: isLogFile });
  expect(await errorNameOf(append(world, reopened))).toBe('KAFKA_STORAGE_ERROR');
  expect(reopened.isOffline).toBe(true);
});

test('flush.messages=1: a write whose flush finds no room leaves nothing that a repeat could be taken for', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { flushMessages: 1 } });
  await append(world, log, { producerId: 3, baseSequence: 0 });
  const { sizeBytes } = log;
  await log.beginLeaderEpoch(1);
  world.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: (path) => path.includes('leader-epoch'), times: 2 });
  for (let i = 0; i < 2; i++) {
    expect(await errorNameOf(append(world, log, { producerId: 3, baseSequence: 1 }))).toBe('KAFKA_STORAGE_ERROR');
    expect([log.logEndOffset, log.sizeBytes, log.recoveryPoint]).toEqual([1, sizeBytes, 1]);
    expect((await world.fileSystem.stat(`${logDirectory}/00000000000000000000.log`))?.sizeBytes).toBe(sizeBytes);
  }
  expect(await append(world, log, { producerId: 3, baseSequence: 1 })).toMatchObject({ firstOffset: 1, duplicate: false });
  world.fileSystem.crash();
  expect((await openLog(world, { recoveryPoint: 1 })).logEndOffset).toBe(2);
});

test('flush.messages=1: a new epoch is in the checkpoint before the recovery point passes it, and gone with its write', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { flushMessages: 1 } });
  await log.appendAsFollower(batchOf(world, { epoch: 4, baseOffset: 0 }));
  const checkpoint = async () => (await world.fileSystem.readFile(`${logDirectory}/leader-epoch-checkpoint`)).toString();
  expect([await checkpoint(), log.recoveryPoint]).toEqual(['0\n1\n4 0\n', 1]);
  world.fileSystem.fail({ operation: 'rename', code: 'ENOSPC', path: (path) => path.includes('leader-epoch') });
  expect(await errorNameOf(log.appendAsFollower(batchOf(world, { epoch: 6, baseOffset: 1 })))).toBe('KAFKA_STORAGE_ERROR');
  expect([log.latestEpoch, log.recoveryPoint, log.logEndOffset]).toEqual([4, 1, 1]);
  await log.appendAsFollower(batchOf(world, { epoch: 7, baseOffset: 1 }));
  expect([await checkpoint(), log.recoveryPoint]).toEqual(['0\n2\n4 0\n7 1\n', 2]);
});

test('flush.messages=1: what is not on the disk yet is not part of the log', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { flushMessages: 1 } });
  await append(world, log);
  const seenWhileSyncing: number[] = [];
  const { fileSystem } = world;
  const turn = fileSystem.turn.bind(fileSystem);
  fileSystem.turn = (operation, path) => {
    if (operation === 'sync' && isLogFile(path)) seenWhileSyncing.push(log.logEndOffset);
    return turn(operation, path);
  };
  await append(world, log);
  expect([seenWhileSyncing, log.logEndOffset, log.recoveryPoint]).toEqual([[1], 2, 2]);
});

test('a segment that cannot be started fails the append that needed it and no other', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { segmentBytes: 200 } });
  await append(world, log);
  await append(world, log);
  world.fileSystem.fail({ operation: 'open', code: 'ENOSPC', path: (path) => path.endsWith('2.log') });
  expect(await errorNameOf(append(world, log))).toBe('KAFKA_STORAGE_ERROR');
  expect(await append(world, log)).toMatchObject({ firstOffset: 2 });
});

test("a read error is that read's alone", async () => {
  const world = simWorld();
  const log = await openLog(world, { resources: diskOnly(world) });
  await append(world, log);
  world.fileSystem.fail({ operation: 'read', code: 'EIO', path: isLogFile });
  expect(await errorNameOf(readAll(log))).toBe('KAFKA_STORAGE_ERROR');
  expect((await readAll(log)).length).toBe(log.sizeBytes);
});
