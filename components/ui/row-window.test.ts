import { expect, test } from 'vitest';
import { rowsInSight, scrollTopFor } from './row-window';

test.each([
  { name: 'at the top', top: 0, height: 100, count: 1000, window: { first: 0, end: 7 } },
  { name: 'in the middle, rows that are half in sight too', top: 1010, height: 100, count: 1000, window: { first: 48, end: 58 } },
  { name: 'at the end', top: 19_900, height: 100, count: 1000, window: { first: 993, end: 1000 } },
  { name: 'few rows', top: 0, height: 100, count: 3, window: { first: 0, end: 3 } },
  { name: 'none', top: 0, height: 100, count: 0, window: { first: 0, end: 0 } },
  { name: 'beyond an end that has just come nearer', top: 19_900, height: 100, count: 10, window: { first: 10, end: 10 } },
])('rows in sight: $name', ({ top, height, count, window }) => {
  expect(rowsInSight({ top, height }, 20, count, 2)).toEqual(window);
});

const sight = { top: 200, height: 130 };

test.each([
  { name: 'above: it becomes the first', index: 4, scrollTop: 80 },
  { name: 'the first one in sight stays', index: 10, scrollTop: undefined },
  { name: 'the last one in sight stays', index: 14, scrollTop: undefined },
  { name: 'below: it becomes the last, whole', index: 15, scrollTop: 30 + 16 * 20 - 130 },
])('bringing a row into sight: $name', ({ index, scrollTop }) => {
  expect(scrollTopFor(index, 20, 30, sight)).toBe(scrollTop);
});
