import { expect, test } from 'vitest';
import { signTarget } from './use-sign-keys';

const size = { rows: 40, columns: 3 };
const from = { row: 5, column: 1 };

test.each([
  ['ArrowRight', { row: 5, column: 2 }],
  ['ArrowLeft', { row: 5, column: 0 }],
  ['ArrowDown', { row: 6, column: 1 }],
  ['ArrowUp', { row: 4, column: 1 }],
  ['PageDown', { row: 15, column: 1 }],
  ['PageUp', { row: 0, column: 1 }],
  ['Home', { row: 5, column: 0 }],
  ['End', { row: 5, column: 2 }],
  ['Enter', undefined],
])('%s', (key, place) => expect(signTarget(key, from, size, false)).toEqual(place));

test('the map has edges, and is mirrored where the page is', () => {
  expect(signTarget('ArrowDown', { row: 39, column: 2 }, size, false)).toEqual({ row: 39, column: 2 });
  expect(signTarget('ArrowRight', from, size, true)).toEqual({ row: 5, column: 0 });
});
