import * as z from 'zod/mini';

/** A 64-bit integer as decimal digits: offsets, timestamps, producer ids, lags. Never a JavaScript number. */
export const int64 = z.string().check(z.regex(/^-?\d{1,19}$/));

/** A topic id: 22 characters of base64url. All zeros (`AAAA…`) on clusters older than topic ids. */
export const topicId = z.string();

export const partitionIndex = z.int().check(z.gte(0));

/** Per partition (decimal key), the offset to read next; -1 while a partition that nobody leads has not said where it ends. */
export const offsetVector = z.record(z.string(), int64);

export const codecName = z.enum(['none', 'gzip', 'snappy', 'lz4', 'zstd']);

export type OffsetVector = z.infer<typeof offsetVector>;
export type CodecName = z.infer<typeof codecName>;
