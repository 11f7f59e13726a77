import type { ErrorCode } from '@/lib/contracts/error';
import { ServiceError } from '../service-error';

const refusals: ReadonlySet<ErrorCode> = new Set(['UNSUPPORTED_BY_CLUSTER', 'NOT_AUTHORIZED', 'POLICY_VIOLATION', 'KAFKA_ERROR']);

/** The brokers have no such API, or answer that they will not: a page goes on without what it asked for. */
export function isRefusal(error: unknown): error is ServiceError {
  return error instanceof ServiceError && refusals.has(error.code);
}
