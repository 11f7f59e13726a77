import { expect, test } from 'vitest';
import { partitionForKey } from '@/broker/protocol/records/murmur2';
import { placementOf } from './placement';

const read = (partition: number, key: string | null) => ({
  partition,
  record: { key: key === null ? null : Buffer.from(key) },
});

test('by key, a record goes where its key belongs among the partitions of the target', () => {
  const place = placementOf('key', 7);
  for (const key of ['', 'a', 'order-17']) expect(place(read(3, key))).toBe(partitionForKey(Buffer.from(key), 7));
});

test('without a key it keeps its number, as far as there is one', () => {
  const place = placementOf('key', 4);
  expect([0, 3, 4, 11].map((partition) => place(read(partition, null)))).toEqual([0, 3, 0, 3]);
});

test('any: all partitions in turn, some hundred at a time', () => {
  const place = placementOf('any', 3);
  const places = Array.from({ length: 2_000 }, () => place(read(1, 'k')));
  expect([0, 499, 500, 1_000, 1_499, 1_500].map((at) => places[at])).toEqual([0, 0, 1, 2, 2, 0]);
});

test('the same number is kept whatever the key', () => {
  const place = placementOf('same', 4);
  expect([place(read(2, 'a')), place(read(2, null))]).toEqual([2, 2]);
});
