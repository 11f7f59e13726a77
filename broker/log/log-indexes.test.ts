import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OffsetIndex } from './offset-index';
import { TimeIndex } from './time-index';

const gaps = fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 60 });

function sums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

test('offset lookup finds the last entry at or before the offset, also after a round trip through a padded file', () => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 70_000 }), fc.nat(5), (steps, wanted, padding) => {
      const base = 1_000_000;
      const entries = sums(steps).map((offset, index) => ({ offset: base + offset, position: (index + 1) * 100 }));
      const index = new OffsetIndex(base);
      for (const { offset, position } of entries) index.append(offset, position);
      const expected = entries.findLast(({ offset }) => offset <= base + wanted)?.position ?? 0;
      expect(index.lookup(base + wanted)).toBe(expected);
      const file = Buffer.concat([index.toBuffer(), Buffer.alloc(padding * 8)]);
      const parsed = OffsetIndex.parse(base, file, { logBytes: 10_000, endOffset: base + 100_000 });
      expect(parsed?.count).toBe(entries.length);
      expect(parsed?.lookup(base + wanted)).toBe(expected);
      index.truncateTo(base + wanted);
      expect(index.count).toBe(entries.filter(({ offset }) => offset < base + wanted).length);
    }),
  );
});

test('time lookup starts where everything before is older', () => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 70_000 }), fc.nat(5), (steps, wanted, padding) => {
      const entries = sums(steps).map((timestampMs, index) => ({ timestampMs, offset: 50 + (index + 1) * 3 }));
      const index = new TimeIndex(50);
      for (const { timestampMs, offset } of entries) {
        expect(index.maybeAppend(timestampMs, offset)).toBe(true);
        expect(index.maybeAppend(timestampMs, offset + 1)).toBe(false);
      }
      const expected = entries.findLast(({ timestampMs }) => timestampMs < wanted)?.offset ?? 50;
      expect(index.lookup(wanted)).toBe(expected);
      const parsed = TimeIndex.parse(50, Buffer.concat([index.toBuffer(), Buffer.alloc(padding * 12)]), {
        logBytes: 0,
        endOffset: 1000,
      });
      expect(parsed?.toBuffer()).toEqual(index.toBuffer());
      expect(parsed?.lastTimestampMs).toBe(entries.at(-1)?.timestampMs ?? -1);
    }),
  );
});

test('what cannot be an index is refused', () => {
  const entry = (offset: number, position: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(offset, 0);
    bytes.writeInt32BE(position, 4);
    return bytes;
  };
  const limits = { logBytes: 1000, endOffset: 8 };
  const refused = (...parts: Buffer[]) => expect(OffsetIndex.parse(0, Buffer.concat(parts), limits)).toBeUndefined();
  refused(entry(5, 100), Buffer.alloc(3));
  refused(entry(5, 100), entry(5, 200));
  refused(entry(5, 100), entry(6, 100));
  refused(entry(5, 1000));
  refused(entry(-5, 10));
  refused(entry(5, 100), entry(0, 0), entry(7, 200));
  refused(entry(5, 100), entry(8, 200));
  const time = Buffer.alloc(24);
  time.writeBigInt64BE(5n, 0);
  time.writeInt32BE(1, 8);
  time.writeBigInt64BE(5n, 12);
  time.writeInt32BE(2, 20);
  expect(TimeIndex.parse(0, time, limits)).toBeUndefined();
  expect(TimeIndex.parse(0, time.subarray(0, 13), limits)).toBeUndefined();
  expect(TimeIndex.parse(0, time.subarray(0, 12), limits)?.lastOffset).toBe(1);
  expect(TimeIndex.parse(0, time.subarray(0, 12), { logBytes: 1000, endOffset: 1 })).toBeUndefined();
  expect(TimeIndex.parse(0, Buffer.alloc(0), limits)).toBeUndefined();
});
