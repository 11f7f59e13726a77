import { scanEnd, scanProblem } from '@/lib/contracts/statistics';
import { ApiError } from '../api-error';
import { checkedAnswer } from '../checked-answer';
import type { AnswerSchema } from '../fetch-json';
import { readEvents } from './read-events';

/** Listens to a scan to its end; each `progress` is whole. Throws when the scan fails, or breaks off before its end. */
export async function readProgress<T>(
  path: string,
  schema: AnswerSchema<T>,
  onFound: (found: T) => void,
  signal: AbortSignal,
): Promise<'complete' | 'failed'> {
  for await (const { event, data } of readEvents(path, signal)) {
    const parsed: unknown = JSON.parse(data);
    if (event === 'progress') onFound(checkedAnswer(schema, parsed));
    else if (event === 'problem') throw ApiError.fromBody(200, checkedAnswer(scanProblem, parsed).error);
    else if (event === 'end') return checkedAnswer(scanEnd, parsed).reason;
  }
  throw ApiError.unreachable(undefined);
}
