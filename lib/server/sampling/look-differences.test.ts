import { expect, test } from 'vitest';
import type { PartitionMetadata, TopicMetadata } from '../kafka/cluster-metadata';
import { differs, type ClusterLook } from './cluster-look';
import { lookDifferences } from './look-differences';

function partition(index: number, change: Partial<PartitionMetadata> = {}): PartitionMetadata {
  return {
    partition: index,
    leader: 1 + (index % 3),
    leaderEpoch: 0,
    replicas: [1, 2, 3],
    isr: [1, 2, 3],
    offlineReplicas: [],
    ...change,
  };
}

function topic(name: string, partitions: PartitionMetadata[], id = name): TopicMetadata {
  return { name, id, internal: false, partitions };
}

interface Scene {
  topics?: TopicMetadata[];
  brokers?: number[];
  change?: Partial<ClusterLook>;
}

function look({ topics = [], brokers = [1, 2, 3], change = {} }: Scene): ClusterLook {
  return {
    atMs: 0,
    metadata: {
      clusterId: 'c',
      controllerId: 1,
      brokers: new Map(brokers.map((id) => [id, { id, host: 'localhost', port: 9000 + id, rack: null }])),
      topics: new Map(topics.map((each) => [each.name, each])),
      atMs: 0,
    },
    quorum: null,
    moving: new Map(),
    groups: undefined,
    configs: undefined,
    ...change,
  };
}

const quorum = (leaderId: number | null) => ({ leaderId, leaderEpoch: 1, highWatermark: '0', voters: [], observers: [] });

test('two looks at the same are no news', () => {
  const one = look({ topics: [topic('orders', [partition(0), partition(1)])] });
  expect(lookDifferences(one, one)).toEqual([]);
  expect(differs(one.metadata, look({ topics: [topic('orders', [partition(0), partition(1)])] }).metadata)).toBe(false);
});

test('a broker dies: it left, others lead, it left the in-sync sets; alike is told together', () => {
  const before = look({
    topics: [
      topic(
        'orders',
        [0, 1, 2, 3, 4].map((index) => partition(index)),
      ),
    ],
  });
  const survivors = { isr: [1, 3], leaderEpoch: 1, offlineReplicas: [2] };
  const now = look({
    brokers: [1, 3],
    topics: [
      topic('orders', [
        partition(0, survivors),
        partition(1, { ...survivors, leader: 3 }),
        partition(2, survivors),
        partition(3, survivors),
        partition(4, { ...survivors, leader: 3 }),
      ]),
    ],
  });
  expect(differs(before.metadata, now.metadata)).toBe(true);
  expect(lookDifferences(before, now)).toEqual([
    { kind: 'broker-fenced', broker: 2, afterMs: null },
    {
      kind: 'leader-changed',
      from: 2,
      to: 3,
      afterMs: null,
      count: 2,
      partitions: [
        { topic: 'orders', partition: 1, leaderEpoch: 1 },
        { topic: 'orders', partition: 4, leaderEpoch: 1 },
      ],
    },
    {
      kind: 'isr-changed',
      joined: [],
      left: [2],
      count: 5,
      partitions: [0, 1, 2, 3, 4].map((index) => ({ topic: 'orders', partition: index })),
    },
  ]);
});

test('a change across many topics is one sentence that names the first', () => {
  const names = Array.from({ length: 30 }, (_, index) => `t${index}`);
  const before = look({ topics: names.map((name) => topic(name, [partition(0)])) });
  const now = look({ topics: names.map((name) => topic(name, [partition(0, { leader: 2 })])) });
  const facts = lookDifferences(before, now);
  expect(facts).toMatchObject([{ kind: 'leader-changed', from: 1, to: 2, count: 30 }]);
  expect(facts[0]?.kind === 'leader-changed' && facts[0].partitions).toHaveLength(20);
});

test('topics come, go, grow, and are made again', () => {
  const before = look({ topics: [topic('a', [partition(0)]), topic('b', [partition(0)]), topic('c', [partition(0)])] });
  const now = look({
    topics: [topic('a', [partition(0), partition(1)]), topic('b', [partition(0)], 'b2'), topic('d', [partition(0)])],
  });
  expect(lookDifferences(before, now)).toMatchObject([
    { kind: 'topic-deleted', count: 2, topics: [{ name: 'b' }, { name: 'c' }] },
    { kind: 'topic-created', count: 2, topics: [{ name: 'b', partitions: 1, replicationFactor: 3 }, { name: 'd' }] },
    { kind: 'partitions-added', topic: 'a', from: 1, to: 2 },
  ]);
});

test('the controller moves; a look that could not ask is no news', () => {
  const before = look({ change: { quorum: quorum(1) } });
  expect(lookDifferences(before, look({ change: { quorum: quorum(3) } }))).toMatchObject([
    { kind: 'controller-changed', from: 1, to: 3 },
  ]);
  expect(lookDifferences(before, look({}))).toEqual([]);
});

test('a move begins, ends, or is taken back', () => {
  const moving = new Map([['orders-0', { addingReplicas: [4], removingReplicas: [2] }]]);
  const rest = look({ topics: [topic('orders', [partition(0)])] });
  const under = look({ topics: [topic('orders', [partition(0, { replicas: [1, 4, 3, 2] })])], change: { moving } });
  const after = look({ topics: [topic('orders', [partition(0, { replicas: [1, 4, 3], isr: [1, 3, 4] })])] });
  expect(lookDifferences(rest, under)).toMatchObject([{ phase: 'begun', from: [1, 3, 2], to: [1, 4, 3], count: 1 }]);
  expect(lookDifferences(under, after)).toContainEqual(
    expect.objectContaining({ kind: 'partitions-reassigned', phase: 'done', from: [1, 3, 2], to: [1, 4, 3] }),
  );
  expect(lookDifferences(under, rest)).toMatchObject([{ phase: 'cancelled' }]);
  const reordered = look({ topics: [topic('orders', [partition(0, { replicas: [3, 1, 2] })])] });
  expect(lookDifferences(rest, reordered)).toMatchObject([{ phase: 'done', from: [1, 2, 3], to: [3, 1, 2] }]);
});

test('configs and groups are compared when both looks saw them', () => {
  const configs = (value: string | undefined) =>
    new Map([['audit', new Map(value === undefined ? [] : [['retention.ms', value]])]]);
  expect(lookDifferences(look({ change: { configs: configs('1') } }), look({ change: { configs: configs(undefined) } }))).toEqual(
    [
      {
        kind: 'config-changed',
        resource: { type: 'topic', name: 'audit' },
        changes: [{ name: 'retention.ms', from: '1', to: null }],
      },
    ],
  );
  const groups = (key: string, members: number) => new Map([['billing', { key, members }]]);
  expect(
    lookDifferences(look({ change: { groups: groups('a', 1) } }), look({ change: { groups: groups('ab', 2) } })),
  ).toMatchObject([{ kind: 'group-rebalanced', group: 'billing', members: 2 }]);
  expect(lookDifferences(look({}), look({ change: { groups: groups('a', 1) } }))).toEqual([]);
});
