import { expect, test } from 'vitest';
import { EventQueue, type SimEvent } from './event-queue';
import { SimRandom } from './sim-random';

function drain(queue: EventQueue<SimEvent>, untilMs: number): SimEvent[] {
  const taken: SimEvent[] = [];
  for (let next = queue.takeUntil(untilMs); next !== undefined; next = queue.takeUntil(untilMs)) taken.push(next);
  return taken;
}

test('events come in the order of time, tie and creation, and cancelled ones do not come', () => {
  const random = new SimRandom(3);
  const queue = new EventQueue<SimEvent>();
  let left: SimEvent[] = [];
  for (let order = 0; order < 2000; order += 1) {
    const event = { atMs: random.integer(50), tie: random.integer(3), order, isOver: false };
    queue.push(event);
    left.push(event);
    if (random.integer(3) > 0) continue;
    const cancelled = left[random.integer(left.length)] ?? event;
    queue.cancel(cancelled);
    queue.cancel(cancelled);
    left = left.filter((other) => other !== cancelled);
  }
  expect(queue.size).toBe(left.length);
  const expected = left.sort((a, b) => a.atMs - b.atMs || a.tie - b.tie || a.order - b.order);
  const early = drain(queue, 20);
  expect(early).toEqual(expected.filter(({ atMs }) => atMs <= 20));
  expect([...early, ...drain(queue, 100)]).toEqual(expected);
  expect(queue.size).toBe(0);
});
