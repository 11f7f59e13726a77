import { ConfigError } from '../config/config-error';
import type { ErrorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';

/** A refused property as the protocol's error, a KafkaError as it is; whatever else is a defect and goes on up. */
export function configErrorAs(errorName: ErrorName, error: unknown): KafkaError {
  if (error instanceof KafkaError) return error;
  if (error instanceof ConfigError) return new KafkaError(errorName, error.message, { cause: error });
  throw error;
}
