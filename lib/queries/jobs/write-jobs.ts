import type { PublishQuery } from '@/lib/contracts/publish';
import { writeProgress, writeResult, type RepeatRequest, type WriteProgress, type WriteResult } from '@/lib/contracts/write-run';
import { apiPath } from '../fetch-json';
import type { JobState, JobWork } from './job';
import { jobsOf } from './jobs-of';
import { runJob } from './run-job';

export type WriteJobState = JobState<WriteProgress, WriteResult>;

export const useWriteJob = jobsOf<WriteProgress, WriteResult>();

export function repeatWork(
  cluster: string,
  topic: string,
  request: RepeatRequest,
  options: PublishQuery,
): JobWork<WriteProgress, WriteResult> {
  const path = apiPath(['clusters', cluster, 'topics', topic, 'records', 'repeat'], options);
  const call = { path, body: request, progress: writeProgress, result: writeResult };
  return (handle, signal) => runJob(call, handle, signal);
}
