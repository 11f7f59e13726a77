import { expect, test } from 'vitest';
import { HyperLogLog } from './hyper-log-log';

test.each([0, 1, 10, 1_000, 50_000, 400_000])('%i different keys are counted within a fortieth', (count) => {
  const sketch = new HyperLogLog();
  for (let key = 0; key < count; key += 1) sketch.add(Buffer.from(`customer-${key}`));
  for (let key = 0; key < Math.min(count, 100); key += 1) sketch.add(Buffer.from(`customer-${key}`));
  expect(Math.abs(sketch.estimate() - count)).toBeLessThanOrEqual(count * 0.025);
});

test('binary counters are as good as words', () => {
  const sketch = new HyperLogLog();
  const key = Buffer.alloc(8);
  for (let id = 0; id < 100_000; id += 1) {
    key.writeBigInt64BE(BigInt(id));
    sketch.add(key);
  }
  expect(Math.abs(sketch.estimate() - 100_000)).toBeLessThanOrEqual(2_500);
});
