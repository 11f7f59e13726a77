import fc from 'fast-check';
import { expect, test } from 'vitest';
import { append, errorNameOf, logDirectory, openLog, simWorld, type TestBatch } from '../simulation/sim-log';
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot';
import { nextSequence, sequenceAfter, type ProducerStateEntry } from './producer-state-entry';

const sequenceMax = 0x7fff_ffff;

test('a repeat of one of the last five batches is answered with its first offset and appends nothing', async () => {
  const world = simWorld();
  const log = await openLog(world);
  for (let i = 0; i < 6; i++) await append(world, log, { values: ['a', 'b'], producerId: 1, baseSequence: i * 2 });
  for (let i = 1; i < 6; i++) {
    const info = await append(world, log, { values: ['a', 'b'], producerId: 1, baseSequence: i * 2 });
    expect(info).toMatchObject({ duplicate: true, firstOffset: i * 2, lastOffset: i * 2 + 1, sizeBytes: 0 });
  }
  expect(log.logEndOffset).toBe(12);
  expect(await errorNameOf(append(world, log, { values: ['a', 'b'], producerId: 1, baseSequence: 0 }))).toBe(
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  );
  expect(await errorNameOf(append(world, log, { values: ['a'], producerId: 1, baseSequence: 10 }))).toBe(
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  );
});

test('a repeat that waits behind its original in the same group is a duplicate too', async () => {
  const world = simWorld();
  const log = await openLog(world);
  const [first, second] = await Promise.all([
    append(world, log, { producerId: 1, baseSequence: 0 }),
    append(world, log, { producerId: 1, baseSequence: 0 }),
  ]);
  expect(first).toMatchObject({ firstOffset: 0, duplicate: false });
  expect(second).toMatchObject({ firstOffset: 0, duplicate: true });
  expect(log.logEndOffset).toBe(1);
});

test('sequence and epoch rules', async () => {
  const cases: { name: string; before: TestBatch[]; batch: TestBatch; error: string }[] = [
    { name: 'unknown producer, any sequence', before: [], batch: { baseSequence: 17 }, error: 'no error' },
    { name: 'gap', before: [{ baseSequence: 0 }], batch: { baseSequence: 2 }, error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' },
    { name: 'next', before: [{ baseSequence: 0 }], batch: { baseSequence: 1 }, error: 'no error' },
    { name: 'new epoch from 0', before: [{ baseSequence: 5 }], batch: { producerEpoch: 1, baseSequence: 0 }, error: 'no error' },
    {
      name: 'new epoch not from 0',
      before: [{ baseSequence: 5 }],
      batch: { producerEpoch: 1, baseSequence: 6 },
      error: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
    },
    {
      name: 'old epoch',
      before: [{ producerEpoch: 2, baseSequence: 0 }],
      batch: { producerEpoch: 1, baseSequence: 1 },
      error: 'INVALID_PRODUCER_EPOCH',
    },
    { name: 'wrap', before: [{ baseSequence: sequenceMax }], batch: { baseSequence: 0 }, error: 'no error' },
    {
      name: 'wrap inside a batch',
      before: [{ baseSequence: sequenceMax, values: ['a', 'b'] }],
      batch: { baseSequence: 1 },
      error: 'no error',
    },
  ];
  for (const { name, before, batch, error } of cases) {
    const world = simWorld();
    const log = await openLog(world);
    for (const earlier of before) await append(world, log, { producerId: 1, ...earlier });
    expect(await errorNameOf(append(world, log, { producerId: 1, ...batch })), name).toBe(error);
  }
});

test('a producer that is idle for producer.id.expiration.ms is forgotten', async () => {
  const world = simWorld();
  const log = await openLog(world, { producerIdExpirationMs: 1000 });
  await append(world, log, { producerId: 1, baseSequence: 0 });
  await world.clock.advance(999);
  expect(log.removeExpiredProducers()).toBe(0);
  await world.clock.advance(1);
  expect(log.removeExpiredProducers()).toBe(1);
  expect(log.activeProducers()).toEqual([]);
});

test('state rebuilt from snapshots and batches equals the state in memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ producerId: fc.integer({ min: 0, max: 3 }), count: fc.integer({ min: 1, max: 4 }) }), {
        maxLength: 30,
      }),
      fc.boolean(),
      fc.boolean(),
      async (appends, clean, withoutSnapshots) => {
        const world = simWorld();
        const config = { segmentBytes: 500 };
        const log = await openLog(world, { config });
        const next = new Map<number, number>();
        for (const { producerId, count } of appends) {
          const baseSequence = next.get(producerId) ?? 0;
          await append(world, log, { values: Array.from({ length: count }, () => 'v'), producerId, baseSequence });
          next.set(producerId, baseSequence + count);
        }
        await log.flush();
        const byId = (producers: ReturnType<typeof log.activeProducers>) =>
          [...producers].sort((a, b) => a.producerId - b.producerId);
        const before = byId(log.activeProducers());
        if (clean) await log.close();
        else world.fileSystem.killProcess();
        for (const name of await world.fileSystem.list(logDirectory)) {
          if (withoutSnapshots && name.endsWith('.snapshot')) await world.fileSystem.removeFile(`${logDirectory}/${name}`);
        }
        const reopened = await openLog(world, { config, hadCleanShutdown: clean });
        expect(byId(reopened.activeProducers())).toEqual(before);
        for (const [producerId, baseSequence] of next) {
          expect(await append(world, reopened, { producerId, baseSequence })).toMatchObject({ duplicate: false });
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a snapshot file is read back as it was written; any flipped bit makes it unreadable', () => {
  const entry: ProducerStateEntry = {
    producerId: 2 ** 40,
    producerEpoch: 7,
    batches: [{ firstSequence: sequenceMax, lastSequence: 1, firstOffset: 100, lastOffset: 102, timestampMs: 1_700_000_000_000 }],
    lastTimestampMs: 1_700_000_000_000,
    coordinatorEpoch: -1,
    currentTxnFirstOffset: -1,
  };
  const encoded = encodeProducerSnapshot([entry, { ...entry, producerId: 3, batches: [] }]);
  expect(encoded).toHaveLength(10 + 2 * 46);
  expect(decodeProducerSnapshot(encoded)).toEqual([entry, { ...entry, producerId: 3, batches: [] }]);
  for (let bit = 0; bit < encoded.length * 8; bit++) {
    const damaged = Buffer.from(encoded);
    damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(decodeProducerSnapshot(damaged)).toBeUndefined();
  }
});

test('sequence numbers wrap from 2^31 - 1 to 0', () => {
  expect(nextSequence(sequenceMax)).toBe(0);
  expect(sequenceAfter(sequenceMax - 1, 3)).toBe(1);
});
