import { expect, test } from 'vitest';
import { partitionHue } from './partition-hue';

test('no partition looks like broken, behind or alive', () => {
  for (let partition = 0; partition < 10_000; partition += 1) {
    const hue = partitionHue(partition);
    expect(hue >= 0 && hue < 360, `partition ${partition} has hue ${hue}`).toBe(true);
    expect((hue > 15 && hue < 80) || (hue > 140 && hue < 185), `partition ${partition} has hue ${hue}`).toBe(false);
  }
});

test('the first eight partitions are told apart', () => {
  const hues = Array.from({ length: 8 }, (_, partition) => partitionHue(partition)).sort((left, right) => left - right);
  hues.forEach((hue, index) => {
    const next = hues[(index + 1) % hues.length] ?? 0;
    expect((next - hue + 360) % 360).toBeGreaterThanOrEqual(10);
  });
});
