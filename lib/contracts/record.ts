import * as z from 'zod/mini';
import { decodedPayload, decodingQuery } from './decoding';
import { codecName, int64, offsetVector, partitionIndex, topicId } from './scalars';

/**
 * Bytes of a key, value or header value: text when they are valid UTF-8, else base64. Where it is a preview, `truncated`
 * is true and `size` the size of the whole in bytes. (A text preview ends on a character.)
 */
const previewFacts = { truncated: z.optional(z.literal(true)), size: z.optional(z.int()) };
export const payload = z.union([
  z.object({ text: z.string(), ...previewFacts }),
  z.object({ base64: z.string(), ...previewFacts }),
]);

export const recordHeader = z.object({
  key: z.string(),
  /** Only when the key is not valid UTF-8: its bytes. */
  keyBase64: z.optional(z.string()),
  value: z.nullable(payload),
});

export const batchFacts = z.object({
  baseOffset: int64,
  lastOffset: int64,
  recordCount: z.int(),
  codec: codecName,
  sizeBytes: z.int(),
  crc: z.int(),
  leaderEpoch: z.int(),
  /** -1 when none. */
  producerId: int64,
  producerEpoch: z.int(),
  baseSequence: z.int(),
  isTransactional: z.boolean(),
  isControl: z.boolean(),
});

export const kafkaRecord = z.object({
  partition: partitionIndex,
  offset: int64,
  /** Milliseconds since the epoch; -1 when none. */
  timestamp: int64,
  timestampType: z.enum(['CreateTime', 'LogAppendTime']),
  key: z.nullable(payload),
  value: z.nullable(payload),
  /** What key and value say, where that is not the text of their bytes, or was asked for. */
  decoded: z.optional(z.object({ key: z.optional(decodedPayload), value: z.optional(decodedPayload) })),
  headers: z.array(recordHeader),
  /** Headers left out of a preview; absent when all are there. */
  headersOmitted: z.optional(z.int()),
  /** Of the whole record, uncompressed; key and value null when they are null. */
  sizes: z.object({ key: z.nullable(z.int()), value: z.nullable(z.int()), headers: z.int(), record: z.int() }),
  batch: batchFacts,
});

/** GET …/records/{p}/{o}: whole, nothing truncated, unless larger than 1 MiB (then previews of that size; `?raw=key|value` has the bytes). */
export const singleRecord = z.object({
  topic: z.string(),
  topicId,
  record: kafkaRecord,
  /** Offsets of the readable neighbours in the partition, null at the edges. */
  previousOffset: z.nullable(int64),
  nextOffset: z.nullable(int64),
  /** Whether murmur2 of the key gives this partition; null without a key. */
  matchesMurmur2: z.nullable(z.boolean()),
});

/** Which records; those that meet all of it. */
export const filterQuery = {
  /** Quick filter: words and phrases in key, value and headers; `-not`, `value.a.b:x`, `key:x`, `header.k:x` (lib/format/quick-filter.ts). */
  q: z.optional(z.string().check(z.maxLength(1000))),
  /** `1`: capital and small letters differ in `q`. */
  cs: z.optional(z.literal('1')),
  /** A CEL expression over key, value, headers, headerList, partition, offset and timestamp. */
  f: z.optional(z.string().check(z.maxLength(4000))),
};

/** Query of GET …/records/{p}/{o}: how key and value are read. */
export const recordQuery = z.object(decodingQuery);

/** Records on which the expression failed: they are not shown as matches. */
export const filterFaults = z.object({
  count: z.int(),
  first: z.object({ partition: partitionIndex, offset: int64, message: z.string() }),
});

/** Query of GET …/records, as it stands in the URL. */
export const recordsQuery = z.object({
  /** `newest` (default) | `oldest` | `o:120` | `o:0@120,3@88` | `t:<Z time or epoch ms>` | `g:<group>` */
  from: z.optional(z.string()),
  /** `o:…` (exclusive) or `t:…` (exclusive) */
  to: z.optional(z.string()),
  /** Ranges: `0-9,12`. Absent: all. */
  p: z.optional(z.string()),
  n: z.optional(z.int().check(z.gte(1), z.lte(1000))),
  ...filterQuery,
  ...decodingQuery,
  /** Order of the rows and the way `next` goes. Default: backward (newest first) for `newest`, else forward. */
  dir: z.optional(z.enum(['forward', 'backward'])),
  isolation: z.optional(z.enum(['read_uncommitted', 'read_committed'])),
  cursor: z.optional(z.string()),
});

/** Query of GET …/records/try-filter: is it an expression, and does the record meet it? */
export const tryFilterQuery = z.object({
  f: z.string().check(z.maxLength(4000)),
  partition: z.optional(z.string()),
  offset: z.optional(z.string()),
  ...decodingQuery,
});

export const tryFilterAnswer = z.object({
  /** What is wrong with the expression, and where in it. */
  fault: z.nullable(z.object({ message: z.string(), start: z.int(), end: z.int() })),
  /** Null without a record. */
  matches: z.nullable(z.boolean()),
  /** Why it could not be decided. */
  failure: z.nullable(z.string()),
});

/** Query of GET …/export: like that of records; `n` is how many at most, `newest` means all there is. */
export const exportQuery = z.extend(recordsQuery, {
  format: z.enum(['jsonl', 'csv']),
  /** `written` (the default): the exact bytes, which can be published again. `read`: what keys and values say, as JSON or text. */
  as: z.optional(z.enum(['written', 'read'])),
  n: z.optional(z.int().check(z.gte(1))),
});

export const offsetRange = z.object({ partition: partitionIndex, from: int64, /** exclusive */ to: int64 });

export const gap = z.object({
  /** slow: the reader could not keep up; retention: deleted before it was read; truncated: the log was cut after an election. */
  reason: z.enum(['slow', 'retention', 'truncated']),
  ranges: z.array(offsetRange),
  /** Sum of the ranges; exact unless the topic is compacted or transactional. */
  countAtMost: int64,
});

/** Something a page could not read; the other partitions are there. */
export const partitionProblem = z.object({
  partition: partitionIndex,
  code: z.string(),
  message: z.string(),
  /** Corrupt data: the offset it starts at. */
  offset: z.optional(int64),
});

/** Where a tail starts or resumes. */
export const tailCursor = z.object({ topicId, next: offsetVector });

/** GET …/records. An empty `records` with a `next` means "keep scanning". */
export const recordsPage = z.object({
  topic: z.string(),
  topicId,
  dir: z.enum(['forward', 'backward']),
  /** In the order of `dir`. */
  records: z.array(kafkaRecord),
  next: z.nullable(z.string()),
  previous: z.nullable(z.string()),
  scan: z.object({
    /** Records looked at and bytes fetched for this page. */
    records: z.int(),
    bytes: z.int(),
    elapsedMs: z.number(),
    /** The budget ended the page before it was full. */
    budgetSpent: z.boolean(),
    /** Offsets left in the way of `next` and of all that the walk covers; for a progress bar. */
    remainingAtMost: int64,
    totalAtMost: int64,
    faults: z.optional(filterFaults),
    /** In a streamed search: how far each partition is. Absent when there are too many to tell each time. */
    partitions: z.optional(z.array(z.object({ partition: partitionIndex, remainingAtMost: int64, totalAtMost: int64 }))),
  }),
  gap: z.nullable(gap),
  problems: z.array(partitionProblem),
  /** The ends frozen on page one: give it to a `tail` channel and nothing is missed or repeated. */
  live: tailCursor,
});

export type Payload = z.infer<typeof payload>;
export type RecordHeader = z.infer<typeof recordHeader>;
export type BatchFacts = z.infer<typeof batchFacts>;
export type KafkaRecord = z.infer<typeof kafkaRecord>;
export type SingleRecord = z.infer<typeof singleRecord>;
export type RecordsQuery = z.infer<typeof recordsQuery>;
export type ExportQuery = z.infer<typeof exportQuery>;
export type TryFilterQuery = z.infer<typeof tryFilterQuery>;
export type TryFilterAnswer = z.infer<typeof tryFilterAnswer>;
export type FilterQuery = Pick<RecordsQuery, 'q' | 'cs' | 'f'>;
export type FilterFaults = z.infer<typeof filterFaults>;
export type OffsetRange = z.infer<typeof offsetRange>;
export type Gap = z.infer<typeof gap>;
export type PartitionProblem = z.infer<typeof partitionProblem>;
export type TailCursor = z.infer<typeof tailCursor>;
export type RecordsPage = z.infer<typeof recordsPage>;
