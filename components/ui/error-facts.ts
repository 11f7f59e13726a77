/** What the API says went wrong; an ApiError fits. */
export interface ErrorFacts {
  readonly code: string;
  readonly message: string;
  readonly broker?: number | null | undefined;
  readonly partition?: number | null | undefined;
  readonly requestId?: string | null | undefined;
  readonly retriable?: boolean | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

function isErrorFacts(error: unknown): error is ErrorFacts {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  );
}

/** Of an ApiError, or of anything else that was thrown. */
export function errorFactsOf(error: unknown): ErrorFacts {
  if (isErrorFacts(error)) return error;
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) };
}
