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

export type KeyQuery = z.infer<typeof keyQuery>;
export type KeyHistory = z.infer<typeof keyHistory>;
