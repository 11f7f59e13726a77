import * as z from 'zod/mini';
import { decodingQuery } from './decoding';
import { filterFaults, filterQuery, gap, partitionProblem } from './record';
import { partitionIndex } from './scalars';
import { writeFailure, writeResult } from './write-run';

export const transferPerSecondMax = 100_000;

/** Which records of the topic, as in the query of GET …/records; up to the ends of now. */
const transferSource = {
  /** All by default. */
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  p: z.optional(z.string()),
  ...filterQuery,
  ...decodingQuery,
  isolation: z.optional(z.enum(['read_uncommitted', 'read_committed'])),
};

const transferOptions = {
  /** `kept`: each its own; `new`: when it is written. A topic with LogAppendTime stamps its own. */
  timestamps: z._default(z.enum(['kept', 'new']), 'kept'),
  /** Null: as fast as the cluster takes them. */
  perSecond: z._default(z.nullable(z.number().check(z.gt(0), z.lte(transferPerSecondMax))), null),
};

/** POST …/records/copy?dryRun= answers with a job. */
export const copyRequest = z.strictObject({
  ...transferSource,
  ...transferOptions,
  target: z.string(),
  /** `key`: where the key belongs (murmur2); a record without one keeps its number, as far as there is one. `same`: all keep it. */
  placement: z._default(z.enum(['key', 'same']), 'key'),
});

/** `progress` of a job that reads records of one topic and writes them to others. */
export const transferProgress = z.object({
  read: z.int(),
  /** By range and filter. */
  matched: z.int(),
  /** Of these, how many go; and what they weigh: keys, values and headers. */
  chosen: z.int(),
  bytes: z.number(),
  written: z.int(),
  bytesWritten: z.number(),
  failed: z.int(),
  elapsedMs: z.number(),
  /** Written in the last second or so. */
  perSecond: z.number(),
  /** Offsets left to read and records to write, of all. */
  remainingAtMost: z.number(),
  totalAtMost: z.number(),
  failures: z.array(writeFailure),
});

const share = { records: z.int(), bytes: z.number() };

/** `result`. In a dry run nothing is written: it says what would be. */
export const transferResult = z.extend(transferProgress, {
  dryRun: z.boolean(),
  /** A failure that would meet every record ended it early. */
  cutShort: z.boolean(),
  /** Where reading ended: with it as `to`, another run takes the same records. Null when nothing was read. */
  until: z.nullable(z.string()),
  /** What goes, by the partition it comes from. */
  sources: z.array(z.object({ partition: partitionIndex, ...share })),
  /** What goes, by the topic it goes to. */
  targets: z.array(
    z.object({ topic: z.string(), ...share, written: z.int(), failed: z.int(), partitions: writeResult.shape.partitions }),
  ),
  /** Partitions that were not read, or not to their ends, and what retention took meanwhile. */
  problems: z.array(partitionProblem),
  gap: z.nullable(gap),
  faults: z.optional(filterFaults),
});

export type CopyRequest = z.infer<typeof copyRequest>;
/** As it is sent: what has a default may be left out. */
export type CopyOrder = z.input<typeof copyRequest>;
export type TransferSource = Pick<CopyRequest, keyof typeof transferSource>;
export type TransferOptions = Pick<CopyRequest, keyof typeof transferOptions>;
export type TransferProgress = z.infer<typeof transferProgress>;
export type TransferResult = z.infer<typeof transferResult>;
