import { expect, test } from 'vitest';
import { sparklinePath } from './sparkline-path';

test('zero is the floor and the top value the ceiling', () => {
  expect(sparklinePath([0, 10], 90, 20, 10)).toBe('M0.0 19.0L90.0 1.0');
});

test('a hole lifts the pen', () => {
  expect(sparklinePath([5, null, 5], 20, 12, 10)).toBe('M0.0 6.0M20.0 6.0');
});

test('values beyond the top stay inside, and a flat zero plot is drawn on the floor', () => {
  expect(sparklinePath([99, -5], 10, 12, 10)).toBe('M0.0 1.0L10.0 11.0');
  expect(sparklinePath([0, 0], 10, 12, 0)).toBe('M0.0 11.0L10.0 11.0');
  expect(sparklinePath([], 10, 12, 0)).toBe('');
});
