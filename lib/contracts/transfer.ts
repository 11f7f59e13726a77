import * as z from 'zod/mini';
import { decodingQuery } from './decoding';
import { errorCode } from './error';
import { filterFaults, filterQuery, gap, partitionProblem } from './record';
import { int64, partitionIndex, topicId } from './scalars';
import { writeFailure, writeResult } from './write-run';

export const transferPerSecondMax = 100_000;

/** Where a run that ended early left off. Another that is given it takes each record that is left once, and no other. */
export const transferCursor = z.strictObject({
  /** Of the topic that is read, and of the one that is written to when there is but one: made anew they are others. */
  topicId,
  targetId: z.nullable(topicId),
  /** They stand in the place of `from` and `to`: `to` is where reading was to end when the first run began. */
  from: z.string(),
  to: z.string(),
  /** Offsets from `from` on that are done all the same, `to` not included. */
  done: z.array(z.object({ partition: partitionIndex, from: int64, to: int64 })),
});

/** Which records of the topic, as in the query of GET …/records; up to the ends of now. */
const transferSource = {
  /** All by default. */
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  p: z.optional(z.string()),
  ...filterQuery,
  ...decodingQuery,
  isolation: z.optional(z.enum(['read_uncommitted', 'read_committed'])),
  /** Of another run, with the rest of its request. */
  cursor: z.optional(transferCursor),
};

const transferOptions = {
  /** `kept`: each its own; `new`: when it is written. A topic with LogAppendTime stamps its own. */
  timestamps: z._default(z.enum(['kept', 'new']), 'kept'),
  /** Null: as fast as the cluster takes them. */
  perSecond: z._default(z.nullable(z.number().check(z.gt(0), z.lte(transferPerSecondMax))), null),
};

/**
 * `key`: where the key belongs (murmur2); a record without one keeps its number, as far as there is one. `same`: all keep it.
 * `any`: the partitions in turn, whatever the key; messages of a key, and of a partition, lose their order.
 */
const placement = z.enum(['key', 'same', 'any']);

/** POST …/records/copy?dryRun= answers with a job. */
export const copyRequest = z.strictObject({
  ...transferSource,
  ...transferOptions,
  target: z.string(),
  /** The cluster that the target is in; absent: the one that is read. It must not be read-only; the one that is read may be. */
  targetCluster: z.optional(z.string()),
  placement: z._default(placement, 'key'),
});

/** Headers in which Spring and Kafka Connect leave the topic that a record failed in. */
export const originHeaders = ['kafka_dlt-original-topic', '__connect.errors.topic'] as const;
/** How often a record was redriven, in decimal digits: what keeps it from going round for ever. */
export const redriveCountHeader = 'ottla-redrive-count';
export const redriveLimitMax = 1_000;

/** POST …/records/redrive?dryRun= answers with a job. Records go where their key belongs in the topic that a header names. */
export const redriveRequest = z.strictObject({
  ...transferSource,
  ...transferOptions,
  /** Absent: the first of `originHeaders` that a record has. Of several of one name the last counts. */
  header: z.optional(z.string().check(z.minLength(1))),
  /** A record that was redriven this often stays. */
  limit: z._default(z.int().check(z.gte(1), z.lte(redriveLimitMax)), 3),
  /** Leaves out what Spring and Kafka Connect say of the failure, and `header`. */
  dropsErrorHeaders: z._default(z.boolean(), false),
});

/** Why a record stays where it is. */
export const stayReason = z.enum(['no-header', 'no-name', 'same-topic', 'unknown-topic', 'internal-topic', 'limit']);

/** `progress` of a job that reads records of one topic and writes them to others. */
export const transferProgress = z.object({
  read: z.int(),
  /** By range and filter. */
  matched: z.int(),
  /** Of these, how many go, and about what they take. */
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
  /** Of several topics, those that take no more, and how many records they did not take: these stay where they are. */
  lost: z.array(z.object({ topic: z.string(), code: errorCode, records: z.int() })),
  /** Where another run goes on; null when nothing is left, nothing is known yet, nothing is written, or one of several topics is lost that may come back. */
  cursor: z.nullable(transferCursor),
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
  /** What stays, for each reason; the topic that a header names, for the first of many. */
  stays: z.array(z.object({ reason: stayReason, topic: z.nullable(z.string()), records: z.int() })),
  /** Partitions that were not read, or not to their ends, and what retention took meanwhile. */
  problems: z.array(partitionProblem),
  gap: z.nullable(gap),
  faults: z.optional(filterFaults),
});

export type CopyRequest = z.infer<typeof copyRequest>;
/** As it is sent: what has a default may be left out. */
export type CopyOrder = z.input<typeof copyRequest>;
export type RedriveRequest = z.infer<typeof redriveRequest>;
export type RedriveOrder = z.input<typeof redriveRequest>;
export type TransferCursor = z.infer<typeof transferCursor>;
export type Placement = z.infer<typeof placement>;
export type StayReason = z.infer<typeof stayReason>;
export type TransferSource = Pick<CopyRequest, keyof typeof transferSource>;
export type TransferOptions = Pick<CopyRequest, keyof typeof transferOptions>;
export type TransferProgress = z.infer<typeof transferProgress>;
export type TransferResult = z.infer<typeof transferResult>;
