import { expect, test } from 'vitest';
import { Pace } from './pace';

/** Takes what is due every `stepMs` from `fromMs` to `toMs`. */
function taken(pace: Pace, fromMs: number, toMs: number, stepMs: number): number {
  let total = 0;
  for (let now = fromMs; now < toMs; now += stepMs) {
    const due = pace.due(now);
    pace.took(due);
    total += due;
  }
  return total;
}

test('the rate is kept, whatever the steps', () => {
  expect(taken(new Pace(100, 0), 0, 10_000, 7)).toBe(1000);
  expect(taken(new Pace(0.5, 0), 0, 10_000, 13)).toBe(5);
  expect(taken(new Pace(5_000, 0), 0, 2_000, 50)).toBeGreaterThan(9_500);
});

test('after a stall the rate goes on and is not made up for', () => {
  const pace = new Pace(100, 0);
  taken(pace, 0, 1_000, 10);
  expect(taken(pace, 61_000, 62_000, 10)).toBeLessThanOrEqual(126);
});

test('it waits for the next one, no longer', () => {
  const pace = new Pace(2, 0);
  expect(pace.due(0)).toBe(1);
  pace.took(1);
  expect(pace.due(100)).toBe(0);
  expect(pace.waitMs(100)).toBe(400);
});

test('without a rate all are due', () => {
  expect(new Pace(null, 0).due(0)).toBe(Number.POSITIVE_INFINITY);
});
