import type { ApiErrorBody } from '@/lib/contracts/error';
import type { PublishQuery, PublishRecord } from '@/lib/contracts/publish';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import type { JobWork } from '@/lib/queries/jobs/job';
import { jobsOf } from '@/lib/queries/jobs/jobs-of';
import { checkRecords, postRecords } from '@/lib/queries/records/publish-mutations';
import type { LineProblem } from './line-record';
import { numberedRecords, type Reading } from './numbered-records';

/** A line that could not be read, or whose record was refused. */
export type LineFailure = { readonly line: number } & (
  { readonly problem: LineProblem } | { readonly code: string; readonly message: string }
);

export interface LinesTally {
  readonly isDryRun: boolean;
  /** Written, or such as could be. */
  readonly good: number;
  readonly failed: number;
  /** The first of them. */
  readonly failures: readonly LineFailure[];
  /** How much of the text is done, from 0 to 1. */
  readonly done: number;
  readonly elapsedMs: number;
}

export interface LinesTask {
  readonly cluster: string;
  readonly topic: string;
  readonly blob: Blob;
  readonly reading: Reading;
  readonly options: PublishQuery;
  /** Values are checked by it. */
  readonly schema: ValueSchema | undefined;
  readonly isDryRun: boolean;
}

export const useLinesJob = jobsOf<LinesTally, LinesTally>();

const chunkRecordsMax = 1_000;
const chunkBytesMax = 1_000_000;
const failuresKept = 20;

interface Chunk {
  readonly lines: number[];
  readonly records: PublishRecord[];
}

/** Reads a text record by record and has them checked or written, some at a time and in order. */
export function linesWork(task: LinesTask): JobWork<LinesTally, LinesTally> {
  return async ({ onStart, onProgress }, signal) => {
    const tally = new Tally(task.isDryRun);
    const stopping = new AbortController();
    onStart(() => {
      stopping.abort();
      return Promise.resolve();
    });
    let chunk: Chunk = { lines: [], records: [] };
    let chunkFrom = 0;
    let done = 0;
    const flush = async (): Promise<void> => {
      if (chunk.records.length > 0) await send(task, chunk, tally, signal);
      chunk = { lines: [], records: [] };
      chunkFrom = done;
      onProgress(tally.now(done / Math.max(1, task.blob.size)));
    };
    for await (const each of numberedRecords(task.blob, task.reading)) {
      if ('problem' in each) tally.fail({ line: each.line, problem: each.problem });
      else {
        chunk.lines.push(each.line);
        chunk.records.push(each.record);
      }
      done = each.bytes;
      if (chunk.records.length >= chunkRecordsMax || done - chunkFrom >= chunkBytesMax) await flush();
      if (stopping.signal.aborted) break;
    }
    const isStopped = stopping.signal.aborted;
    if (!isStopped) await flush();
    return { result: tally.now(isStopped ? done / Math.max(1, task.blob.size) : 1), reason: isStopped ? 'stopped' : 'complete' };
  };
}

/** One bad record would have a whole request refused: each is looked at first, and the good ones are written. */
async function send(task: LinesTask, { lines, records }: Chunk, tally: Tally, signal: AbortSignal): Promise<void> {
  const { cluster, topic, options, schema, isDryRun } = task;
  const checks = await checkRecords(cluster, topic, { records, schema }, signal);
  const good: Chunk = { lines: [], records: [] };
  records.forEach((record, index) => {
    const line = lines[index] ?? 0;
    const check = checks[index];
    if (check === undefined || 'error' in check) tally.refuse(line, check?.error);
    else {
      good.lines.push(line);
      good.records.push(record);
    }
  });
  if (isDryRun) tally.good += good.records.length;
  if (isDryRun || good.records.length === 0) return;
  const results = await postRecords(cluster, topic, { records: good.records, schema }, options);
  good.lines.forEach((line, index) => {
    const result = results[index];
    if (result === undefined || 'error' in result) tally.refuse(line, result?.error);
    else tally.good += 1;
  });
}

class Tally {
  good = 0;
  readonly #isDryRun: boolean;
  readonly #startedAt = performance.now();
  readonly #failures: LineFailure[] = [];
  #failed = 0;

  constructor(isDryRun: boolean) {
    this.#isDryRun = isDryRun;
  }

  fail(failure: LineFailure): void {
    this.#failed += 1;
    if (this.#failures.length < failuresKept) this.#failures.push(failure);
  }

  refuse(line: number, error: ApiErrorBody | undefined): void {
    this.fail({ line, code: error?.code ?? 'BAD_ANSWER', message: error?.message ?? '' });
  }

  now(done: number): LinesTally {
    return {
      isDryRun: this.#isDryRun,
      good: this.good,
      failed: this.#failed,
      failures: [...this.#failures],
      done,
      elapsedMs: performance.now() - this.#startedAt,
    };
  }
}
