import type { ErrorCode } from '@/lib/contracts/error';

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface ServiceErrorFacts {
  field?: string;
  broker?: number;
  partition?: number;
  /** Whether the same call may succeed later without a change. */
  retriable?: boolean;
  details?: ErrorDetails;
  cause?: unknown;
}

const brand = Symbol.for('ottla.service-error');

/** The one error a service verb rejects with on purpose; routes and streams turn it into the envelope. */
export class ServiceError extends Error {
  /**
   * Each route's bundle may hold a copy of this class, while clients and samplers live once on globalThis: an error of one copy
   * must be known to the others.
   */
  static override [Symbol.hasInstance](value: unknown): value is ServiceError {
    return typeof value === 'object' && value !== null && brand in value;
  }

  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly broker: number | undefined;
  readonly partition: number | undefined;
  readonly retriable: boolean;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, facts: ServiceErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'ServiceError';
    this.code = code;
    this.field = facts.field;
    this.broker = facts.broker;
    this.partition = facts.partition;
    this.retriable = facts.retriable ?? false;
    this.details = facts.details ?? {};
  }
}
