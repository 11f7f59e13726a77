import { jobEnd, jobHello, jobProblem, streamStopped, type JobEnd } from '@/lib/contracts/job';
import { ApiError } from '../api-error';
import { checkedAnswer } from '../checked-answer';
import { apiPath, fetchJson, type AnswerSchema } from '../fetch-json';
import { readEvents } from '../stream/read-events';

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
  let found: { readonly value: Result } | undefined;
  for await (const { event, data } of readEvents(path, signal, body)) {
    const parsed: unknown = JSON.parse(data);
    if (event === 'hello') {
      const { streamId } = checkedAnswer(jobHello, parsed);
      onStart(() => stopJob(streamId));
    } else if (event === 'progress') onProgress(checkedAnswer(progress, parsed));
    else if (event === 'result') found = { value: checkedAnswer(result, parsed) };
    else if (event === 'problem') throw ApiError.fromBody(200, checkedAnswer(jobProblem, parsed).error);
    else if (event === 'end' && found !== undefined) return { result: found.value, reason: checkedAnswer(jobEnd, parsed).reason };
  }
  throw ApiError.unreachable(undefined);
}

async function stopJob(streamId: string): Promise<void> {
  await fetchJson(apiPath(['streams', streamId]), { schema: streamStopped, method: 'DELETE' });
}
