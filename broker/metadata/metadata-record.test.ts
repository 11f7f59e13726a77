import { expect, test } from 'vitest';
import { CodecError } from '../protocol/primitives/codec-error';
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecordInput } from './metadata-record';

const id = 'AAECAwQFBgcICQoLDA0ODw';
const endPoints = [{ name: 'PLAINTEXT', host: 'h', port: 65_535, securityProtocol: 0 }];
const features = [{ name: 'f', minSupportedVersion: 0, maxSupportedVersion: 1 }];

const records: MetadataRecordInput[] = [
  {
    type: 'RegisterBroker',
    value: { brokerId: 1, incarnationId: id, brokerEpoch: 5, endPoints, features, rack: 'r', logDirs: [id], cordonedLogDirs: [] },
  },
  { type: 'UnregisterBroker', value: { brokerId: 1, brokerEpoch: 5 } },
  { type: 'Topic', value: { name: 'a', topicId: id } },
  {
    type: 'Partition',
    value: {
      partitionId: 0,
      topicId: id,
      replicas: [1],
      isr: [1],
      removingReplicas: [],
      addingReplicas: [],
      leader: 1,
      leaderEpoch: 0,
      partitionEpoch: 0,
      directories: [id],
    },
  },
  { type: 'Config', value: { resourceType: 2, resourceName: 'a', name: 'n', value: null } },
  { type: 'PartitionChange', value: { partitionId: 0, topicId: id, isr: [1, 2], leader: -1, leaderRecoveryState: 1 } },
  { type: 'FenceBroker', value: { id: 1, epoch: 5 } },
  { type: 'UnfenceBroker', value: { id: 1, epoch: 5 } },
  { type: 'RemoveTopic', value: { topicId: id } },
  { type: 'FeatureLevel', value: { name: 'f', featureLevel: 1 } },
  { type: 'ProducerIds', value: { brokerId: 1, brokerEpoch: 5, nextProducerId: 2 ** 40 } },
  { type: 'BrokerRegistrationChange', value: { brokerId: 1, brokerEpoch: 5, fenced: -1, logDirs: [id] } },
  { type: 'NoOp', value: {} },
  { type: 'BeginTransaction', value: { name: 'n' } },
  { type: 'EndTransaction', value: {} },
  { type: 'AbortTransaction', value: { reason: 'r' } },
  { type: 'RegisterController', value: { controllerId: 1, incarnationId: id, zkMigrationReady: false, endPoints, features } },
];

test.each(records)('a $type record comes back as it was', (record) => {
  const decoded = decodeMetadataRecord(encodeMetadataRecord(record));
  expect(decoded.type).toBe(record.type);
  expect(decoded.value).toMatchObject(record.value);
  expect(encodeMetadataRecord(decoded)).toEqual(encodeMetadataRecord(record));
});

test('the frame is version 1, the type and the version of the message', () => {
  const topic = encodeMetadataRecord({ type: 'Topic', value: { name: 'a', topicId: id } });
  expect(topic.subarray(0, 3)).toEqual(Buffer.from([1, 2, 0]));
  expect(topic.toString('hex')).toBe('0102000261000102030405060708090a0b0c0d0e0f00');
});

test('bytes that are no record are refused', () => {
  expect(() => decodeMetadataRecord(Buffer.alloc(0))).toThrow(CodecError);
  expect(() => decodeMetadataRecord(Buffer.from([2, 2, 0]))).toThrow(CodecError);
  expect(() => decodeMetadataRecord(Buffer.from([1, 99, 0]))).toThrow(RangeError);
  expect(() => decodeMetadataRecord(Buffer.from([1, 2, 9]))).toThrow(RangeError);
  const topic = encodeMetadataRecord({ type: 'Topic', value: { name: 'a', topicId: id } });
  for (let end = 0; end < topic.length; end += 1) expect(() => decodeMetadataRecord(topic.subarray(0, end))).toThrow(CodecError);
});
