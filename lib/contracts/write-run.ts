import * as z from 'zod/mini';
import { errorCode } from './error';
import { publishRecord } from './publish';
import { int64, partitionIndex } from './scalars';
import { valueSchema } from './value-schema';

/** Records that were not written, or may not have been (OUTCOME_UNKNOWN), for one reason. */
export const writeFailure = z.object({ code: errorCode, /** Of the first. */ message: z.string(), count: z.int() });

/** `progress` of a job that writes. */
export const writeProgress = z.object({
  /** To write; null when that is not known. */
  total: z.nullable(z.int()),
  written: z.int(),
  failed: z.int(),
  /** Keys, values and headers of what was written. */
  bytes: z.number(),
  elapsedMs: z.number(),
  /** Written in the last second or so. */
  perSecond: z.number(),
  failures: z.array(writeFailure),
});

/** `result` of a job that writes. */
export const writeResult = z.extend(writeProgress, {
  /** Other writers may have written between the first and the last; null when nobody said. */
  partitions: z.array(
    z.object({ partition: partitionIndex, written: z.int(), firstOffset: z.nullable(int64), lastOffset: z.nullable(int64) }),
  ),
});

export const repeatCountMax = 1_000_000;
export const repeatPerSecondMax = 100_000;

/** POST …/records/repeat?compression=&acks= answers with a job. */
export const repeatRequest = z.strictObject({
  record: publishRecord,
  /** Fill {{uuid}} and its like in strings, anew for each. */
  fills: z.boolean(),
  count: z.int().check(z.gte(1), z.lte(repeatCountMax)),
  /** Null: as fast as the cluster takes them. */
  perSecond: z.nullable(z.number().check(z.gt(0), z.lte(repeatPerSecondMax))),
  /** Counters go on from here. */
  countFrom: z._default(z.int().check(z.gte(0)), 0),
  /** Each value, as it is filled, is checked by it before it is written; when the first is not as it wants, none is. */
  schema: z.optional(valueSchema),
});

export type WriteProgress = z.infer<typeof writeProgress>;
export type WriteResult = z.infer<typeof writeResult>;
export type RepeatRequest = z.infer<typeof repeatRequest>;
