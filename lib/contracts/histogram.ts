import * as z from 'zod/mini';
import { partitionProblem } from './record';

export const bucketsMax = 120;

/** Query of GET …/topics/{t}/histogram. */
export const histogramQuery = z.object({
  /** `t:<Z time or epoch ms>`; absent: the first record. */
  from: z.optional(z.string()),
  /** The same, exclusive; absent: the last record. */
  to: z.optional(z.string()),
  /** Ranges: `0-9,12`. Absent: all. */
  p: z.optional(z.string()),
  /** At most so many; fewer when the topic has very many partitions. */
  buckets: z.optional(z.int().check(z.gte(1), z.lte(bucketsMax))),
});

/**
 * How many records were written when, from the offsets that the brokers' time indexes give: nothing is read. An estimate: compaction
 * and transactions leave offsets without a record, and a record that is older than one before it counts as if it were as new.
 */
export const topicHistogram = z.object({
  /** `unordered`: timestamps run so far out of order that the counts would mislead; there are none. */
  kind: z.enum(['estimate', 'empty', 'unordered']),
  /** The beginning of the first bucket, on a round moment. */
  fromMs: z.number(),
  bucketMs: z.number(),
  counts: z.array(z.number()),
  /** Partitions that are not counted. */
  problems: z.array(partitionProblem),
});

export type HistogramQuery = z.infer<typeof histogramQuery>;
export type TopicHistogram = z.infer<typeof topicHistogram>;
