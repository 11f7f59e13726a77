import { expect, test } from 'vitest';
import { decodePathId, encodePathId } from './path-id';

test.each(['orders', '..', '.', '', 'a/b', '__consumer_offsets', 'سفارش', 'a b', '~x', '.hidden'])('%j survives a path', (id) => {
  const segment = encodePathId(id);
  expect(segment).toMatch(/^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/);
  expect(decodePathId(segment)).toBe(id);
});

test('plain ids stay readable', () => {
  expect(encodePathId('orders.v1')).toBe('orders.v1');
  expect(encodePathId('..')).toBe('~Li4');
});

test('what is no id is refused', () => {
  expect(decodePathId('')).toBeUndefined();
  expect(decodePathId('~!')).toBeUndefined();
  expect(decodePathId('~gA')).toBeUndefined();
  expect(decodePathId('%zz')).toBeUndefined();
});
