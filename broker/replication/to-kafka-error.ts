import { KafkaError } from '../protocol/kafka-error';

/** A failure as the protocol can say it. What is no KafkaError is a fault of ours: UNKNOWN_SERVER_ERROR, with the cause kept. */
export function toKafkaError(error: unknown): KafkaError {
  if (error instanceof KafkaError) return error;
  return new KafkaError('UNKNOWN_SERVER_ERROR', 'The broker failed to process the request.', { cause: error });
}
