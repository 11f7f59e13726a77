import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundariesOf, timeBuckets } from './time-buckets';

const at = (iso: string) => Date.parse(iso);

test.each([
  ['2026-11-22T14:00:00Z', '2026-11-22T14:00:00Z', 60, 1, 1],
  ['2026-11-22T14:00:03Z', '2026-11-22T14:59:58Z', 60, 60_000, 60],
  ['2026-11-22T14:00:30Z', '2026-11-22T15:00:00Z', 60, 120_000, 31],
  ['2026-11-15T00:00:00Z', '2026-11-22T14:00:00Z', 60, 6 * 3_600_000, 31],
  ['1970-01-01T00:00:00Z', '2026-11-22T14:00:00Z', 60, 365 * 86_400_000, 57],
])('%s up to %s in %i', (first, last, countMax, bucketMs, count) => {
  expect(timeBuckets(at(first), at(last), countMax)).toMatchObject({ bucketMs, count });
});

test('whatever the timestamps say, every moment has its bucket, and there are no more than asked for', () => {
  const moment = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(moment, moment, fc.integer({ min: 1, max: 120 }), (one, other, countMax) => {
      const [first, last] = [Math.min(one, other), Math.max(one, other)];
      const buckets = timeBuckets(first, last, countMax);
      const boundaries = boundariesOf(buckets);
      expect(buckets.count).toBeLessThanOrEqual(countMax);
      expect(boundaries[0]).toBeLessThanOrEqual(first);
      expect(boundaries.at(-1)).toBeGreaterThan(last);
      expect(buckets.fromMs % buckets.bucketMs).toBe(0);
    }),
  );
});
