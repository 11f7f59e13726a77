import { expect, test } from 'vitest';
import type { ReplicaMap, TopicReplicas } from '@/lib/contracts/replicas';
import { applyReplicasPatch } from './replicas-patch';

function topic(name: string, leader: number): TopicReplicas {
  const partition = {
    partition: 0,
    leader,
    leaderEpoch: 0,
    replicas: [1, 2],
    isr: [1, 2],
    offlineReplicas: [],
    addingReplicas: [],
    removingReplicas: [],
  };
  return { name, id: name, internal: false, partitions: [partition] };
}

test('topics that changed are replaced, new ones go where they belong, the rest stays the same object', () => {
  const shown: ReplicaMap = {
    brokers: [{ id: 1, alive: true }],
    topics: [topic('a', 1), topic('c', 1), topic('d', 1)],
    partitions: 3,
    matching: 3,
  };
  const patched = applyReplicasPatch(shown, {
    channel: 'r',
    brokers: [{ id: 1, alive: false }],
    topics: [topic('c', 2), topic('b', 1)],
    gone: ['d'],
    partitions: 3,
    matching: 3,
  });
  expect(patched.topics.map(({ name, partitions }) => [name, partitions[0]?.leader])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 2],
  ]);
  expect(patched.topics[0]).toBe(shown.topics[0]);
  expect(patched.brokers).toEqual([{ id: 1, alive: false }]);
  expect('channel' in patched).toBe(false);
});
