import { recordsPage, type RecordsPage, type RecordsQuery } from '@/lib/contracts/record';
import { scanProblem } from '@/lib/contracts/statistics';
import { ApiError } from '../api-error';
import { checkedAnswer } from '../checked-answer';
import { apiPath } from '../fetch-json';
import { readEvents } from '../stream/read-events';

/** The slices of a search as they come. Throws when it fails, or breaks off before its end. */
export async function* searchStream(
  cluster: string,
  topic: string,
  query: RecordsQuery,
  signal: AbortSignal,
): AsyncGenerator<RecordsPage, void, undefined> {
  const path = apiPath(['clusters', cluster, 'topics', topic, 'records', 'search'], query);
  for await (const { event, data } of readEvents(path, signal)) {
    const parsed: unknown = JSON.parse(data);
    if (event === 'page') yield checkedAnswer(recordsPage, parsed);
    else if (event === 'problem') throw ApiError.fromBody(200, checkedAnswer(scanProblem, parsed).error);
    else if (event === 'end') return;
  }
  throw ApiError.unreachable(undefined);
}
