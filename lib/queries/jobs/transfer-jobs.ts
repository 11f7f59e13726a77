import {
  transferProgress,
  transferResult,
  type CopyOrder,
  type TransferProgress,
  type TransferResult,
} from '@/lib/contracts/transfer';
import { apiPath } from '../fetch-json';
import type { JobState, JobWork } from './job';
import { jobsOf } from './jobs-of';
import { runJob } from './run-job';

export type TransferJobState = JobState<TransferProgress, TransferResult>;
export type TransferWork = JobWork<TransferProgress, TransferResult>;

export const useTransferJob = jobsOf<TransferProgress, TransferResult>();

/** Copies records to another topic, or counts what would be copied. */
export function copyWork(cluster: string, topic: string, order: CopyOrder, dryRun: boolean): TransferWork {
  return transferWork(cluster, topic, 'copy', order, dryRun);
}

function transferWork(cluster: string, topic: string, verb: 'copy', body: CopyOrder, dryRun: boolean): TransferWork {
  const path = apiPath(['clusters', cluster, 'topics', topic, 'records', verb], dryRun ? { dryRun } : {});
  const call = { path, body, progress: transferProgress, result: transferResult };
  return (handle, signal) => runJob(call, handle, signal);
}
