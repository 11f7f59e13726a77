import { expect, test } from 'vitest';
import { batchHeaderBytes } from '../../../protocol/records/batch-header';
import { encodeBatch } from '../../../protocol/records/encode-batch';
import { groupRecordCodec, groupRecordsSizeBytes, type GroupRecord } from './group-record';

const committed = { offset: 258, leaderEpoch: 7, metadata: 'm', commitTimestampMs: 1, expireTimestampMs: -1 };
const offset: GroupRecord = { kind: 'offset', groupId: 'g', topic: 't', partition: 3, committed };

test('a committed offset has the bytes Kafka gives it', () => {
  const { key, value } = groupRecordCodec.encode(offset);
  expect(key.toString('hex')).toBe('0001' + '000167' + '000174' + '00000003');
  expect(value?.toString('hex')).toBe('0003' + '0000000000000102' + '00000007' + '00016d' + '0000000000000001');
});

test('an offset with its own expiry is written in the version that has one', () => {
  const withExpiry = { ...committed, leaderEpoch: -1, expireTimestampMs: 9 };
  const { key, value } = groupRecordCodec.encode({ ...offset, committed: withExpiry });
  expect(value?.toString('hex')).toBe('0001' + '0000000000000102' + '00016d' + '0000000000000001' + '0000000000000009');
  expect(groupRecordCodec.decode(key, value)).toEqual({ ...offset, committed: withExpiry });
});

const group: GroupRecord = {
  kind: 'group',
  groupId: 'g',
  metadata: {
    protocolType: 'consumer',
    generation: 4,
    protocol: 'range',
    leader: 'm1',
    currentStateTimestamp: 5,
    members: [
      {
        memberId: 'm1',
        groupInstanceId: 'i',
        clientId: 'c',
        clientHost: '/h',
        rebalanceTimeout: 6,
        sessionTimeout: 7,
        subscription: Buffer.from('s'),
        assignment: Buffer.from('a'),
      },
    ],
  },
};

test('group metadata has the bytes Kafka gives it', () => {
  const { key, value } = groupRecordCodec.encode(group);
  expect(key.toString('hex')).toBe('0002' + '000167');
  const head = '0003' + '0008636f6e73756d6572' + '00000004' + '000572616e6765' + '00026d31' + '0000000000000005';
  const member = '00026d31' + '000169' + '000163' + '00022f68' + '00000006' + '00000007' + '0000000173' + '0000000161';
  expect(value?.toString('hex')).toBe(`${head}00000001${member}`);
});

test.each([
  ['an offset', offset],
  ['a deleted offset', { ...offset, committed: null }],
  ['a group', group],
  ['a deleted group', { ...group, metadata: null }],
] as const)('%s survives the log', (_name, record) => {
  const { key, value } = groupRecordCodec.encode(record);
  expect(groupRecordCodec.decode(key, value)).toEqual(record);
  const batch = encodeBatch(Array.from({ length: 300 }, () => ({ key, value, timestampMs: 0 })));
  expect(groupRecordsSizeBytes(Array.from({ length: 300 }, () => record))).toBeGreaterThanOrEqual(
    batch.length - batchHeaderBytes,
  );
});

test('records of newer kinds of groups are skipped', () => {
  expect(groupRecordCodec.decode(Buffer.from('000300016700', 'hex'), Buffer.alloc(8))).toBeUndefined();
  expect(groupRecordCodec.decode(Buffer.alloc(1), null)).toBeUndefined();
});
