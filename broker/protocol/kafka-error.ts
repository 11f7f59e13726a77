import { errorCodes, type ErrorCode, type ErrorName } from './error-codes';

/**
 * A failure that has an error code in the protocol. It is thrown inside the broker and turned into that code, per
 * partition or resource, by the handler at the latest.
 */
export class KafkaError extends Error {
  readonly errorName: ErrorName;

  /** `message` is a sentence for people; it travels in responses that have room for it. */
  constructor(errorName: ErrorName, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'KafkaError';
    this.errorName = errorName;
  }

  get code(): ErrorCode {
    return errorCodes[this.errorName];
  }
}
