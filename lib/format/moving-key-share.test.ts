import { expect, test } from 'vitest';
import { partitionForKey } from '@/broker/protocol/records/murmur2';
import { movingKeyShare } from './moving-key-share';

test.each([
  [1, 2, 0.5],
  [3, 6, 0.5],
  [3, 4, 0.75],
  [4, 6, 2 / 3],
  [6, 6, 0],
])('from %i to %i partitions %f of the keys move', (before, after, share) => {
  expect(movingKeyShare(before, after)).toBeCloseTo(share, 10);
});

test('it is what murmur2 does to real keys', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => Buffer.from(`key-${index}`));
  const moved = keys.filter((key) => partitionForKey(key, 6) !== partitionForKey(key, 10)).length;
  expect(moved / keys.length).toBeCloseTo(movingKeyShare(6, 10), 1);
});
