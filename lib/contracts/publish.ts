import * as z from 'zod/mini';
import { apiErrorBody } from './error';
import { codecName, int64, partitionIndex } from './scalars';
import { valueSchema } from './value-schema';

/**
 * Bytes to write: a string, null, or the form a record is read in. A preview (`truncated`) is refused, so that a cut value
 * is never written back.
 */
export const publishBytes = z.nullable(
  z.union([
    z.string(),
    z.object({ text: z.string(), truncated: z.optional(z.boolean()) }),
    z.object({ base64: z.string(), truncated: z.optional(z.boolean()) }),
  ]),
);

/** Absent key, value = null. Other fields of a record that was read (offset, sizes, batch …) are ignored. */
export const publishRecord = z.object({
  key: z.optional(publishBytes),
  value: z.optional(publishBytes),
  headers: z.optional(z.array(z.object({ key: z.string(), keyBase64: z.optional(z.string()), value: z.optional(publishBytes) }))),
  /** Absent or null: by key (murmur2), else any partition. */
  partition: z.optional(z.nullable(partitionIndex)),
  /** Absent or null: now. A number or decimal string of milliseconds. */
  timestamp: z.optional(z.nullable(z.union([z.int(), int64]))),
});

const someRecords = z.array(publishRecord).check(z.minLength(1));

/** Records whose values are checked by a schema first: when one is not as it wants, none is written. */
export const checkedRecords = z.strictObject({ records: someRecords, schema: z.optional(valueSchema) });

/** POST …/records: one, an array, JSONL (application/x-ndjson), or records with a schema. */
export const publishRequest = z.union([checkedRecords, publishRecord, someRecords]);

/** `?compression=none&acks=all` */
export const publishQuery = z.object({
  compression: z._default(codecName, 'none'),
  acks: z._default(z.enum(['all', '1', '0']), 'all'),
});

export const publishResult = z.union([
  z.object({
    partition: partitionIndex,
    /** Null with acks=0: nobody said. */
    offset: z.nullable(int64),
    /** The record's timestamp as stored. */
    timestamp: int64,
  }),
  z.object({ error: apiErrorBody }),
]);

/** In the order of the request. 200 unless nothing was written: then the status of the first error, with the same array as the body. */
export const publishResponse = z.array(publishResult);

/** POST …/records/check: a dry run. What would be refused, and why; else where it would go. */
export const checkRequest = z.strictObject({
  records: z.array(publishRecord).check(z.minLength(1), z.maxLength(10_000)),
  /** Values are checked by it, too. */
  schema: z.optional(valueSchema),
});
export const checkResponse = z.array(
  z.union([
    z.object({
      /** Null: any partition. */
      partition: z.nullable(partitionIndex),
      /** About what it takes in the log, uncompressed. */
      bytes: z.int(),
    }),
    z.object({ error: apiErrorBody }),
  ]),
);

/** POST …/partition-of-key `{key}` */
export const partitionOfKeyRequest = z.strictObject({
  key: z.union([z.string(), z.object({ text: z.string() }), z.object({ base64: z.string() })]),
});
export const partitionOfKeyResponse = z.object({ partition: partitionIndex, partitions: z.int() });

export type CheckedRecords = z.infer<typeof checkedRecords>;
export type CheckRequest = z.infer<typeof checkRequest>;
export type CheckResponse = z.infer<typeof checkResponse>;
export type PublishBytes = z.infer<typeof publishBytes>;
export type PublishRecord = z.infer<typeof publishRecord>;
export type PublishQuery = z.infer<typeof publishQuery>;
export type PublishResponse = z.infer<typeof publishResponse>;
export type PartitionOfKeyRequest = z.infer<typeof partitionOfKeyRequest>;
export type PartitionOfKeyResponse = z.infer<typeof partitionOfKeyResponse>;
