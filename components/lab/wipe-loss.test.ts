import { expect, test } from 'vitest';
import type { PartitionReplicas, ReplicaMap } from '@/lib/contracts/replicas';
import { wipeLoss } from './wipe-loss';

function partition(replicas: number[], isr: number[]): PartitionReplicas {
  return {
    partition: 0,
    leader: isr[0] ?? null,
    leaderEpoch: 0,
    replicas,
    isr,
    offlineReplicas: [],
    addingReplicas: [],
    removingReplicas: [],
  };
}

test('copies elsewhere are no loss; the only copy, and the only one in sync, are', () => {
  const partitions = [partition([1, 2, 3], [1, 2]), partition([2], [2]), partition([1, 2, 3], [2]), partition([1, 3], [1])];
  const map: ReplicaMap = {
    brokers: [],
    topics: [{ name: 'orders', id: 'o', internal: false, partitions }],
    partitions: 4,
    matching: 4,
  };
  expect(wipeLoss(map, 2)).toEqual({ only: 1, notInSync: 1 });
  expect(wipeLoss(map, 3)).toEqual({ only: 0, notInSync: 0 });
});
