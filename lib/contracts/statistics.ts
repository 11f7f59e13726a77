import * as z from 'zod/mini';
import { apiErrorBody } from './error';
import { partitionProblem } from './record';
import { codecName, partitionIndex } from './scalars';

/** Of sizes in bytes; percentiles are within 1.6 %. */
const sizes = z.object({
  count: z.number(),
  total: z.number(),
  min: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
});

/** What a scan has found so far: each `progress` of GET …/topics/{t}/stats is whole. */
export const topicStatistics = z.object({
  /** From here on; the ends are those of when it began. */
  startedAtMs: z.number(),
  elapsedMs: z.number(),
  records: z.number(),
  remainingAtMost: z.number(),
  totalAtMost: z.number(),
  /** Fetched, as stored. */
  fetchedBytes: z.number(),
  nullKeys: z.number(),
  /** Records with a key and without a value. */
  tombstones: z.number(),
  /** An estimate with a standard error of 0.8 %. */
  distinctKeys: z.number(),
  keySizes: sizes,
  valueSizes: sizes,
  codecs: z.array(z.object({ codec: codecName, records: z.number() })),
  partitions: z.array(
    z.object({
      partition: partitionIndex,
      records: z.number(),
      /** Keys and values. */
      bytes: z.number(),
    }),
  ),
  /** Records per span of this length, by when the span begins; spans without a record are left out. */
  spanMs: z.number(),
  spans: z.array(z.object({ atMs: z.number(), count: z.number() })),
  problems: z.array(partitionProblem),
});

/** Ends every scan that answers with events; `problem` comes before one that failed. */
export const scanEnd = z.object({ reason: z.enum(['complete', 'failed']) });
export const scanProblem = z.object({ error: apiErrorBody });

export type TopicStatistics = z.infer<typeof topicStatistics>;
