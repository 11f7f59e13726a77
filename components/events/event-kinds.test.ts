import { expect, test } from 'vitest';
import type { ClusterEvent } from '@/lib/contracts/event';
import { concernsTopic, eventDuration, eventLooks, filterEvents, oneTopic } from './event-kinds';

const moment = { id: '1', atMs: 0, withinMs: null };
const ref = (topic: string, partition = 0) => ({ topic, partition });
const led = (change: Partial<Extract<ClusterEvent, { kind: 'leader-changed' }>> = {}): ClusterEvent => ({
  ...moment,
  kind: 'leader-changed',
  from: 2,
  to: 3,
  afterMs: 740,
  count: 1,
  partitions: [ref('orders')],
  ...change,
});
const died: ClusterEvent = { ...moment, kind: 'broker-down', broker: 2, reason: 'signal SIGKILL', asked: null };

test('events are filtered by what they are about', () => {
  expect(filterEvents([led(), died], 'leaders')).toEqual([led()]);
  expect(filterEvents([led(), died], 'all')).toHaveLength(2);
});

test('an event concerns a topic that it names, or may name, and brokers concern every topic', () => {
  expect(concernsTopic(led(), 'orders')).toBe(true);
  expect(concernsTopic(led(), 'clicks')).toBe(false);
  expect(concernsTopic(led({ count: 30, partitions: [ref('orders'), ref('audit')] }), 'clicks')).toBe(true);
  expect(concernsTopic(led({ count: 30 }), 'clicks')).toBe(false);
  expect(concernsTopic(died, 'clicks')).toBe(true);
});

test('a duration says since when it counts', () => {
  expect(eventDuration(led())).toEqual({ ms: 740, since: 'since' });
  expect(eventDuration(led({ afterMs: null }))).toBeNull();
  expect(eventDuration(died)).toBeNull();
});

test('what broke is red, what a person stopped is not', () => {
  expect(eventLooks(died).tone).toBe('bad');
  expect(eventLooks({ ...died, asked: 'stop' }).tone).toBe('plain');
  expect(eventLooks(led({ to: null })).tone).toBe('bad');
});

test('partitions of one topic have one', () => {
  expect(oneTopic([ref('a'), ref('a', 1)])).toBe('a');
  expect(oneTopic([ref('a'), ref('b')])).toBeUndefined();
  expect(oneTopic([])).toBeUndefined();
});
