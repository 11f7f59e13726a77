import { expect, test } from 'vitest';
import { groupRecordCodec, type GroupRecord } from '@/broker/coordinator/group/records/group-record';
import { consumerProtocolAssignment, consumerProtocolSubscription } from '@/broker/protocol/messages/consumer-protocol';
import { ClusterSchemas } from '../schemas/cluster-schemas';
import { RecordDecoder } from './record-decoder';

const decoder = new RecordDecoder('__consumer_offsets', {}, new ClusterSchemas({ schemaRegistry: null, schemas: [] }));

function read(bytes: { key: Buffer; value: Buffer | null }) {
  const record = { offset: 0, timestamp: 0n, headers: [], sizeBytes: 0, ...bytes };
  return [decoder.decode(record, 'key'), decoder.decode(record, 'value')].map((decoding) =>
    decoding === undefined || !('json' in decoding.body) ? decoding?.body : (JSON.parse(decoding.body.json) as unknown),
  );
}

const versioned = (body: Buffer) => Buffer.concat([Buffer.from([0, 0]), body]);

test('a committed offset, and its deletion', () => {
  const commit: GroupRecord = {
    kind: 'offset',
    groupId: 'billing',
    topic: 'orders',
    partition: 3,
    committed: { offset: 42, leaderEpoch: 7, metadata: 'm', commitTimestampMs: 1_700_000_000_000, expireTimestampMs: -1 },
  };
  const key = { kind: 'OffsetCommit', group: 'billing', topic: 'orders', partition: 3 };
  expect(read(groupRecordCodec.encode(commit))).toEqual([
    key,
    { offset: 42, leaderEpoch: 7, metadata: 'm', committedAt: '2023-11-14T22:13:20.000Z' },
  ]);
  expect(read(groupRecordCodec.encode({ ...commit, committed: null }))).toEqual([key, undefined]);
});

test('a group with what its members subscribed to and were assigned', () => {
  const member = {
    memberId: 'm-1',
    groupInstanceId: null,
    clientId: 'c',
    clientHost: '/127.0.0.1',
    rebalanceTimeout: 60_000,
    sessionTimeout: 10_000,
    subscription: versioned(consumerProtocolSubscription.encode(0, { topics: ['orders'], userData: null })),
    assignment: versioned(
      consumerProtocolAssignment.encode(0, { assignedPartitions: [{ topic: 'orders', partitions: [0, 1] }], userData: null }),
    ),
  };
  const metadata = {
    protocolType: 'consumer',
    generation: 5,
    protocol: 'range',
    leader: 'm-1',
    currentStateTimestamp: 1_700_000_000_000,
    members: [member],
  };
  expect(read(groupRecordCodec.encode({ kind: 'group', groupId: 'billing', metadata }))).toEqual([
    { kind: 'GroupMetadata', group: 'billing' },
    {
      protocolType: 'consumer',
      generation: 5,
      protocol: 'range',
      leader: 'm-1',
      inStateSince: '2023-11-14T22:13:20.000Z',
      members: [
        {
          memberId: 'm-1',
          clientId: 'c',
          clientHost: '/127.0.0.1',
          rebalanceTimeoutMs: 60_000,
          sessionTimeoutMs: 10_000,
          topics: ['orders'],
          assigned: [{ topic: 'orders', partitions: [0, 1] }],
        },
      ],
    },
  ]);
});

test('newer kinds are named, and broken ones have a reason', () => {
  const problem = 'It is a record of kind 5 (ConsumerGroupMemberMetadata), which is not read here.';
  expect(read({ key: Buffer.from([0, 5, 0]), value: Buffer.from([0, 0]) })).toEqual([{ problem }, { problem }]);
  expect(read({ key: Buffer.from([0, 1, 0]), value: Buffer.from([0]) })).toEqual([
    { problem: expect.any(String) as string },
    { problem: expect.any(String) as string },
  ]);
});
