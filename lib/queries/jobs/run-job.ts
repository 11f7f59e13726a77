import { jobEnd, jobHello, jobProblem, type JobEnd } from '@/lib/contracts/job';
import { streamStopped } from '@/lib/contracts/stream';
import { ApiError } from '../api-error';
import { apiPath, fetchApi, fetchJson, type AnswerSchema } from '../fetch-json';
import { SseParser, type SseEvent } from '../stream/sse-parser';

export interface JobCall<Progress, Result> {
  readonly path: string;
  readonly body: unknown;
  readonly progress: AnswerSchema<Progress>;
  readonly result: AnswerSchema<Result>;
}

export interface JobOutcome<Result> {
  readonly result: Result;
  readonly reason: JobEnd['reason'];
}

interface JobListeners<Progress> {
  onStart: (stop: () => Promise<void>) => void;
  onProgress: (progress: Progress) => void;
}

/** Has the console do long work, and listens to the end. It stops when the signal fires; told to stop, it says its result. */
export async function runJob<Progress, Result>(
  { path, body, progress, result }: JobCall<Progress, Result>,
  { onStart, onProgress }: JobListeners<Progress>,
  signal: AbortSignal,
): Promise<JobOutcome<Result>> {
  const response = await fetchApi(path, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (response.body === null) throw ApiError.badAnswer(response.status, undefined);
  let found: { readonly value: Result } | undefined;
  for await (const { event, data } of eventsOf(response.body, signal)) {
    const parsed: unknown = JSON.parse(data);
    if (event === 'hello') {
      const { streamId } = checked(jobHello, parsed);
      onStart(() => stopJob(streamId));
    } else if (event === 'progress') onProgress(checked(progress, parsed));
    else if (event === 'result') found = { value: checked(result, parsed) };
    else if (event === 'problem') throw ApiError.fromBody(200, checked(jobProblem, parsed).error);
    else if (event === 'end' && found !== undefined) return { result: found.value, reason: checked(jobEnd, parsed).reason };
  }
  throw ApiError.unreachable(undefined);
}

async function stopJob(streamId: string): Promise<void> {
  await fetchJson(apiPath(['streams', streamId]), { schema: streamStopped, method: 'DELETE' });
}

async function* eventsOf(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<SseEvent, void, undefined> {
  const reader = body.getReader();
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

function checked<T>(schema: AnswerSchema<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw ApiError.badAnswer(200, parsed.error);
  return parsed.data;
}
