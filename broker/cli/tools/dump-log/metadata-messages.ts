import type { MetadataRecord } from '../../../metadata/metadata-record';
import { abortTransactionRecord } from '../../../metadata/records/abort-transaction-record';
import { beginTransactionRecord } from '../../../metadata/records/begin-transaction-record';
import { brokerRegistrationChangeRecord } from '../../../metadata/records/broker-registration-change-record';
import { configRecord } from '../../../metadata/records/config-record';
import { endTransactionRecord } from '../../../metadata/records/end-transaction-record';
import { featureLevelRecord } from '../../../metadata/records/feature-level-record';
import { fenceBrokerRecord } from '../../../metadata/records/fence-broker-record';
import { noOpRecord } from '../../../metadata/records/no-op-record';
import { partitionChangeRecord } from '../../../metadata/records/partition-change-record';
import { partitionRecord } from '../../../metadata/records/partition-record';
import { producerIdsRecord } from '../../../metadata/records/producer-ids-record';
import { registerBrokerRecord } from '../../../metadata/records/register-broker-record';
import { registerControllerRecord } from '../../../metadata/records/register-controller-record';
import { removeTopicRecord } from '../../../metadata/records/remove-topic-record';
import { topicRecord } from '../../../metadata/records/topic-record';
import { unfenceBrokerRecord } from '../../../metadata/records/unfence-broker-record';
import { unregisterBrokerRecord } from '../../../metadata/records/unregister-broker-record';
import type { PrintableMessage } from './message-json';

/** The schemas of metadata records. */
export const metadataMessages: Readonly<Record<MetadataRecord['type'], PrintableMessage>> = {
  RegisterBroker: registerBrokerRecord,
  UnregisterBroker: unregisterBrokerRecord,
  Topic: topicRecord,
  Partition: partitionRecord,
  Config: configRecord,
  PartitionChange: partitionChangeRecord,
  FenceBroker: fenceBrokerRecord,
  UnfenceBroker: unfenceBrokerRecord,
  RemoveTopic: removeTopicRecord,
  FeatureLevel: featureLevelRecord,
  ProducerIds: producerIdsRecord,
  BrokerRegistrationChange: brokerRegistrationChangeRecord,
  NoOp: noOpRecord,
  BeginTransaction: beginTransactionRecord,
  EndTransaction: endTransactionRecord,
  AbortTransaction: abortTransactionRecord,
  RegisterController: registerControllerRecord,
};
