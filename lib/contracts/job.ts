import * as z from 'zod/mini';
import { apiErrorBody } from './error';

/**
 * Long work answers with a stream of events: `hello`, `progress` several times a second, `result`, `end`. It stops when the
 * stream is closed; DELETE /api/v1/streams/{id} stops it and lets it say its result.
 */
export const jobHello = z.object({ streamId: z.string() });
/** Answer of that DELETE. */
export const streamStopped = z.object({ stopped: z.string() });
/** Before an `end` that says failed; `progress` has told how far it came. */
export const jobProblem = z.object({ error: apiErrorBody });
export const jobEnd = z.object({ reason: z.enum(['complete', 'stopped', 'failed']) });

export type JobHello = z.infer<typeof jobHello>;
export type JobProblem = z.infer<typeof jobProblem>;
export type JobEnd = z.infer<typeof jobEnd>;

export interface JobEvents<Progress, Result> {
  hello: JobHello;
  progress: Progress;
  result: Result;
  problem: JobProblem;
  end: JobEnd;
}
