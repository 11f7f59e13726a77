import { expect, test } from 'vitest';
import type { PartitionReassignment } from '../../../client/partition-reassignments';
import type { DescribedPartition } from '../../../client/topic-descriptions';
import { isReported, partitionReports, replicationFactorOf, type PartitionState } from './partition-report';
import { parseReplicaAssignment } from './replica-assignment';
import { partitionLine, topicLine } from './topic-lines';

const partition: DescribedPartition = {
  partition: 0,
  leader: 1,
  leaderEpoch: 4,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  eligibleLeaderReplicas: [],
  lastKnownElr: [],
  offlineReplicas: [],
  error: 'NONE',
};

function state(
  changes: Partial<DescribedPartition> = {},
  reassignment?: Partial<PartitionReassignment>,
  live = [1, 2, 3],
): PartitionState {
  const moving = reassignment && {
    topic: 't',
    partition: 0,
    replicas: [],
    addingReplicas: [],
    removingReplicas: [],
    ...reassignment,
  };
  return { partition: { ...partition, ...changes }, reassignment: moving, minIsr: 2, liveBrokers: new Set(live) };
}

const reportsOf = (one: PartitionState): string[] => partitionReports.filter((report) => isReported(report, one));

test.each([
  ['in sync', state(), []],
  ['one behind', state({ isr: [1, 2] }), ['under-replicated-partitions', 'at-min-isr-partitions']],
  ['one left', state({ isr: [1] }), ['under-replicated-partitions', 'under-min-isr-partitions']],
  [
    'no leader',
    state({ leader: -1, isr: [2] }),
    ['under-replicated-partitions', 'unavailable-partitions', 'under-min-isr-partitions'],
  ],
  ['a leader that is gone', state({}, undefined, [2, 3]), ['unavailable-partitions', 'under-min-isr-partitions']],
  ['more replicas on their way', state({ replicas: [1, 2, 3, 4] }, { replicas: [1, 2, 3, 4], addingReplicas: [4] }), []],
])('%s', (_, one, expected) => {
  expect(reportsOf(one)).toEqual(expected);
});

test('a reassignment that ended while we asked does not count', () => {
  expect(replicationFactorOf(state({ replicas: [1, 2, 3] }, { replicas: [1, 2, 3, 4], addingReplicas: [4] }))).toBe(3);
});

test('lines as Kafka prints them', () => {
  const configs = [
    { name: 'min.insync.replicas', value: '2', source: 'DYNAMIC_TOPIC_CONFIG', isSensitive: false, synonyms: [] },
    { name: 'segment.bytes', value: '1073741824', source: 'DEFAULT_CONFIG', isSensitive: false, synonyms: [] },
  ];
  const topic = { name: 't', id: 'KxLs9G6xSGabWkAGSGXPHg', isInternal: false, partitions: [partition] };
  expect(topicLine(topic, configs, state())).toBe(
    'Topic: t\tTopicId: KxLs9G6xSGabWkAGSGXPHg\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: min.insync.replicas=2',
  );
  expect(partitionLine('t', state({ leader: -1, isr: [1], eligibleLeaderReplicas: [2], lastKnownElr: [3] }))).toBe(
    '\tTopic: t\tPartition: 0\tLeader: none\tReplicas: 1,2,3\tIsr: 1\tElr: 2\tLastKnownElr: 3',
  );
  const moving = { addingReplicas: [4], removingReplicas: [1] };
  expect(partitionLine('t', state({ eligibleLeaderReplicas: null, lastKnownElr: null }, moving))).toBe(
    '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3\tAdding Replicas: 4\tRemoving Replicas: 1\tElr: N/A\tLastKnownElr: N/A',
  );
});

test('replica assignments', () => {
  expect(parseReplicaAssignment('1:2, 2:3')).toEqual([
    [1, 2],
    [2, 3],
  ]);
  expect(() => parseReplicaAssignment('1:2,3')).toThrow('Partition 1 has different replication factor: [3]');
  expect(() => parseReplicaAssignment('1:1')).toThrow('Partition replica lists may not contain duplicate entries: 1');
  expect(() => parseReplicaAssignment('1:x')).toThrow('--replica-assignment: "x" is not a broker id');
});
