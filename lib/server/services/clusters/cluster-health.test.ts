import { expect, test } from 'vitest';
import type { BrokerSummary } from '@/lib/contracts/cluster';
import type { PartitionMetadata } from '../../kafka/cluster-metadata';
import { notMoving, type Moving } from '../../sampling/replica-facts';
import { countPartitions, noCounts, type PartitionCounts } from '../brokers/partition-counts';
import { clusterHealth } from './cluster-health';

function partition(change: Partial<PartitionMetadata>): PartitionMetadata {
  return { partition: 0, leader: 1, leaderEpoch: 0, replicas: [1, 2, 3], isr: [1, 2, 3], offlineReplicas: [], ...change };
}

function counted(partitions: PartitionMetadata[], alive = [1, 2, 3], moving: Moving = notMoving): PartitionCounts {
  const metadata = {
    clusterId: 'c',
    controllerId: 1,
    brokers: new Map(alive.map((id) => [id, { id, host: 'localhost', port: id, rack: null }])),
    topics: new Map([['orders', { name: 'orders', id: 'o', internal: false, partitions }]]),
    atMs: 0,
  };
  return countPartitions(metadata, { minIsrOf: () => 2, movingOf: () => moving });
}

function brokers(alive: readonly number[]): BrokerSummary[] {
  const { laggingCount: _, ...none } = noCounts();
  return [1, 2, 3].map((id) => ({
    id,
    host: 'localhost',
    port: id,
    rack: null,
    alive: alive.includes(id),
    isController: id === 1,
    quorumRole: id === 1 ? 'leader' : 'voter',
    ...none,
    sizeBytes: null,
    diskTotalBytes: null,
    diskFreeBytes: null,
    version: null,
    process: null,
  }));
}

const health = (counts: PartitionCounts, alive: readonly number[] = [1, 2, 3], change: object = {}) =>
  clusterHealth({ reachable: true, hasController: true, brokers: brokers(alive), counts, topics: 1, ...change });

test('all in sync', () => {
  const counts = counted([partition({})]);
  expect(counts).toMatchObject({ partitions: 1, leaderless: 0, underReplicated: 0, underMinIsr: 0, lagging: 0 });
  expect(health(counts)).toEqual({
    status: 'healthy',
    facts: [{ code: 'all-in-sync', severity: 'ok', count: 3, brokers: [] }],
  });
});

test('a dead broker leaves partitions under-replicated; a lagging one is alive', () => {
  const dead = counted([partition({ isr: [1, 3], offlineReplicas: [2] })], [1, 3]);
  expect(dead).toMatchObject({ underReplicated: 1, lagging: 0 });
  expect(dead.byBroker.get(2)).toMatchObject({ outOfSyncCount: 1, laggingCount: 0 });
  expect(health(dead, [1, 3]).facts.map(({ code, brokers: ids }) => [code, ids])).toEqual([
    ['broker-down', [2]],
    ['under-replicated-partitions', [2]],
  ]);
  const lagging = health(counted([partition({ isr: [1, 3] })])).facts;
  expect(lagging.map(({ code, brokers: ids }) => [code, ids])).toEqual([
    ['under-replicated-partitions', [2]],
    ['lagging-replicas', [2]],
  ]);
});

test('fewer in sync than acks=all wants, and nobody who leads', () => {
  const counts = counted([partition({ isr: [1] }), partition({ partition: 1, leader: -1, isr: [2], replicas: [2] })]);
  expect(counts).toMatchObject({ underMinIsr: 1, leaderless: 1 });
  expect(counts.byBroker.get(2)?.leaderlessCount).toBe(1);
  expect(
    health(counts)
      .facts.filter(({ severity }) => severity === 'critical')
      .map(({ code }) => code),
  ).toEqual(['leaderless-partitions', 'under-min-isr-partitions']);
});

test('a replica that is only being added is not missing', () => {
  const moving = { addingReplicas: [4], removingReplicas: [3] };
  const counts = counted([partition({ replicas: [1, 2, 4, 3] })], [1, 2, 3, 4], moving);
  expect(counts).toMatchObject({ underReplicated: 0, lagging: 1 });
});

test('the preferred leader could lead, and another one does', () => {
  const counts = counted([partition({ leader: 2 }), partition({ partition: 1, leader: 2, isr: [2, 3] })]);
  expect(counts.preferredNotLeading).toBe(1);
  expect(counts.byBroker.get(1)?.preferredNotLeadingCount).toBe(1);
});

test('no controller, and nobody at all', () => {
  const counts = counted([partition({})]);
  expect(health(counts, [1, 2, 3], { hasController: false }).facts).toMatchObject([{ code: 'no-controller' }]);
  expect(health(counts, [], { reachable: false })).toMatchObject({
    status: 'down',
    facts: [{ code: 'unreachable', brokers: [1, 2, 3] }],
  });
  expect(health(counts, [1, 2, 3], { topics: 0 }).facts.map(({ code }) => code)).toEqual(['no-topics', 'all-in-sync']);
});
