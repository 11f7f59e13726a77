import { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import type { Decoded, Encodable, Message } from '../protocol/schema/message';
import type { Fields, StructInput } from '../protocol/schema/struct';
import { abortTransactionRecord } from './records/abort-transaction-record';
import { beginTransactionRecord } from './records/begin-transaction-record';
import { brokerRegistrationChangeRecord } from './records/broker-registration-change-record';
import { configRecord } from './records/config-record';
import { endTransactionRecord } from './records/end-transaction-record';
import { featureLevelRecord } from './records/feature-level-record';
import { fenceBrokerRecord } from './records/fence-broker-record';
import { noOpRecord } from './records/no-op-record';
import { partitionChangeRecord } from './records/partition-change-record';
import { partitionRecord } from './records/partition-record';
import { producerIdsRecord } from './records/producer-ids-record';
import { registerBrokerRecord } from './records/register-broker-record';
import { registerControllerRecord } from './records/register-controller-record';
import { removeTopicRecord } from './records/remove-topic-record';
import { topicRecord } from './records/topic-record';
import { unfenceBrokerRecord } from './records/unfence-broker-record';
import { unregisterBrokerRecord } from './records/unregister-broker-record';

interface Messages {
  RegisterBroker: typeof registerBrokerRecord;
  UnregisterBroker: typeof unregisterBrokerRecord;
  Topic: typeof topicRecord;
  Partition: typeof partitionRecord;
  Config: typeof configRecord;
  PartitionChange: typeof partitionChangeRecord;
  FenceBroker: typeof fenceBrokerRecord;
  UnfenceBroker: typeof unfenceBrokerRecord;
  RemoveTopic: typeof removeTopicRecord;
  FeatureLevel: typeof featureLevelRecord;
  ProducerIds: typeof producerIdsRecord;
  BrokerRegistrationChange: typeof brokerRegistrationChangeRecord;
  NoOp: typeof noOpRecord;
  BeginTransaction: typeof beginTransactionRecord;
  EndTransaction: typeof endTransactionRecord;
  AbortTransaction: typeof abortTransactionRecord;
  RegisterController: typeof registerControllerRecord;
}

/** A record of the metadata log as it was read. */
export type MetadataRecord = {
  [T in keyof Messages]: { readonly type: T; readonly value: Decoded<Messages[T]> };
}[keyof Messages];

/** A record to be written; fields with defaults may be left out. */
export type MetadataRecordInput = {
  [T in keyof Messages]: { readonly type: T; readonly value: Encodable<Messages[T]> };
}[keyof Messages];

const frameVersion = 1;

/** Enough for most records: a broker that dies changes thousands of partitions at once. */
const usualBytes = 160;

function frame<F extends Fields>(apiKey: number, version: number, message: Message<F>, value: StructInput<F>): Buffer {
  const writer = new Writer(usualBytes);
  writer.writeUnsignedVarint(frameVersion);
  writer.writeUnsignedVarint(apiKey);
  writer.writeUnsignedVarint(version);
  message.write(writer, version, value);
  return writer.toBuffer();
}

/** The value of a metadata record: unsigned varints frame version, record type and version, then the message. */
export function encodeMetadataRecord(record: MetadataRecordInput): Buffer {
  switch (record.type) {
    case 'RegisterBroker':
      return frame(0, 4, registerBrokerRecord, record.value);
    case 'UnregisterBroker':
      return frame(1, 0, unregisterBrokerRecord, record.value);
    case 'Topic':
      return frame(2, 0, topicRecord, record.value);
    case 'Partition':
      return frame(3, 2, partitionRecord, record.value);
    case 'Config':
      return frame(4, 0, configRecord, record.value);
    case 'PartitionChange':
      return frame(5, 2, partitionChangeRecord, record.value);
    case 'FenceBroker':
      return frame(7, 0, fenceBrokerRecord, record.value);
    case 'UnfenceBroker':
      return frame(8, 0, unfenceBrokerRecord, record.value);
    case 'RemoveTopic':
      return frame(9, 0, removeTopicRecord, record.value);
    case 'FeatureLevel':
      return frame(12, 0, featureLevelRecord, record.value);
    case 'ProducerIds':
      return frame(15, 0, producerIdsRecord, record.value);
    case 'BrokerRegistrationChange':
      return frame(17, 3, brokerRegistrationChangeRecord, record.value);
    case 'NoOp':
      return frame(20, 0, noOpRecord, record.value);
    case 'BeginTransaction':
      return frame(23, 0, beginTransactionRecord, record.value);
    case 'EndTransaction':
      return frame(24, 0, endTransactionRecord, record.value);
    case 'AbortTransaction':
      return frame(25, 0, abortTransactionRecord, record.value);
    case 'RegisterController':
      return frame(27, 0, registerControllerRecord, record.value);
  }
}

/** The inverse of encodeMetadataRecord. Throws CodecError; a RangeError for a record type or version we do not know. */
export function decodeMetadataRecord(buffer: Buffer): MetadataRecord {
  const reader = new Reader(buffer);
  const frameVersionRead = reader.readUnsignedVarint();
  if (frameVersionRead !== frameVersion) reader.fail(`metadata frame version ${frameVersionRead}`);
  const apiKey = reader.readUnsignedVarint();
  const version = reader.readUnsignedVarint();
  switch (apiKey) {
    case 0:
      return { type: 'RegisterBroker', value: registerBrokerRecord.read(reader, version) };
    case 1:
      return { type: 'UnregisterBroker', value: unregisterBrokerRecord.read(reader, version) };
    case 2:
      return { type: 'Topic', value: topicRecord.read(reader, version) };
    case 3:
      return { type: 'Partition', value: partitionRecord.read(reader, version) };
    case 4:
      return { type: 'Config', value: configRecord.read(reader, version) };
    case 5:
      return { type: 'PartitionChange', value: partitionChangeRecord.read(reader, version) };
    case 7:
      return { type: 'FenceBroker', value: fenceBrokerRecord.read(reader, version) };
    case 8:
      return { type: 'UnfenceBroker', value: unfenceBrokerRecord.read(reader, version) };
    case 9:
      return { type: 'RemoveTopic', value: removeTopicRecord.read(reader, version) };
    case 12:
      return { type: 'FeatureLevel', value: featureLevelRecord.read(reader, version) };
    case 15:
      return { type: 'ProducerIds', value: producerIdsRecord.read(reader, version) };
    case 17:
      return { type: 'BrokerRegistrationChange', value: brokerRegistrationChangeRecord.read(reader, version) };
    case 20:
      return { type: 'NoOp', value: noOpRecord.read(reader, version) };
    case 23:
      return { type: 'BeginTransaction', value: beginTransactionRecord.read(reader, version) };
    case 24:
      return { type: 'EndTransaction', value: endTransactionRecord.read(reader, version) };
    case 25:
      return { type: 'AbortTransaction', value: abortTransactionRecord.read(reader, version) };
    case 27:
      return { type: 'RegisterController', value: registerControllerRecord.read(reader, version) };
    default:
      throw new RangeError(`metadata record type ${apiKey} is not known`);
  }
}
