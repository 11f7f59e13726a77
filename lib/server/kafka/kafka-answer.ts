import { errorName, isRetriable, type ErrorName } from '@/broker/protocol/error-codes';
import type { ErrorCode } from '@/lib/contracts/error';
import { ServiceError, type ErrorDetails } from '../service-error';

const codeOfName: Partial<Record<ErrorName, ErrorCode>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'TOPIC_NOT_FOUND',
  UNKNOWN_TOPIC_ID: 'TOPIC_RECREATED',
  INCONSISTENT_TOPIC_ID: 'TOPIC_RECREATED',
  TOPIC_ALREADY_EXISTS: 'TOPIC_EXISTS',
  INVALID_TOPIC_EXCEPTION: 'INVALID_TOPIC_NAME',
  INVALID_PARTITIONS: 'INVALID_PARTITIONS',
  INVALID_REPLICATION_FACTOR: 'INVALID_REPLICATION_FACTOR',
  INVALID_CONFIG: 'INVALID_CONFIG',
  POLICY_VIOLATION: 'POLICY_VIOLATION',
  INVALID_TIMESTAMP: 'INVALID_TIMESTAMP',
  INVALID_RECORD: 'INVALID_RECORD',
  MESSAGE_TOO_LARGE: 'MESSAGE_TOO_LARGE',
  RECORD_LIST_TOO_LARGE: 'MESSAGE_TOO_LARGE',
  TOPIC_DELETION_DISABLED: 'TOPIC_DELETION_DISABLED',
  TOPIC_AUTHORIZATION_FAILED: 'NOT_AUTHORIZED',
  GROUP_AUTHORIZATION_FAILED: 'NOT_AUTHORIZED',
  CLUSTER_AUTHORIZATION_FAILED: 'NOT_AUTHORIZED',
  SASL_AUTHENTICATION_FAILED: 'NOT_AUTHORIZED',
  GROUP_ID_NOT_FOUND: 'GROUP_NOT_FOUND',
  LEADER_NOT_AVAILABLE: 'LEADER_NOT_AVAILABLE',
  NOT_LEADER_OR_FOLLOWER: 'LEADER_NOT_AVAILABLE',
  FENCED_LEADER_EPOCH: 'LEADER_NOT_AVAILABLE',
  UNKNOWN_LEADER_EPOCH: 'LEADER_NOT_AVAILABLE',
  OFFSET_NOT_AVAILABLE: 'LEADER_NOT_AVAILABLE',
  REPLICA_NOT_AVAILABLE: 'LEADER_NOT_AVAILABLE',
  NOT_ENOUGH_REPLICAS: 'NOT_ENOUGH_REPLICAS',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'NOT_ENOUGH_REPLICAS',
  KAFKA_STORAGE_ERROR: 'STORAGE_ERROR',
  CORRUPT_MESSAGE: 'CORRUPT_RECORDS',
  REQUEST_TIMED_OUT: 'TIMEOUT',
  NETWORK_EXCEPTION: 'BROKER_UNAVAILABLE',
  BROKER_NOT_AVAILABLE: 'BROKER_UNAVAILABLE',
  NOT_CONTROLLER: 'NO_CONTROLLER',
  INVALID_REPLICA_ASSIGNMENT: 'INVALID_REPLICAS',
  BROKER_ID_NOT_REGISTERED: 'BROKER_NOT_FOUND',
  COORDINATOR_NOT_AVAILABLE: 'BROKER_UNAVAILABLE',
  COORDINATOR_LOAD_IN_PROGRESS: 'BROKER_UNAVAILABLE',
  NOT_COORDINATOR: 'BROKER_UNAVAILABLE',
  UNSUPPORTED_VERSION: 'UNSUPPORTED_BY_CLUSTER',
  UNSUPPORTED_COMPRESSION_TYPE: 'UNSUPPORTED_BY_CLUSTER',
};

/** Codes after which the metadata is asked again and the request is worth another try. */
const staleMetadata: ReadonlySet<string> = new Set<ErrorName>([
  'NOT_LEADER_OR_FOLLOWER',
  'LEADER_NOT_AVAILABLE',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'REPLICA_NOT_AVAILABLE',
  'OFFSET_NOT_AVAILABLE',
]);

export function isStaleMetadata(code: number | string): boolean {
  return staleMetadata.has(typeof code === 'string' ? code : errorName(code));
}

export interface AnswerFacts {
  message?: string | null | undefined;
  broker?: number;
  partition?: number;
  field?: string;
  details?: ErrorDetails;
}

/** The error code of an answer as the service's error; `kafkaError` in its details has Kafka's own name. */
export function serviceErrorOf(code: number, facts: AnswerFacts = {}): ServiceError {
  const name = errorName(code);
  const serviceCode = codeOfName[name] ?? 'KAFKA_ERROR';
  return new ServiceError(serviceCode, facts.message ?? `The broker answered ${name}.`, {
    ...(facts.broker === undefined ? {} : { broker: facts.broker }),
    ...(facts.partition === undefined ? {} : { partition: facts.partition }),
    ...(facts.field === undefined ? {} : { field: facts.field }),
    retriable: isRetriable(name) && serviceCode !== 'TOPIC_NOT_FOUND' && serviceCode !== 'TOPIC_RECREATED',
    details: { ...facts.details, kafkaError: name },
  });
}
