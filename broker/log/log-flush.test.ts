import { expect, test } from 'vitest';
import { append, openLog, simWorld } from '../simulation/sim-log';

test('flush.ms syncs no later than that after an append, on a follower too', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { flushMs: 200 } });
  await append(world, log);
  await world.clock.advance(100);
  await append(world, log);
  expect(log.recoveryPoint).toBe(0);
  await world.clock.advance(100);
  expect(log.recoveryPoint).toBe(2);

  const { records } = await log.read({ startOffset: 1, maxBytes: 1000, maxOffsetExclusive: 2, minOneBatch: true });
  const copy = Buffer.from(records);
  copy.writeBigInt64BE(2n, 0);
  await log.appendAsFollower(copy);
  await world.clock.advance(200);
  expect(log.recoveryPoint).toBe(3);
  expect(world.clock.pendingTimers).toBe(0);
});

test('a shorter flush.ms counts for what waits already', async () => {
  const world = simWorld();
  const log = await openLog(world);
  await append(world, log);
  await world.clock.advance(60_000);
  expect(log.recoveryPoint).toBe(0);
  log.updateConfig({ ...log.config, flushMs: 1000 });
  await world.clock.advance(0);
  expect(log.recoveryPoint).toBe(1);
});

test('a flush that found no room is tried again, a failed sync never', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { flushMs: 0 } });
  await log.beginLeaderEpoch(3);
  world.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: (path) => path.includes('leader-epoch') });
  await append(world, log, {}, { leaderEpoch: 3 });
  await world.clock.advance(0);
  expect(log.recoveryPoint).toBe(0);
  await world.clock.advance(1000);
  expect(log.recoveryPoint).toBe(1);

  world.fileSystem.fail({ operation: 'sync', code: 'EIO', path: (path) => path.endsWith('.log') });
  await append(world, log, {}, { leaderEpoch: 3 });
  await world.clock.advance(60_000);
  expect([log.isOffline, world.clock.pendingTimers]).toEqual([true, 0]);
});

test('a closed log flushes no more', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { flushMs: 500 } });
  await append(world, log);
  await log.abandon();
  await world.clock.advance(1000);
  expect([log.recoveryPoint, world.clock.pendingTimers]).toEqual([0, 0]);
});
