import type { ErrorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';

/** What a failed append of the coordinator's records means to the client that asked: go elsewhere, or come again. */
function writeErrorName(name: ErrorName): ErrorName {
  switch (name) {
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'NOT_ENOUGH_REPLICAS':
    case 'NOT_ENOUGH_REPLICAS_AFTER_APPEND':
    case 'REQUEST_TIMED_OUT':
      return 'COORDINATOR_NOT_AVAILABLE';
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'KAFKA_STORAGE_ERROR':
      return 'NOT_COORDINATOR';
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
      return 'UNKNOWN_SERVER_ERROR';
    default:
      return name;
  }
}

/** A rejection of the writer as the KafkaError to answer with; anything but a KafkaError is a defect and is thrown on. */
export function toWriteError(error: unknown): KafkaError {
  if (!(error instanceof KafkaError)) throw error;
  return new KafkaError(writeErrorName(error.errorName), error.message, { cause: error });
}
