import { expect, test } from 'vitest';
import type { OffsetsPartition } from '@/lib/contracts/stream';
import { addSample, movedInLastSecond, type Samples } from './last-second';
import { brokersOf, partitionRowData, replicaRole, sortPartitions } from './partition-row-data';

function partition(index: number, change: Partial<OffsetsPartition> = {}): OffsetsPartition {
  return {
    partition: index,
    leader: 1,
    replicas: [1, 2, 3],
    isr: [1, 2],
    offlineReplicas: [],
    addingReplicas: [],
    removingReplicas: [],
    leaderEpoch: 7,
    logStartOffset: '0',
    highWatermark: '10',
    sizeBytes: 100,
    messagesPerSecond: 1,
    bytesPerSecond: 10,
    replicaLag: [],
    ...change,
  };
}

test('a broker has one role in a partition', () => {
  const one = partition(0, { replicas: [1, 2, 3, 4], offlineReplicas: [4] });
  expect([1, 2, 3, 4, 5].map((broker) => replicaRole(one, broker))).toEqual(['leader', 'in-sync', 'lagging', 'offline', 'none']);
  expect(replicaRole(one, 1, (broker) => broker !== 1)).toBe('offline');
  expect(brokersOf([one, partition(1, { replicas: [9, 2] })])).toEqual([1, 2, 3, 4, 9]);
});

test('only a replica outside the ISR counts as behind', () => {
  const replicaLag = [
    { broker: 2, offsetLag: '5000' },
    { broker: 3, offsetLag: '812' },
  ];
  expect(partitionRowData(partition(0, { replicaLag }), null).worstLag).toEqual({ broker: 3, offsetLag: 812n });
});

test('64-bit figures sort exactly, and what is not known comes last both ways', () => {
  const rows = [
    partitionRowData(partition(0, { highWatermark: '9007199254740993' }), null),
    partitionRowData(partition(1, { highWatermark: null }), null),
    partitionRowData(partition(2, { highWatermark: '9007199254740992' }), null),
    partitionRowData(partition(3, { highWatermark: '5' }), null),
  ];
  const order = (direction: 'ascending' | 'descending') =>
    sortPartitions(rows, { by: 'high', direction }).map((row) => row.partition.partition);
  expect(order('ascending')).toEqual([3, 2, 0, 1]);
  expect(order('descending')).toEqual([0, 2, 3, 1]);
});

test('the last second is the difference to the sample a second ago, scaled when that is older', () => {
  let samples: Samples = [];
  const at = (atMs: number, high: string) => {
    samples = addSample(samples, atMs, [partition(0, { highWatermark: high })]);
    return movedInLastSecond(samples, 0);
  };
  expect(at(0, '100')).toBeNull();
  expect(at(500, '120')).toBeNull();
  expect(at(1000, '150')).toBe(50n);
  expect(at(1500, '150')).toBe(30n);
  expect(at(3500, '190')).toBe(20n);
});
