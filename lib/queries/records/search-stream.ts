import * as z from 'zod/mini';
import { apiErrorBody } from '@/lib/contracts/error';
import { recordsPage, type RecordsPage, type RecordsQuery } from '@/lib/contracts/record';
import { ApiError } from '../api-error';
import { apiPath, fetchApi } from '../fetch-json';
import { SseParser } from '../stream/sse-parser';

const problem = z.object({ error: apiErrorBody });

/** The slices of a search as they come. Throws when it fails, or breaks off before its end. */
export async function* searchStream(
  cluster: string,
  topic: string,
  query: RecordsQuery,
  signal: AbortSignal,
): AsyncGenerator<RecordsPage, void, undefined> {
  const response = await fetchApi(apiPath(['clusters', cluster, 'topics', topic, 'records', 'search'], query), {
    headers: { accept: 'text/event-stream' },
    signal,
  });
  const reader = response.body?.getReader();
  const parser = new SseParser();
  for (;;) {
    const chunk = await reader?.read().catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw ApiError.unreachable(cause);
    });
    if (chunk?.value === undefined) throw ApiError.unreachable(undefined);
    for (const { event, data } of parser.push(chunk.value)) {
      if (event === 'end') return;
      const body: unknown = JSON.parse(data);
      if (event === 'problem') throw ApiError.fromBody(response.status, problem.parse(body).error);
      yield recordsPage.parse(body);
    }
  }
}
