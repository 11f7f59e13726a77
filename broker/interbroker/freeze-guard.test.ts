import { expect, test } from 'vitest';
import { RecordingLogger } from '../simulation/scripted-broker';
import { SimClock } from '../simulation/sim-clock';
import { FreezeGuard } from './freeze-guard';

/** A process with a session of 2000 ms that can be frozen: its timers stand still while the clock goes on. */
class Frozen {
  readonly clock = new SimClock();
  readonly logger = new RecordingLogger();
  readonly guard: FreezeGuard;
  thawCount = 0;
  #frozenMs = 0;

  constructor() {
    const { clock, logger } = this;
    this.guard = new FreezeGuard({
      clock: { nowMs: () => clock.nowMs(), monotonicMs: () => clock.monotonicMs() + this.#frozenMs },
      timers: clock,
      logger,
      sessionTimeoutMs: 2000,
    });
    this.guard.onThaw(() => (this.thawCount += 1));
  }

  freeze(ms: number): void {
    this.#frozenMs += ms;
  }
}

test('a broker that runs may serve, however quiet it is and however long nobody answers its heartbeats', async () => {
  const { clock, guard, thawCount } = new Frozen();
  guard.confirm(guard.ticket());
  await clock.advance(60_000);
  expect(guard.mayServe()).toBe(true);
  expect(thawCount).toBe(0);
  guard.stop();
  expect(clock.pendingTimers).toBe(0);
});

test('a pause within the session changes nothing', () => {
  const frozen = new Frozen();
  frozen.guard.confirm(frozen.guard.ticket());
  frozen.freeze(2000);
  expect(frozen.guard.mayServe()).toBe(true);
});

test('one across its end is noticed by the first who asks, before any timer, and told once', async () => {
  const frozen = new Frozen();
  frozen.guard.confirm(frozen.guard.ticket());
  await frozen.clock.advance(500);
  frozen.freeze(1501);
  expect(frozen.guard.mayServe()).toBe(false);
  expect(frozen.guard.mayServe()).toBe(false);
  await frozen.clock.advance(10_000);
  expect(frozen.guard.mayServe()).toBe(false);
  expect(frozen.thawCount).toBe(1);
  expect(frozen.logger.lines).toHaveLength(1);
});

test('so is a long one of a broker that has no session any more', () => {
  const frozen = new Frozen();
  frozen.freeze(1900);
  expect(frozen.guard.mayServe()).toBe(true);
  frozen.freeze(2001);
  expect(frozen.guard.mayServe()).toBe(false);
});

test('one that nobody asks about is noticed by the timer', async () => {
  const frozen = new Frozen();
  frozen.freeze(5000);
  await frozen.clock.advance(250);
  expect(frozen.thawCount).toBe(1);
});

test('only a heartbeat sent after the thaw ends it', () => {
  const frozen = new Frozen();
  const before = frozen.guard.ticket();
  frozen.freeze(3000);
  expect(frozen.guard.mayServe()).toBe(false);
  frozen.guard.confirm(before);
  expect(frozen.guard.mayServe()).toBe(false);
  const after = frozen.guard.ticket();
  frozen.guard.confirm(after);
  expect(frozen.guard.mayServe()).toBe(true);

  frozen.freeze(9000);
  frozen.guard.confirm(after);
  expect(frozen.guard.mayServe()).toBe(false);
});
