import { expect, test } from 'vitest';
import { TimeCounts } from './time-counts';

const hourMs = 3_600_000;

test('an hour is a column while there are few', () => {
  const counts = new TimeCounts();
  for (let record = 0; record < 100; record += 1) counts.add(10 * hourMs + record * 60_000);
  expect(counts.widthMs).toBe(hourMs);
  expect(counts.buckets).toEqual([
    { atMs: 10 * hourMs, count: 60 },
    { atMs: 11 * hourMs, count: 40 },
  ]);
});

test('many hours become longer spans and no record is lost; hostile timestamps stay harmless', () => {
  const counts = new TimeCounts();
  for (let hour = 0; hour < 5_000; hour += 1) counts.add(hour * hourMs);
  expect(counts.widthMs).toBe(24 * hourMs);
  for (let record = 0; record < 5_000; record += 1) counts.add(record * 40_000 * 24 * hourMs);
  expect(counts.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
});
