import {
  transferProgress,
  transferResult,
  type CopyOrder,
  type RedriveOrder,
  type TransferProgress,
  type TransferResult,
} from '@/lib/contracts/transfer';
import { apiPath } from '../fetch-json';
import type { Job, JobState, JobWork } from './job';
import { jobsOf } from './jobs-of';
import { runJob } from './run-job';

/** What a transfer was asked to do. */
export interface TransferAsked {
  readonly cluster: string;
  readonly topic: string;
  readonly what:
    { readonly verb: 'copy'; readonly order: CopyOrder } | { readonly verb: 'redrive'; readonly order: RedriveOrder };
  readonly dryRun: boolean;
  /** Written by the runs that it goes on from. */
  readonly writtenBefore: number;
}

interface WithAsked {
  readonly asked: TransferAsked;
}

type Progress = TransferProgress & WithAsked;
export type TransferEnd = TransferResult & WithAsked;
export type TransferJobState = JobState<Progress, TransferEnd>;
export type TransferJob = Job<Progress, TransferEnd>;
type TransferWork = JobWork<Progress, TransferEnd>;

export const useTransferJob = jobsOf<Progress, TransferEnd>();

/** Copies records to another topic, or counts what would be copied. */
export function copyWork(cluster: string, topic: string, order: CopyOrder, dryRun: boolean): TransferWork {
  return workOf({ cluster, topic, what: { verb: 'copy', order }, dryRun, writtenBefore: 0 });
}

/** Sends records of a dead-letter topic back to where they failed, or counts what would go where. */
export function redriveWork(cluster: string, topic: string, order: RedriveOrder, dryRun: boolean): TransferWork {
  return workOf({ cluster, topic, what: { verb: 'redrive', order }, dryRun, writtenBefore: 0 });
}

/** Takes what a run that ended early has left; undefined when there is nothing to go on with. */
export function workThatGoesOn(state: TransferJobState): TransferWork | undefined {
  const last = state.kind === 'done' ? state.result : state.kind === 'failed' ? state.progress : undefined;
  if (last === undefined || last.cursor === null) return undefined;
  const { asked, cursor, written } = last;
  const { what } = asked;
  const going =
    what.verb === 'copy'
      ? { verb: what.verb, order: { ...what.order, cursor } }
      : { verb: what.verb, order: { ...what.order, cursor } };
  const next = { ...asked, what: going, writtenBefore: asked.writtenBefore + written };
  // Until it is heard of, and if it never is, what is left is what was left.
  return workOf(next, { ...last, ...nothingYet, asked: next });
}

const nothingYet = { written: 0, bytesWritten: 0, failed: 0, failures: [], lost: [], elapsedMs: 0, perSecond: 0 };

function workOf(asked: TransferAsked, begin?: Progress): TransferWork {
  const { cluster, topic, what, dryRun } = asked;
  const path = apiPath(['clusters', cluster, 'topics', topic, 'records', what.verb], dryRun ? { dryRun } : {});
  const call = { path, body: what.order, progress: transferProgress, result: transferResult };
  return async ({ onStart, onProgress }, signal) => {
    if (begin !== undefined) onProgress(begin);
    const listeners = { onStart, onProgress: (progress: TransferProgress) => onProgress({ ...progress, asked }) };
    const { result, reason } = await runJob(call, listeners, signal);
    return { result: { ...result, asked }, reason };
  };
}
