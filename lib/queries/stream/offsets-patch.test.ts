import { expect, test } from 'vitest';
import type { OffsetsPartition, OffsetsSnapshot } from '@/lib/contracts/stream';
import { applyOffsetsPatch, historyMsMax } from './offsets-patch';

function partition(index: number, highWatermark: string, messagesPerSecond: number | null): OffsetsPartition {
  return {
    partition: index,
    leader: 1,
    replicas: [1],
    isr: [1],
    offlineReplicas: [],
    addingReplicas: [],
    removingReplicas: [],
    leaderEpoch: 0,
    logStartOffset: '0',
    highWatermark,
    sizeBytes: 1,
    messagesPerSecond,
    bytesPerSecond: null,
    replicaLag: [],
  };
}

const totals = { messageCount: '3', sizeBytes: 1, messagesPerSecond: 2, bytesPerSecond: 20 };
const shown: OffsetsSnapshot = {
  topicId: 'x',
  atMs: 1000,
  partitions: [partition(0, '1', 0), partition(1, '2', 1)],
  totals,
  exact: true,
  history: [{ atMs: 1000, messagesPerSecond: 1, bytesPerSecond: 10 }],
  partitionHistory: { 0: [0], 1: [1] },
};

test('a patch replaces what changed, keeps the rest, and adds one point to every plot', () => {
  const after = applyOffsetsPatch(shown, { channel: 'c', atMs: 2000, partitions: [partition(1, '9', 7)], totals });
  expect(after.partitions.map((one) => one.highWatermark)).toEqual(['1', '9']);
  expect(after.partitions[0]).toBe(shown.partitions[0]);
  expect(after.history.map((point) => point.atMs)).toEqual([1000, 2000]);
  expect(after.partitionHistory).toEqual({ 0: [0, 0], 1: [1, 7] });
});

test('plots forget what is older than five minutes, and a partition that was added joins them', () => {
  const atMs = 1001 + historyMsMax;
  const after = applyOffsetsPatch(shown, { channel: 'c', atMs, partitions: [partition(2, '0', 3)], totals });
  expect(after.history.map((point) => point.atMs)).toEqual([atMs]);
  expect(after.partitions).toHaveLength(3);
  expect(after.partitionHistory).toEqual({ 0: [0], 1: [1], 2: [3] });
});
