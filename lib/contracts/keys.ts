import * as z from 'zod/mini';
import { kafkaRecord, partitionProblem } from './record';
import { partitionIndex } from './scalars';

/** How many records of a key travel: the newest. */
export const keyRecordsMax = 200;

/** Query of GET …/topics/{t}/keys: exactly this key. */
export const keyQuery = z.object({
  key: z.optional(z.string()),
  /** Base64, for a key that is no text. */
  key64: z.optional(z.string()),
  /** `1`: every partition. Else the one that murmur2 gives, where most producers put it. */
  all: z.optional(z.literal('1')),
});

/** What a search for a key has found so far: each `progress` is whole. */
export const keyHistory = z.object({
  /** Where Kafka's default partitioner puts the key now. */
  partition: partitionIndex,
  /** Every partition is searched, not that one alone. */
  isAll: z.boolean(),
  /** Newest first, with previews of their values. */
  records: z.array(kafkaRecord),
  /** Of all that were found. */
  count: z.number(),
  scanned: z.number(),
  remainingAtMost: z.number(),
  totalAtMost: z.number(),
  elapsedMs: z.number(),
  problems: z.array(partitionProblem),
});

/** How many keys are told apart; the records of further ones are counted. */
export const latestKeysMax = 5_000;

/** Query of GET …/topics/{t}/keys/latest. */
export const latestKeysQuery = z.object({
  /** Keys with this text in them, in any case; all by default. */
  contains: z.optional(z.string()),
});

/** What every key stands for, as far as it was read: each `progress` is whole but for `records`, which come with the last. */
export const latestKeys = z.object({
  keys: z.number(),
  /** Of the keys: those whose latest record has no value. */
  tombstones: z.number(),
  /** Records without a key. */
  keyless: z.number(),
  /** Records of keys beyond the first `latestKeysMax`. */
  beyond: z.number(),
  /** The latest record of each key, with previews of their values. */
  records: z.nullable(z.array(kafkaRecord)),
  scanned: z.number(),
  remainingAtMost: z.number(),
  totalAtMost: z.number(),
  elapsedMs: z.number(),
  problems: z.array(partitionProblem),
});

export type KeyQuery = z.infer<typeof keyQuery>;
export type KeyHistory = z.infer<typeof keyHistory>;
export type LatestKeysQuery = z.infer<typeof latestKeysQuery>;
export type LatestKeys = z.infer<typeof latestKeys>;
