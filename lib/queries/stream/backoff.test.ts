import { expect, test } from 'vitest';
import { backoffMs, backoffMsFirst, backoffMsMax } from './backoff';

test('the wait doubles, stays under its limit, and half of it is jitter', () => {
  expect(backoffMs(0, 0)).toBe(backoffMsFirst / 2);
  expect(backoffMs(1, 0)).toBe(backoffMsFirst);
  expect(backoffMs(2, 0.5)).toBe(1500);
  expect(backoffMs(40, 0.999999)).toBeLessThanOrEqual(backoffMsMax);
  expect(backoffMs(40, 0)).toBe(backoffMsMax / 2);
});
