import { expect, test } from 'vitest';
import { SimClock } from '../simulation/sim-clock';
import { ReplicationQuota } from './replication-quota';

test('what was let through above the rate is waited for, to the millisecond', async () => {
  const clock = new SimClock();
  const quota = new ReplicationQuota(clock, () => 1000);
  quota.record(3000);
  expect(quota.waitMs).toBe(2001);
  await clock.advance(2000);
  expect(quota.waitMs).toBe(1);
  await clock.advance(1);
  expect(quota.waitMs).toBe(0);
});

test('a fetch that was far too large for the rate does not hold up the throttle after it for ever', async () => {
  const clock = new SimClock();
  const quota = new ReplicationQuota(clock, () => 1000);
  quota.record(1024 * 1024);
  expect(quota.waitMs).toBe(10_001);
  await clock.advance(10_001);
  expect(quota.waitMs).toBe(0);
});
