import { expect, test } from 'vitest';
import { zeroUuid } from '../protocol/primitives/uuid';
import { append, errorNameOf, makeDataDirectory, simWorld, topicId, topicPartition, type SimWorld } from '../simulation/sim-log';
import { defaultLogConfig, type LogConfig } from './log-config';
import { deletedDirectoryName, parseLogDirectoryName } from './log-directory-name';
import { LogManager, type LogManagerOptions } from './log-manager';

const directory = '/data/broker-1';
const otherTopicId = 'BBBBBBBBBBBBBBBBBBBBBQ';
const dayMs = 86_400_000;

async function manage(
  world: SimWorld,
  options: Partial<LogManagerOptions> & { logConfig?: Partial<LogConfig> } = {},
): Promise<LogManager> {
  const { logConfig, ...rest } = options;
  await makeDataDirectory(world);
  return LogManager.open({ platform: world.platform, directory, config: () => ({ ...defaultLogConfig, ...logConfig }), ...rest });
}

/** Names of partition directories, ids left out. */
async function directories(world: SimWorld): Promise<string[]> {
  const names = await world.fileSystem.list(directory);
  return names.filter((name) => name.startsWith('orders')).map((name) => name.replace(/[0-9a-f]{32}/, '<id>'));
}

const text = async (world: SimWorld, name: string) => (await world.fileSystem.readFile(`${directory}/${name}`)).toString();

test('logs, offsets and the broker epoch come back after a clean close', async () => {
  const world = simWorld();
  const manager = await manage(world);
  expect([manager.hadCleanShutdown, manager.previousBrokerEpoch]).toEqual([false, -1]);
  const log = await manager.getOrCreate(topicPartition, topicId);
  expect(await manager.getOrCreate(topicPartition, topicId)).toBe(log);
  for (let i = 0; i < 5; i++) await append(world, log);
  log.updateHighWatermark(4);
  await log.incrementLogStartOffset(2);
  await manager.close({ clean: true, brokerEpoch: 17 });
  expect(await text(world, '.kafka_cleanshutdown')).toBe('{"version":0,"brokerEpoch":17}');
  expect(await text(world, 'recovery-point-offset-checkpoint')).toBe('0\n1\norders 0 5\n');
  expect(await text(world, 'log-start-offset-checkpoint')).toBe('0\n1\norders 0 2\n');
  expect(await text(world, 'replication-offset-checkpoint')).toBe('0\n1\norders 0 4\n');
  expect(world.fileSystem.openHandles).toBe(0);

  const again = await manage(world);
  expect([again.hadCleanShutdown, again.previousBrokerEpoch]).toEqual([true, 17]);
  const reopened = again.get(topicPartition);
  expect(reopened?.topicId).toBe(topicId);
  expect([reopened?.logStartOffset, reopened?.highWatermark, reopened?.logEndOffset]).toEqual([2, 4, 5]);
  expect(await world.fileSystem.stat(`${directory}/.kafka_cleanshutdown`)).toBeUndefined();
});

test('a crash is noticed, also one right after a clean start', async () => {
  const world = simWorld();
  const manager = await manage(world);
  const log = await manager.getOrCreate(topicPartition, topicId);
  await append(world, log);
  await manager.close({ clean: true });
  await manage(world);
  world.fileSystem.crash();
  const after = await manage(world);
  expect(after.hadCleanShutdown).toBe(false);
  expect(after.get(topicPartition)?.logEndOffset).toBe(1);
});

test('a log that is cut takes its recovery point back on the disk too', async () => {
  const world = simWorld();
  const manager = await manage(world);
  const log = await manager.getOrCreate(topicPartition, topicId);
  for (let i = 0; i < 5; i++) await append(world, log);
  await manager.close({ clean: true });
  const reopened = (await manage(world)).get(topicPartition);
  await reopened?.truncateTo(2);
  expect(await text(world, 'recovery-point-offset-checkpoint')).toBe('0\n1\norders 0 2\n');
});

test('DeleteRecords survives a crash', async () => {
  const world = simWorld();
  const manager = await manage(world);
  const log = await manager.getOrCreate(topicPartition, topicId);
  for (let i = 0; i < 5; i++) await append(world, log);
  log.updateHighWatermark(5);
  await log.flush();
  await log.incrementLogStartOffset(3);
  world.fileSystem.crash();
  expect((await manage(world)).get(topicPartition)?.logStartOffset).toBe(3);
});

test('a deleted partition goes at once, its directory later; one of the same name starts at 0', async () => {
  const world = simWorld();
  const manager = await manage(world, { logConfig: { fileDeleteDelayMs: 1000 } });
  const log = await manager.getOrCreate(topicPartition, topicId);
  await append(world, log);
  await manager.delete(topicPartition, otherTopicId);
  expect(manager.get(topicPartition)).toBe(log);
  await manager.delete(topicPartition, topicId);
  expect(manager.get(topicPartition)).toBeUndefined();
  expect(await errorNameOf(append(world, log))).toBe('KAFKA_STORAGE_ERROR');
  const names = () => world.fileSystem.list(directory);
  expect((await names()).filter((name) => /^orders-0\.[0-9a-f]{32}-delete$/.test(name))).toHaveLength(1);
  const created = await manager.getOrCreate(topicPartition, otherTopicId);
  expect([created.logStartOffset, created.logEndOffset]).toEqual([0, 0]);
  await world.clock.advance(1000);
  expect((await names()).filter((name) => name.endsWith('-delete'))).toEqual([]);
  await manager.delete(topicPartition, otherTopicId);
  await manager.close({ clean: true });
  expect((await names()).filter((name) => name.endsWith('-delete'))).toHaveLength(1);
  await manage(world);
  expect((await names()).filter((name) => name.endsWith('-delete'))).toEqual([]);
});

test('the log of another topic with the same name is put aside, not used, and goes after a day', async () => {
  const world = simWorld();
  const manager = await manage(world);
  await append(world, await manager.getOrCreate(topicPartition, topicId));
  const log = await manager.getOrCreate(topicPartition, otherTopicId);
  expect([log.topicId, log.logEndOffset]).toEqual([otherTopicId, 0]);
  expect(await directories(world)).toEqual(['orders-0', 'orders-0.<id>-stray']);
  await world.clock.advance(dayMs - 1);
  await manager.close({ clean: true });
  expect(world.clock.pendingTimers).toBe(0);
  const again = await manage(world);
  expect([...again.all()].map(({ topicId: id }) => id)).toEqual([otherTopicId]);
  await world.clock.advance(dayMs - 1);
  expect(await directories(world)).toEqual(['orders-0', 'orders-0.<id>-stray']);
  await world.clock.advance(1);
  expect(await directories(world)).toEqual(['orders-0']);
});

/** A log that finds no room when it is opened. */
async function unopened(world: SimWorld): Promise<LogManager> {
  const manager = await manage(world, { logConfig: { fileDeleteDelayMs: 1000 } });
  await append(world, await manager.getOrCreate(topicPartition, topicId));
  await manager.close({ clean: true });
  world.fileSystem.fail({ operation: 'list', code: 'ENOSPC', path: (path) => path.endsWith('orders-0') });
  const again = await manage(world, { logConfig: { fileDeleteDelayMs: 1000 } });
  expect(again.get(topicPartition)).toBeUndefined();
  return again;
}

test('a partition whose log is not open is deleted like any other, unless it is of another topic', async () => {
  const world = simWorld();
  const manager = await unopened(world);
  await manager.delete(topicPartition, otherTopicId);
  expect(await directories(world)).toEqual(['orders-0']);
  await manager.delete(topicPartition, topicId);
  expect(await directories(world)).toEqual(['orders-0.<id>-delete']);
  await world.clock.advance(1000);
  expect(await directories(world)).toEqual([]);
  const created = await manager.getOrCreate(topicPartition, otherTopicId);
  expect([created.topicId, created.logEndOffset]).toEqual([otherTopicId, 0]);
  await manager.close({ clean: true });
  expect((await manage(world)).hadCleanShutdown).toBe(true);
});

test('one that can no longer be read is deleted all the same', async () => {
  const world = simWorld();
  const manager = await unopened(world);
  const isMetadata = (path: string) => path.endsWith('partition.metadata');
  world.fileSystem.fail({ operation: 'read', code: 'EIO', path: isMetadata, times: 2 });
  expect(await manager.owned()).toEqual([{ topicPartition, topicId: zeroUuid }]);
  await manager.delete(topicPartition, topicId);
  expect(await directories(world)).toEqual(['orders-0.<id>-delete']);
});

test.each(['ENOSPC', 'EIO'] as const)('a log that was not opened (%s) and is of another topic is put aside', async (code) => {
  const world = simWorld();
  const manager = await manage(world);
  await append(world, await manager.getOrCreate(topicPartition, topicId));
  await manager.close({ clean: true });
  world.fileSystem.fail({ operation: 'list', code, path: (path) => path.endsWith('orders-0') });
  const again = await manage(world);
  const log = await again.getOrCreate(topicPartition, otherTopicId);
  expect([log.topicId, log.logEndOffset]).toEqual([otherTopicId, 0]);
  expect(await directories(world)).toEqual(['orders-0', 'orders-0.<id>-stray']);
});

test('a directory that cannot be renamed is tried again when it is asked for', async () => {
  const world = simWorld();
  const manager = await unopened(world);
  world.fileSystem.fail({ operation: 'rename', code: 'EIO', path: (path) => path.endsWith('orders-0') });
  expect(await errorNameOf(manager.delete(topicPartition, topicId))).toBe('KAFKA_STORAGE_ERROR');
  expect(await directories(world)).toEqual(['orders-0']);
  await manager.delete(topicPartition, topicId);
  expect(await directories(world)).toEqual(['orders-0.<id>-delete']);
});

test('a log that could not be created leaves no directory, and only then', async () => {
  const world = simWorld();
  const manager = await manage(world);
  const isSegment = (path: string) => path.endsWith('.log');
  world.fileSystem.fail({ operation: 'open', code: 'ENOSPC', path: isSegment });
  await expect(manager.getOrCreate(topicPartition, topicId)).rejects.toThrow('the disk is full');
  expect(await directories(world)).toEqual([]);
  await world.fileSystem.makeDirectory(`${directory}/orders-0`);
  world.fileSystem.fail({ operation: 'open', code: 'ENOSPC', path: isSegment });
  await expect(manager.getOrCreate(topicPartition, topicId)).rejects.toThrow('the disk is full');
  expect(await directories(world)).toEqual(['orders-0']);
});

test('after a crash a partition is not taken for one of its name that was deleted', async () => {
  const world = simWorld();
  const manager = await manage(world);
  const log = await manager.getOrCreate(topicPartition, topicId);
  for (let i = 0; i < 5; i++) await append(world, log);
  log.updateHighWatermark(5);
  await log.incrementLogStartOffset(4);
  await manager.delete(topicPartition, topicId);
  const created = await manager.getOrCreate(topicPartition, otherTopicId);
  for (let i = 0; i < 2; i++) await append(world, created);
  world.fileSystem.killProcess();
  const again = (await manage(world)).get(topicPartition);
  expect([again?.logStartOffset, again?.logEndOffset]).toEqual([0, 2]);
});

test('records never outlive a power failure without the id of their topic', async () => {
  const world = simWorld();
  const manager = await manage(world);
  await append(world, await manager.getOrCreate(topicPartition, topicId));
  await world.fileSystem.syncDirectory(directory);
  world.fileSystem.crash();
  expect(await text(world, 'orders-0/partition.metadata')).toBe(`version: 0\ntopic_id: ${topicId}`);
});

test('a log that lost its topic id takes the one it is asked for with', async () => {
  const world = simWorld();
  const manager = await manage(world);
  await append(world, await manager.getOrCreate(topicPartition, topicId));
  await manager.close({ clean: true });
  await world.fileSystem.removeFile(`${directory}/orders-0/partition.metadata`);
  const again = await manage(world);
  const log = await again.getOrCreate(topicPartition, topicId);
  expect([log.topicId, log.logEndOffset]).toEqual([topicId, 1]);
});

test('the metadata log, files and foreign directories are left alone; directory.id is read', async () => {
  const world = simWorld();
  await world.fileSystem.makeDirectory(`${directory}/__cluster_metadata-0`);
  await world.fileSystem.makeDirectory(`${directory}/lost+found`);
  await world.fileSystem.replaceFile(`${directory}/notes-1`, Buffer.from('a file'));
  await world.fileSystem.replaceFile(
    `${directory}/meta.properties`,
    Buffer.from(`#\nversion=1\ndirectory.id=${topicId}\nnode.id=1\n`),
  );
  const manager = await manage(world);
  expect([...manager.all()]).toEqual([]);
  expect(manager.directoryId).toBe(topicId);
});

test('a log that cannot be opened is offline; the others work, and the next clean close is not called clean', async () => {
  const world = simWorld();
  const manager = await manage(world);
  const other = { topic: 'orders', partition: 1 };
  await append(world, await manager.getOrCreate(topicPartition, topicId));
  await append(world, await manager.getOrCreate(other, topicId));
  await manager.close({ clean: true });
  world.fileSystem.fail({ operation: 'list', code: 'EIO', path: (path) => path.endsWith('orders-0') });
  const again = await manage(world);
  expect(again.get(topicPartition)).toBeUndefined();
  expect(await errorNameOf(again.getOrCreate(topicPartition, topicId))).toBe('KAFKA_STORAGE_ERROR');
  expect(again.get(other)?.logEndOffset).toBe(1);
  await again.close({ clean: true });
  expect((await manage(world)).hadCleanShutdown).toBe(false);
});

test('a log that finds no room when it is opened is opened once it is asked for and there is some', async () => {
  const world = simWorld();
  const manager = await manage(world, { logConfig: { segmentBytes: 200 } });
  const log = await manager.getOrCreate(topicPartition, topicId);
  for (let i = 0; i < 5; i++) await append(world, log);
  log.updateHighWatermark(5);
  await log.flush();
  await log.incrementLogStartOffset(1);
  for (let i = 0; i < 5; i++) await append(world, log);
  world.fileSystem.killProcess();
  world.fileSystem.capacityBytes = world.fileSystem.usedBytes;
  const again = await manage(world, { logConfig: { segmentBytes: 200 } });
  expect(again.get(topicPartition)).toBeUndefined();
  for (let i = 0; i < 2; i++) await expect(again.getOrCreate(topicPartition, topicId)).rejects.toThrow('the disk is full');
  expect(world.fileSystem.openHandles).toBe(0);
  world.fileSystem.capacityBytes = Number.MAX_SAFE_INTEGER;
  const opened = await again.getOrCreate(topicPartition, topicId);
  expect([opened.logStartOffset, opened.logEndOffset]).toEqual([1, 10]);
  expect(again.get(topicPartition)).toBe(opened);
  await again.close({ clean: true });
  expect((await manage(world)).hadCleanShutdown).toBe(true);
});

test('a log of another topic that could not be put aside is not taken for the new one', async () => {
  const world = simWorld();
  const manager = await manage(world);
  await append(world, await manager.getOrCreate(topicPartition, topicId));
  world.fileSystem.fail({ operation: 'rename', code: 'ENOSPC', path: (path) => path.endsWith('orders-0') });
  expect(await errorNameOf(manager.getOrCreate(topicPartition, otherTopicId))).toBe('KAFKA_STORAGE_ERROR');
  const log = await manager.getOrCreate(topicPartition, otherTopicId);
  expect([log.topicId, log.logEndOffset]).toEqual([otherTopicId, 0]);
});

test('the checkpoints keep what they say of a log that could not be opened', async () => {
  const world = simWorld();
  const manager = await manage(world);
  const log = await manager.getOrCreate(topicPartition, topicId);
  for (let i = 0; i < 5; i++) await append(world, log);
  log.updateHighWatermark(4);
  await log.incrementLogStartOffset(3);
  await manager.close({ clean: true });
  world.fileSystem.fail({ operation: 'list', code: 'EIO', path: (path) => path.endsWith('orders-0') });
  const without = await manage(world);
  await append(world, await without.getOrCreate({ topic: 'orders', partition: 1 }, topicId));
  await without.close({ clean: true });
  const again = (await manage(world)).get(topicPartition);
  expect([again?.logStartOffset, again?.highWatermark, again?.logEndOffset]).toEqual([3, 4, 5]);
});

test('the housekeeping applies retention, checkpoints and producer expiration, and stops', async () => {
  const world = simWorld();
  const manager = await manage(world, {
    logConfig: { retentionMs: 200_000, flushMs: 5000, fileDeleteDelayMs: 10 },
    producerIdExpirationMs: 1000,
  });
  const log = await manager.getOrCreate(topicPartition, topicId);
  manager.start();
  await append(world, log, { producerId: 1, baseSequence: 0 });
  log.updateHighWatermark(1);
  await world.clock.advance(7000);
  expect(await text(world, 'replication-offset-checkpoint')).toBe('0\n1\norders 0 1\n');
  await world.clock.advance(60_000);
  expect(await text(world, 'recovery-point-offset-checkpoint')).toBe('0\n1\norders 0 1\n');
  await world.clock.advance(600_000);
  expect([log.logStartOffset, log.activeProducers().length]).toEqual([1, 0]);
  await manager.close({ clean: true });
  expect(world.clock.pendingTimers).toBe(0);
});

test('a checkpoint that fails for want of room is written later; any other failure takes the directory offline', async () => {
  const world = simWorld();
  const reasons: string[] = [];
  const manager = await manage(world, { onOffline: (reason) => reasons.push(reason) });
  const log = await manager.getOrCreate(topicPartition, topicId);
  manager.start();
  await append(world, log);
  log.updateHighWatermark(1);
  const isCheckpoint = (path: string) => path.includes('replication-offset');
  world.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: isCheckpoint });
  await world.clock.advance(5000);
  expect(manager.isOffline).toBe(false);
  await world.clock.advance(5000);
  expect(await text(world, 'replication-offset-checkpoint')).toBe('0\n1\norders 0 1\n');
  await append(world, log);
  log.updateHighWatermark(2);
  world.fileSystem.fail({ operation: 'sync', code: 'EIO', path: isCheckpoint });
  await world.clock.advance(5000);
  expect([manager.isOffline, log.isOffline, reasons.length]).toEqual([true, true, 1]);
  await manager.close({ clean: true });
  expect((await manage(world)).hadCleanShutdown).toBe(false);
});

test('a thousand partitions share a few open files and forget nothing', async () => {
  const world = simWorld();
  const manager = await manage(world, { openFilesMax: 20 });
  for (let partition = 0; partition < 1000; partition++) {
    await append(world, await manager.getOrCreate({ topic: 'many', partition }, topicId));
  }
  expect(world.fileSystem.openHandles).toBeLessThanOrEqual(20);
  await manager.close({ clean: true });
  const again = await manage(world, { openFilesMax: 20 });
  expect(world.fileSystem.openHandles).toBeLessThanOrEqual(20);
  for (const log of again.all()) expect(log.logEndOffset).toBe(1);
});

test('a changed topic configuration reaches its logs', async () => {
  const world = simWorld();
  let retentionMs = 1;
  const manager = await manage(world, { config: () => ({ ...defaultLogConfig, retentionMs }) });
  const log = await manager.getOrCreate(topicPartition, topicId);
  retentionMs = 2;
  manager.updateTopicConfig('payments');
  expect(log.config.retentionMs).toBe(1);
  manager.updateTopicConfig('orders');
  expect(log.config.retentionMs).toBe(2);
});

test('names of directories', () => {
  expect(parseLogDirectoryName('a-b-12')).toEqual({ topic: 'a-b', partition: 12 });
  for (const name of ['orders', 'orders-', 'orders-01', 'a b-0', '-0', `orders-0.${'0'.repeat(32)}-delete`, 'orders-0-stray']) {
    expect(parseLogDirectoryName(name), name).toBeUndefined();
  }
  expect(deletedDirectoryName({ topic: 'x'.repeat(249), partition: 1234 }, '0'.repeat(32))).toHaveLength(255);
});
