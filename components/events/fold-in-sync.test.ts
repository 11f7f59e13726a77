import { expect, test } from 'vitest';
import type { ClusterEvent } from '@/lib/contracts/event';
import { oneTopic } from './event-kinds';
import { foldInSync } from './fold-in-sync';

const left = (atMs: number, topic: string, count: number, broker = 2): ClusterEvent => ({
  id: `${topic} ${atMs}`,
  atMs,
  withinMs: null,
  kind: 'isr-changed',
  joined: [],
  left: [broker],
  count,
  partitions: Array.from({ length: Math.min(count, 20) }, (_, partition) => ({ topic, partition })),
});
const died = (atMs: number): ClusterEvent => ({
  id: `died ${atMs}`,
  atMs,
  withinMs: null,
  kind: 'broker-down',
  broker: 2,
  reason: 'signal SIGKILL',
  asked: 'kill',
});

test('what left the in-sync sets of several topics at about the same time is told once', () => {
  const events = foldInSync([left(900, 'offsets', 50), left(850, 'orders', 6), left(850, 'clicks', 3), died(500)]);
  expect(events).toMatchObject([{ kind: 'isr-changed', atMs: 900, count: 59, left: [2] }, { kind: 'broker-down' }]);
  const [event] = events;
  expect(event?.kind === 'isr-changed' ? oneTopic(event.partitions) : '').toBeUndefined();
});

test('batches of one topic stay of that topic', () => {
  const [event] = foldInSync([left(900, 'offsets', 34), left(850, 'offsets', 16)]);
  expect(event).toMatchObject({ count: 50 });
  expect(event?.kind === 'isr-changed' ? oneTopic(event.partitions) : '').toBe('offsets');
});

test('another broker, or another time, is another event', () => {
  const events = [left(9_000, 'orders', 6), left(8_900, 'orders', 6, 3), left(2_000, 'orders', 6)];
  expect(foldInSync(events)).toEqual(events);
});
