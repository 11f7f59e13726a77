import type { ApiErrorBody } from '@/lib/contracts/error';
import type { ApiError } from '@/lib/queries/api-error';

/** What is known of a value that is checked by a schema. */
export type Verdict =
  | { readonly kind: 'asked' | 'fits' }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }
  /** Nobody knows: the question had no answer, or the schema is none. */
  | { readonly kind: 'unknown'; readonly reason: ApiErrorBody | ApiError };

interface Checked {
  readonly error?: ApiErrorBody;
}

/** Only a check that was made can say that a value fits. What else a dry run refuses (a key is missing …) is said when it is sent. */
export function verdictOf(answer: Checked | undefined, failure: ApiError | null): Verdict {
  const refused = failure ?? answer?.error;
  if (refused === undefined) return { kind: answer === undefined ? 'asked' : 'fits' };
  const { problems } = refused.details;
  if (refused.code === 'SCHEMA_MISMATCH' && typeof problems === 'string')
    return { kind: 'wrong', problems: problems.split('\n') };
  // Of a value that could not be read at all the dry run says so before the schema is asked.
  return failure !== null || refused.field === 'value' ? { kind: 'unknown', reason: refused } : { kind: 'fits' };
}
