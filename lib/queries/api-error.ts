import { errorEnvelope, type ApiErrorBody, type ErrorCode } from '@/lib/contracts/error';

/** What can also go wrong before an answer of the console is there, or when it is no answer of the console. */
export type ApiErrorCode = ErrorCode | 'UNREACHABLE' | 'BAD_ANSWER';

interface ApiErrorFacts {
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly message: string;
  readonly retriable: boolean;
  readonly field?: string | undefined;
  readonly broker?: number | undefined;
  readonly partition?: number | undefined;
  readonly requestId?: string | undefined;
  readonly details?: ApiErrorBody['details'] | undefined;
  readonly cause?: unknown;
}

/** Every failure of a call, told apart by its code and never by its text. Status 0: no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly retriable: boolean;
  readonly field: string | undefined;
  readonly broker: number | undefined;
  readonly partition: number | undefined;
  readonly requestId: string | undefined;
  readonly details: ApiErrorBody['details'];

  constructor(facts: ApiErrorFacts) {
    super(facts.message, { cause: facts.cause });
    this.name = 'ApiError';
    this.status = facts.status;
    this.code = facts.code;
    this.retriable = facts.retriable;
    this.field = facts.field;
    this.broker = facts.broker;
    this.partition = facts.partition;
    this.requestId = facts.requestId;
    this.details = facts.details ?? {};
  }

  static fromBody(status: number, body: ApiErrorBody): ApiError {
    return new ApiError({ status, ...body });
  }

  /** The console did not answer: stopped, restarting, or the network is gone. */
  static unreachable(cause: unknown): ApiError {
    return new ApiError({ status: 0, code: 'UNREACHABLE', message: 'the console does not answer', retriable: true, cause });
  }

  static badAnswer(status: number, cause: unknown): ApiError {
    return new ApiError({
      status,
      code: 'BAD_ANSWER',
      message: 'the answer is not one of the console',
      retriable: status >= 500,
      cause,
    });
  }

  static async fromResponse(response: Response): Promise<ApiError> {
    const body: unknown = await response.json().catch(() => undefined);
    const envelope = errorEnvelope.safeParse(body);
    return envelope.success
      ? ApiError.fromBody(response.status, envelope.data.error)
      : ApiError.badAnswer(response.status, envelope.error);
  }

  static from(problem: unknown): ApiError {
    return problem instanceof ApiError ? problem : ApiError.unreachable(problem);
  }
}
