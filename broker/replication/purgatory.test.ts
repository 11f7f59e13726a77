import { expect, test } from 'vitest';
import { SimClock } from '../simulation/sim-clock';
import { Purgatory, type DelayedOperation } from './purgatory';

class Operation implements DelayedOperation {
  canComplete = false;
  readonly events: string[] = [];

  tryComplete(): boolean {
    if (this.canComplete) this.events.push('completed');
    return this.canComplete;
  }

  expire(): void {
    this.events.push('expired');
  }
}

test('an operation whose condition holds is never kept', () => {
  const clock = new SimClock();
  const purgatory = new Purgatory(clock);
  const operation = new Operation();
  operation.canComplete = true;
  purgatory.watch(operation, ['a-0'], 100);
  expect(operation.events).toEqual(['completed']);
  expect([purgatory.size, clock.pendingTimers]).toEqual([0, 0]);
});

test('any of its keys completes an operation, once, and its timer goes with it', async () => {
  const clock = new SimClock();
  const purgatory = new Purgatory(clock);
  const operation = new Operation();
  purgatory.watch(operation, ['a-0', 'a-1'], 100);
  purgatory.check('a-0');
  expect(operation.events).toEqual([]);

  operation.canComplete = true;
  purgatory.check('b-0');
  expect(operation.events).toEqual([]);
  purgatory.check('a-1');
  purgatory.check('a-0');
  await clock.advance(1000);
  expect(operation.events).toEqual(['completed']);
  expect([purgatory.size, clock.pendingTimers]).toEqual([0, 0]);
});

test('an operation expires when its time is up', async () => {
  const clock = new SimClock();
  const purgatory = new Purgatory(clock);
  const operation = new Operation();
  purgatory.watch(operation, ['a-0'], 100);
  await clock.advance(99);
  expect(operation.events).toEqual([]);
  await clock.advance(1);
  expect(operation.events).toEqual(['expired']);
  expect(purgatory.size).toBe(0);
});

test('an operation without time expires at once', () => {
  const operation = new Operation();
  new Purgatory(new SimClock()).watch(operation, ['a-0'], 0);
  expect(operation.events).toEqual(['expired']);
});

test('expiring a key ends what waits for it, and nothing else', () => {
  const clock = new SimClock();
  const purgatory = new Purgatory(clock);
  const [gone, stays] = [new Operation(), new Operation()];
  purgatory.watch(gone, ['a-0', 'client 1'], 100);
  purgatory.watch(stays, ['a-0', 'client 2'], 100);
  purgatory.expire('client 1');
  expect([gone.events, stays.events]).toEqual([['expired'], []]);
  expect([purgatory.size, clock.pendingTimers]).toEqual([1, 1]);
});

test('a closed purgatory lets everything go and keeps nothing', () => {
  const clock = new SimClock();
  const purgatory = new Purgatory(clock);
  const waiting = new Operation();
  const late = new Operation();
  purgatory.watch(waiting, ['a-0'], 100);
  purgatory.close();
  purgatory.watch(late, ['a-0'], 100);
  expect([waiting.events, late.events]).toEqual([['expired'], ['expired']]);
  expect([purgatory.size, clock.pendingTimers]).toEqual([0, 0]);
});
