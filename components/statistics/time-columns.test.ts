import { expect, test } from 'vitest';
import { columnsOf } from './time-columns';

test('quiet spans are columns too', () => {
  const spans = [
    { atMs: 10, count: 3 },
    { atMs: 40, count: 1 },
  ];
  expect(columnsOf(spans, 10).map(({ count }) => count)).toEqual([3, 0, 0, 1]);
  expect(columnsOf([], 10)).toEqual([]);
});

test('a timestamp of another century does not make thousands of columns', () => {
  const spans = [
    { atMs: 0, count: 1 },
    { atMs: 1_700_000_000_000, count: 2 },
  ];
  expect(columnsOf(spans, 3_600_000)).toBe(spans);
});
