import { expect, test } from 'vitest';
import { batchHeader } from '../protocol/records/batch-header';
import { decodeBatch } from '../protocol/records/decode-batch';
import { encodeBatch } from '../protocol/records/encode-batch';
import { append, batchOf, errorNameOf, openLog, readAll, simWorld } from '../simulation/sim-log';
import type { CleanupPolicy } from './log-config';

const client = { leaderEpoch: 0, origin: 'client' } as const;

test('what a client may not append is refused by name, and the log stays as it was', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { maxMessageBytes: 200, segmentBytes: 350 } });
  const good = batchOf(world);
  const damaged = Buffer.from(good);
  damaged.writeUInt8(damaged.readUInt8(70) ^ 1, 70);
  const cases: [string, Buffer][] = [
    ['INVALID_RECORD', Buffer.alloc(0)],
    ['CORRUPT_MESSAGE', good.subarray(0, 40)],
    ['CORRUPT_MESSAGE', good.subarray(0, good.length - 1)],
    ['CORRUPT_MESSAGE', damaged],
    ['INVALID_RECORD', Buffer.concat([good, good])],
    ['MESSAGE_TOO_LARGE', batchOf(world, { values: ['x'.repeat(200)] })],
    [
      'INVALID_TXN_STATE',
      encodeBatch([{ key: null, value: null, timestampMs: 0 }], {
        isTransactional: true,
        producerId: 1,
        producerEpoch: 0,
        baseSequence: 0,
      }),
    ],
  ];
  for (const [error, records] of cases) expect(await errorNameOf(log.appendAsLeader(records, client))).toBe(error);
  expect(log.logEndOffset).toBe(0);
  const many = Buffer.concat([good, good, good, good, good]);
  expect(await errorNameOf(log.appendAsLeader(many, { leaderEpoch: 0, origin: 'coordinator' }))).toBe('RECORD_LIST_TOO_LARGE');
});

test('a compacted topic wants keys', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { cleanupPolicy: new Set<CleanupPolicy>(['compact']) } });
  const keyless = encodeBatch([{ key: null, value: Buffer.from('v'), timestampMs: world.clock.nowMs() }]);
  expect(await errorNameOf(log.appendAsLeader(keyless, client))).toBe('INVALID_RECORD');
  expect(await append(world, log)).toMatchObject({ firstOffset: 0 });
});

test("timestamps too far before or after the broker's time are refused", async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { messageTimestampAfterMaxMs: 1000, messageTimestampBeforeMaxMs: 2000 } });
  const nowMs = world.clock.nowMs();
  const at = (...offsets: number[]) =>
    errorNameOf(append(world, log, { values: offsets.map(String), timestamps: offsets.map((ms) => nowMs + ms) }));
  expect(await at(1000)).toBe('no error');
  expect(await at(0, 1001)).toBe('INVALID_TIMESTAMP');
  expect(await at(-2000)).toBe('no error');
  expect(await at(0, -2001)).toBe('INVALID_TIMESTAMP');
});

test("LogAppendTime stamps the batch with the broker's time and sets its checksum anew", async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { messageTimestampType: 'LogAppendTime' } });
  const nowMs = world.clock.nowMs();
  const info = await append(world, log, { values: ['a', 'b'], timestampMs: 5, producerId: 1, baseSequence: 0 });
  expect(info).toMatchObject({ logAppendTimeMs: nowMs, maxTimestampMs: nowMs });
  const records = await readAll(log);
  expect(batchHeader.computeCrc(records, 0)).toBe(batchHeader.crc(records, 0));
  expect([...decodeBatch(records, 0)].map(({ timestamp }) => Number(timestamp))).toEqual([nowMs, nowMs]);
  await world.clock.advance(50);
  const repeat = await append(world, log, { values: ['a', 'b'], timestampMs: 5, producerId: 1, baseSequence: 0 });
  expect(repeat).toMatchObject({ duplicate: true, logAppendTimeMs: nowMs });
});

test('a header whose largest timestamp is wrong is put right, so that the time index is', async () => {
  const world = simWorld();
  const log = await openLog(world);
  const nowMs = world.clock.nowMs();
  const records = batchOf(world, { values: ['a', 'b'], timestamps: [nowMs, nowMs - 500] });
  batchHeader.setMaxTimestamp(records, 0, nowMs - 500);
  batchHeader.setCrc(records, 0);
  expect(await log.appendAsLeader(records, client)).toMatchObject({ maxTimestampMs: nowMs });
  expect(batchHeader.computeCrc(records, 0)).toBe(batchHeader.crc(records, 0));
});

test("the broker's own batches skip what is for clients only, several at once", async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { maxMessageBytes: 10 } });
  const records = Buffer.concat([batchOf(world, { values: ['a', 'b'] }), batchOf(world)]);
  const info = await log.appendAsLeader(records, { leaderEpoch: 2, origin: 'coordinator' });
  expect(info).toMatchObject({ firstOffset: 0, lastOffset: 2 });
  const control = encodeBatch([{ key: Buffer.alloc(4), value: Buffer.alloc(2), timestampMs: 0 }], { isControl: true });
  expect(await log.appendAsLeader(control, { leaderEpoch: 2, origin: 'raft-leader' })).toMatchObject({ firstOffset: 3 });
});

test('appends that wait together are one write; those of one call keep their order', async () => {
  const world = simWorld();
  const log = await openLog(world);
  let writes = 0;
  world.fileSystem.fail({
    operation: 'write',
    code: 'EIO',
    path: () => {
      writes += 1;
      return false;
    },
  });
  const infos = await Promise.all(Array.from({ length: 100 }, (_, i) => append(world, log, { values: [`${i}`] })));
  expect(infos.map(({ firstOffset }) => firstOffset)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(writes).toBe(1);
});

test('an append that is refused does not disturb its neighbours in the group', async () => {
  const world = simWorld();
  const log = await openLog(world);
  const outcomes = await Promise.allSettled([
    append(world, log),
    log.appendAsLeader(Buffer.alloc(70), client),
    append(world, log),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(log.logEndOffset).toBe(2);
});

test('a group that does not fit one segment is spread over several', async () => {
  const world = simWorld();
  const log = await openLog(world, { config: { segmentBytes: batchOf(world).length * 3 } });
  await Promise.all(Array.from({ length: 10 }, () => append(world, log)));
  expect(log.segmentCount).toBe(4);
  expect((await readAll(log)).length).toBe(log.sizeBytes);
});

test("a follower takes the leader's offsets and epochs, and refuses damage and what it has already", async () => {
  const world = simWorld();
  const log = await openLog(world);
  await log.appendAsFollower(
    Buffer.concat([batchOf(world, { baseOffset: 5, epoch: 3 }), batchOf(world, { baseOffset: 6, epoch: 4 })]),
  );
  expect([log.logEndOffset, log.latestEpoch]).toEqual([7, 4]);
  expect(log.endOffsetForEpoch(3)).toEqual({ leaderEpoch: 3, endOffset: 6 });
  expect(await errorNameOf(log.appendAsFollower(batchOf(world, { baseOffset: 6, epoch: 4 })))).toBe('OFFSET_OUT_OF_RANGE');
  const damaged = batchOf(world, { baseOffset: 7, epoch: 4 });
  damaged.writeUInt8(damaged.readUInt8(64) ^ 1, 64);
  expect(await errorNameOf(log.appendAsFollower(damaged))).toBe('CORRUPT_MESSAGE');
  expect(log.logEndOffset).toBe(7);
});
