import { isUtf8 } from 'node:buffer';
import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { FilterPayload, FilterRecord } from './cel-messages';

/** How filters see a key or a value. */
export type PayloadReader = (record: DecodedRecord, part: 'key' | 'value') => FilterPayload;

/** Bytes as they are. */
export const plainPayload: PayloadReader = (record, part) => {
  const bytes = record[part];
  if (bytes === null) return null;
  if (!isUtf8(bytes)) return { bytes: Uint8Array.from(bytes) };
  return payloadOfText(bytes.toString('utf8'));
};

/** A bare number or word stays text: a key `123` is compared as it is written. */
function payloadOfText(text: string): FilterPayload {
  return /^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text) ? { json: text } : { text };
}

export function filterRecordOf(partition: number, record: DecodedRecord, payload: PayloadReader): FilterRecord {
  return {
    partition,
    offset: record.offset,
    timestampMs: Number(record.timestamp),
    key: payload(record, 'key'),
    value: payload(record, 'value'),
    headers: record.headers.map(({ key, value }) => [key.toString('utf8'), value === null ? null : value.toString('utf8')]),
  };
}
