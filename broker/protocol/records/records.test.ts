import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { crc32c } from '../primitives/crc32c';
import { CodecError } from '../primitives/codec-error';
import { KafkaError } from '../kafka-error';
import { batchHeader, compressionNames } from './batch-header';
import { batchesIn } from './batches';
import { compress, compressionReady, decompress } from './compression';
import { decodeBatch } from './decode-batch';
import { encodeBatch, recordSizeBytes, type RecordInput } from './encode-batch';
import { murmur2, partitionForKey } from './murmur2';
import { validateBatch } from './validate-batch';

const clientRules = { requireKeys: false, allowControl: false };

beforeAll(compressionReady);

const bytesOrNull = fc.option(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  { nil: null },
);
const recordArbitrary: fc.Arbitrary<RecordInput> = fc.record({
  key: bytesOrNull,
  value: bytesOrNull,
  headers: fc.array(fc.record({ key: fc.string({ unit: 'grapheme' }), value: bytesOrNull }), { maxLength: 3 }),
  timestampMs: fc.integer({ min: -1, max: 2 ** 45 }),
});
const recordsArbitrary = fc.array(recordArbitrary, { minLength: 1, maxLength: 20 });

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName;
    throw error;
  }
  return 'NONE';
}

function withCrc(batch: Buffer, change: (batch: Buffer) => void): Buffer {
  const copy = Buffer.from(batch);
  change(copy);
  batchHeader.setCrc(copy, 0);
  return copy;
}

describe.each(compressionNames)('a batch with compression %s', (compression) => {
  test('gives back the records it was made of', () => {
    fc.assert(
      fc.property(recordsArbitrary, fc.integer({ min: 0, max: 2 ** 52 }), (records, baseOffset) => {
        const batch = encodeBatch(records, { compression, baseOffset });
        validateBatch(batch, 0, clientRules);
        const decoded = [...decodeBatch(batch, 0)];
        expect(decoded.map(({ offset, timestamp, key, value, headers }) => ({ offset, timestamp, key, value, headers }))).toEqual(
          records.map((record, index) => ({
            offset: baseOffset + index,
            timestamp: BigInt(record.timestampMs),
            key: record.key,
            value: record.value,
            headers: (record.headers ?? []).map(({ key, value }) => ({ key: Buffer.from(key), value })),
          })),
        );
        const first = records[0]?.timestampMs ?? 0;
        const sizes = records.map((record, index) => recordSizeBytes(record, record.timestampMs - first, index));
        expect(decoded.map((record) => record.sizeBytes)).toEqual(sizes);
      }),
      { numRuns: 50 },
    );
  });

  test('is refused when any byte of its body changes', () => {
    const batch = encodeBatch([{ key: Buffer.from('k'), value: Buffer.from('value'), timestampMs: 1 }], { compression });
    for (let at = 21; at < batch.length; at += 1) {
      const copy = Buffer.from(batch);
      copy[at] = (copy[at] ?? 0) ^ 0x55;
      expect(codeOf(() => validateBatch(copy, 0, clientRules))).toBe('CORRUPT_MESSAGE');
    }
  });

  test('whose body is wrong under a right CRC throws nothing but CodecError', () => {
    const records = Array.from({ length: 5 }, (_, index) => ({
      key: Buffer.from(`key ${index}`),
      value: Buffer.alloc(40, index),
      headers: [{ key: 'h', value: null }],
      timestampMs: index,
    }));
    const batch = encodeBatch(records, { compression });
    for (let at = 57; at < batch.length; at += 1) {
      for (const byte of [0, 1, 0x7f, 0x80, 0xff]) {
        const copy = withCrc(batch, (bytes) => (bytes[at] = byte));
        try {
          for (const _ of decodeBatch(copy, 0, { decompressedBytesMax: 1 << 20 }));
        } catch (error) {
          expect(error).toBeInstanceOf(CodecError);
        }
        expect(['NONE', 'INVALID_RECORD']).toContain(codeOf(() => validateBatch(copy, 0, clientRules)));
      }
    }
  });
});

describe.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('%s', (codec) => {
  test.each([0, 1, 100, 65_536, 70_000, 3_000_000])('inflates what it deflated: %i bytes', (size) => {
    const body = Buffer.alloc(size, 'some text that repeats ');
    expect(decompress(codec, compress(codec, body), size).equals(body)).toBe(true);
  });

  test('a bomb is refused', () => {
    const bomb = compress(codec, Buffer.alloc(4_000_000));
    expect(() => decompress(codec, bomb, 3_999_999)).toThrow(CodecError);
  });

  test('a body cut short is refused', () => {
    const body = compress(codec, Buffer.from('some text that repeats '.repeat(50)));
    for (let length = 0; length < body.length; length += 1) {
      let inflated = -1;
      try {
        inflated = decompress(codec, body.subarray(0, length), 1 << 20).length;
      } catch (error) {
        expect(error).toBeInstanceOf(CodecError);
      }
      expect(inflated).toBeLessThan(23 * 50);
    }
  });
});

test('snappy without a frame is read too, and one that declares an impossible size is not inflated', () => {
  const raw = Buffer.from([5, 4 << 2, ...Buffer.from('hello')]);
  expect(decompress('snappy', raw, 100).toString()).toBe('hello');
  expect(() => decompress('snappy', Buffer.from([0xff, 0xff, 0xff, 0x3f, 0]), 2 ** 30)).toThrow(/impossible size/);
});

test('a zstd frame that declares more than its blocks can hold is not inflated', () => {
  const frame = compress('zstd', Buffer.from('hello hello hello'));
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0xff, 0xff, 0xff, 0x07]);
  expect(() => decompress('zstd', Buffer.concat([header, frame.subarray(6)]), 2 ** 27)).toThrow(CodecError);
});

test('several zstd frames and a skippable one are read as one body', () => {
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const body = Buffer.concat([compress('zstd', Buffer.from('one ')), skippable, compress('zstd', Buffer.from('two'))]);
  expect(decompress('zstd', body, 100).toString()).toBe('one two');
});

const record = (key: string | null): RecordInput => ({
  key: key === null ? null : Buffer.from(key),
  value: null,
  timestampMs: 5,
});

test.each([
  ['a batch that is fine', encodeBatch([record('a'), record('b')]), 'NONE'],
  ['a wrong crc', Buffer.from(encodeBatch([record('a')])).fill(1, 17, 21), 'CORRUPT_MESSAGE'],
  ['a truncated header', encodeBatch([record('a')]).subarray(0, 60), 'CORRUPT_MESSAGE'],
  ['a truncated body', encodeBatch([record('a')]).subarray(0, 64), 'CORRUPT_MESSAGE'],
  ['a negative batch length', withLength(encodeBatch([record('a')]), -1), 'CORRUPT_MESSAGE'],
  ['a huge batch length', withLength(encodeBatch([record('a')]), 0x7fff_ffff), 'CORRUPT_MESSAGE'],
  ['magic 1', Buffer.from(encodeBatch([record('a')])).fill(1, 16, 17), 'INVALID_RECORD'],
  ['an unknown codec', withCrc(encodeBatch([record('a')]), (batch) => batch.writeInt16BE(6, 21)), 'UNSUPPORTED_COMPRESSION_TYPE'],
  ['a control batch of a client', encodeBatch([record('a')], { isControl: true }), 'INVALID_RECORD'],
  ['a count that is too high', withCrc(encodeBatch([record('a')]), (batch) => batch.writeInt32BE(2, 57)), 'INVALID_RECORD'],
  ['a count and delta that are too high', withCrc(encodeBatch([record('a')]), growCount), 'INVALID_RECORD'],
  ['no record', withCrc(encodeBatch([record('a')]), (batch) => batch.fill(0xff, 23, 27).fill(0, 57, 61)), 'INVALID_RECORD'],
  ['a producer without a sequence', encodeBatch([record('a')], { producerId: 1, producerEpoch: 0 }), 'INVALID_RECORD'],
  ['a null key where keys are needed', encodeBatch([record('a'), record(null)]), 'INVALID_RECORD'],
])('a leader judges %s', (name, batch, expected) => {
  const rules = { requireKeys: name.includes('null key'), allowControl: false };
  expect(codeOf(() => validateBatch(batch, 0, rules))).toBe(expected);
});

function withLength(batch: Buffer, length: number): Buffer {
  const copy = Buffer.from(batch);
  copy.writeInt32BE(length, 8);
  return copy;
}

function growCount(batch: Buffer): void {
  batch.writeInt32BE(1, 23);
  batch.writeInt32BE(2, 57);
}

test('validation tells the range of the record timestamps', () => {
  const batch = encodeBatch([5, 9, 2].map((timestampMs) => ({ key: null, value: null, timestampMs })));
  expect(validateBatch(batch, 0, clientRules)).toEqual({ minTimestamp: 2, maxTimestamp: 9 });
});

test('LogAppendTime gives every record the batch time', () => {
  const batch = encodeBatch([record('a'), record('b')]);
  batchHeader.setLogAppendTime(batch, 0, 77);
  batchHeader.setCrc(batch, 0);
  validateBatch(batch, 0, clientRules);
  expect([...decodeBatch(batch, 0)].map(({ timestamp }) => timestamp)).toEqual([77n, 77n]);
});

test('timestamps beyond the safe range stay exact', () => {
  const batch = withCrc(encodeBatch([record('a')]), (bytes) => bytes.writeBigInt64BE(2n ** 63n - 1n, 27));
  expect([...decodeBatch(batch, 0)][0]?.timestamp).toBe(2n ** 63n - 1n);
});

test('batchesIn finds whole batches only, and refuses impossible ones', () => {
  const one = encodeBatch([record('a')]);
  const two = encodeBatch([record('b'), record('c')]);
  const both = Buffer.concat([one, two]);
  const found = [
    { at: 0, sizeBytes: one.length },
    { at: one.length, sizeBytes: two.length },
  ];
  expect([...batchesIn(both)]).toEqual(found);
  for (let cut = one.length; cut < both.length; cut += 1) expect([...batchesIn(both.subarray(0, cut))]).toEqual([found[0]]);
  for (const length of [-1, 0, 48, -0x8000_0000]) expect(() => [...batchesIn(withLength(one, length))]).toThrow(CodecError);
  expect(() => [...batchesIn(Buffer.from(one).fill(1, 16, 17))]).toThrow(CodecError);
});

test('CRC-32C has its published check value and can be continued', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.from('6789'), crc32c(Buffer.from('12345')))).toBe(0xe3069283);
});

test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2 of %s is what the Java client computes', (key, expected) => {
  expect(murmur2(Buffer.from(key))).toBe(expected);
  const partition = partitionForKey(Buffer.from(key), 7);
  expect(partition).toBe((expected & 0x7fff_ffff) % 7);
});
