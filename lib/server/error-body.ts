import type { ApiErrorBody } from '@/lib/contracts/error';
import { ServiceError } from './service-error';

/** The body of the error envelope. An error that nobody expected says nothing of its inside. */
export function errorBody(error: unknown, requestId: string): ApiErrorBody {
  if (!(error instanceof ServiceError)) {
    return { code: 'INTERNAL', message: 'The console failed. Its log has more.', retriable: false, requestId, details: {} };
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.broker === undefined ? {} : { broker: error.broker }),
    ...(error.partition === undefined ? {} : { partition: error.partition }),
    retriable: error.retriable,
    requestId,
    details: { ...error.details },
  };
}
