import { expect, test } from 'vitest';
import { SizeHistogram } from './size-histogram';

test('small sizes are exact, large ones within 1.6 %', () => {
  const histogram = new SizeHistogram();
  for (let size = 0; size < 100_000; size += 1) histogram.add(size);
  expect(histogram).toMatchObject({ count: 100_000, min: 0, max: 99_999 });
  for (const share of [0.0001, 0.25, 0.5, 0.95, 0.999]) {
    const exact = Math.ceil(100_000 * share) - 1;
    expect(histogram.percentile(share)).toBeGreaterThanOrEqual(exact);
    expect(histogram.percentile(share)).toBeLessThanOrEqual(exact * 1.016 + 1);
  }
  expect(histogram.percentile(1)).toBe(99_999);
});

test('one size is that size everywhere; nothing is nothing', () => {
  const histogram = new SizeHistogram();
  expect(histogram.percentile(0.5)).toBe(0);
  histogram.add(10_485_760);
  expect([histogram.percentile(0.5), histogram.percentile(0.999), histogram.min]).toEqual([10_485_760, 10_485_760, 10_485_760]);
});
