import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';

export type RecordFilter = (record: DecodedRecord) => boolean;

/** Case-insensitive substring of the key, the value, a header's key or a header's value. Undefined when there is nothing to look for. */
export function recordFilterOf(text: string | undefined): RecordFilter | undefined {
  if (text === undefined || text === '') return undefined;
  const needle = text.toLowerCase();
  // ASCII is found in any encoding that extends it, and reading bytes as Latin-1 is several times faster.
  const encoding = /^[\x00-\x7f]*$/.test(needle) ? 'latin1' : 'utf8';
  const holds = (bytes: Buffer | null): boolean => bytes !== null && bytes.toString(encoding).toLowerCase().includes(needle);
  return (record) =>
    holds(record.key) || holds(record.value) || record.headers.some((header) => holds(header.key) || holds(header.value));
}
