import { ApiError } from '../api-error';
import { fetchApi } from '../fetch-json';
import { SseParser, type SseEvent } from './sse-parser';

/** The events of an answer, until it ends or the signal fires; `body` is posted. What is not understood is the caller's to say. */
export async function* readEvents(path: string, signal: AbortSignal, body?: unknown): AsyncGenerator<SseEvent, void, undefined> {
  const accept = { accept: 'text/event-stream' };
  const posted = { method: 'POST', headers: { ...accept, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetchApi(path, { ...(body === undefined ? { headers: accept } : posted), signal });
  if (response.body === null) throw ApiError.badAnswer(response.status, undefined);
  const reader = response.body.getReader();
  const parser = new SseParser();
  for (;;) {
    const chunk = await reader.read().catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw ApiError.unreachable(cause);
    });
    if (chunk.done) return;
    yield* parser.push(chunk.value);
  }
}
