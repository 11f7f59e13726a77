import type { Logger } from '../../platform/logger';
import type { ErrorCode } from '../../protocol/error-codes';
import { toKafkaError } from '../../replication/to-kafka-error';

interface ErrorFields {
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

/** How a failure travels in a response. A fault of ours is logged with its cause: the client learns only that it happened. */
export function errorFields(error: unknown, logger: Logger): ErrorFields {
  const failure = toKafkaError(error);
  if (failure.errorName === 'UNKNOWN_SERVER_ERROR') {
    const cause = failure.cause instanceof Error ? (failure.cause.stack ?? failure.cause.message) : failure.message;
    logger.error('An unforeseen failure in a request handler.', { cause });
  }
  return { errorCode: failure.code, errorMessage: failure.message };
}
