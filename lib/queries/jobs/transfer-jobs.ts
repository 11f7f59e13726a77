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

export type TransferJobState = JobState<TransferProgress, TransferResult>;
export type TransferJob = Job<TransferProgress, TransferResult>;
type TransferWork = JobWork<TransferProgress, TransferResult>;

export const useTransferJob = jobsOf<TransferProgress, TransferResult>();

/** Copies records to another topic, or counts what would be copied. */
export function copyWork(cluster: string, topic: string, order: CopyOrder, dryRun: boolean): TransferWork {
  return transferWork(cluster, topic, 'copy', order, dryRun);
}

/** Sends records of a dead-letter topic back to where they failed, or counts what would go where. */
export function redriveWork(cluster: string, topic: string, order: RedriveOrder, dryRun: boolean): TransferWork {
  return transferWork(cluster, topic, 'redrive', order, dryRun);
}

function transferWork(
  cluster: string,
  topic: string,
  verb: 'copy' | 'redrive',
  body: CopyOrder | RedriveOrder,
  dryRun: boolean,
): TransferWork {
  const path = apiPath(['clusters', cluster, 'topics', topic, 'records', verb], dryRun ? { dryRun } : {});
  const call = { path, body, progress: transferProgress, result: transferResult };
  return (handle, signal) => runJob(call, handle, signal);
}
