import { expect, test } from 'vitest';
import { sampleTotals, TopicSeries } from './topic-series';

const sample = (atMs: number, ends: readonly (number | undefined)[], sizeBytes = 0) => ({
  atMs,
  partitions: new Map(ends.map((end, partition) => [partition, { start: 0, end, sizeBytes }])),
});

test('rates need two samples and are taken over the last two seconds', () => {
  const series = new TopicSeries();
  series.add(sample(10_000, [0, 0]));
  expect(series.totalRates().messagesPerSecond).toBeNull();
  series.add(sample(10_500, [10, 0]));
  expect(series.ratesOf(0).messagesPerSecond).toBe(20);
  for (let step = 1; step <= 10; step += 1) series.add(sample(10_500 + step * 500, [10 + step * 100, 0]));
  expect(series.ratesOf(0).messagesPerSecond).toBe(200);
  expect(series.totalRates().messagesPerSecond).toBe(200);
});

test('a partition that does not answer has no rate, the others have', () => {
  const series = new TopicSeries();
  series.add(sample(0, [0, undefined]));
  series.add(sample(1_000, [5, undefined]));
  expect(series.ratesOf(1).messagesPerSecond).toBeNull();
  expect(series.totalRates().messagesPerSecond).toBe(5);
  expect(sampleTotals(series.last).messageCount).toBeNull();
});

test('a log that shrank counts as nothing written', () => {
  const series = new TopicSeries();
  series.add(sample(0, [0], 500));
  series.add(sample(1_000, [0], 100));
  expect(series.ratesOf(0).bytesPerSecond).toBe(0);
});

test('the history keeps five minutes, a point a second', () => {
  const series = new TopicSeries();
  for (let atMs = 0; atMs <= 400_000; atMs += 500) series.add(sample(atMs, [atMs]));
  expect(series.history.length).toBe(301);
  expect(series.history[0]?.atMs).toBe(100_000);
  expect(series.history.at(-1)).toMatchObject({ atMs: 400_000, messagesPerSecond: 1_000 });
});
