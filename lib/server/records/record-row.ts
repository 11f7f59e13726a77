import { isUtf8 } from 'node:buffer';
import { batchHeader } from '@/broker/protocol/records/batch-header';
import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { DecodedPayload } from '@/lib/contracts/decoding';
import type { BatchFacts, KafkaRecord, Payload, RecordHeader } from '@/lib/contracts/record';

export const previewBytesMax = 4_096;
export const bodyBytesMax = 1_048_576;

/** What a key or value says beside its bytes; undefined for nothing. */
export type FactsOf = (record: DecodedRecord, part: 'key' | 'value') => DecodedPayload | undefined;

/** A decoded record and what its batch says. Holds views of the fetched bytes: turn it into a row soon. */
export interface ReadRecord {
  readonly partition: number;
  readonly record: DecodedRecord;
  readonly batch: BatchFacts;
  readonly isLogAppendTime: boolean;
}

export function batchFactsOf(buffer: Buffer, at: number): BatchFacts {
  return {
    baseOffset: String(batchHeader.baseOffset(buffer, at)),
    lastOffset: String(batchHeader.lastOffset(buffer, at)),
    recordCount: batchHeader.recordCount(buffer, at),
    codec: batchHeader.compression(buffer, at) ?? 'none',
    sizeBytes: batchHeader.sizeBytes(buffer, at),
    crc: batchHeader.crc(buffer, at),
    leaderEpoch: batchHeader.partitionLeaderEpoch(buffer, at),
    producerId: String(buffer.readBigInt64BE(at + 43)),
    producerEpoch: batchHeader.producerEpoch(buffer, at),
    baseSequence: batchHeader.baseSequence(buffer, at),
    isTransactional: batchHeader.isTransactional(buffer, at),
    isControl: batchHeader.isControl(buffer, at),
  };
}

/** The record as it travels, with at most `bytesMax` of each of key, value and all headers together. */
export function recordRow(read: ReadRecord, bytesMax: number, factsOf?: FactsOf): KafkaRecord {
  const { partition, record, batch, isLogAppendTime } = read;
  const headers: RecordHeader[] = [];
  let headerBytes = 0;
  let shownBytes = 0;
  for (const header of record.headers) {
    const bytes = header.key.length + (header.value?.length ?? 0);
    headerBytes += bytes;
    if (shownBytes >= bytesMax) continue;
    headers.push(headerOf(header.key, header.value, bytesMax));
    shownBytes += Math.max(1, bytes);
  }
  const omitted = record.headers.length - headers.length;
  return {
    partition,
    offset: String(record.offset),
    timestamp: String(record.timestamp),
    timestampType: isLogAppendTime ? 'LogAppendTime' : 'CreateTime',
    key: payloadOf(record.key, bytesMax),
    value: payloadOf(record.value, bytesMax),
    ...(factsOf === undefined || batch.isControl ? {} : decodedOf(record, factsOf)),
    headers,
    ...(omitted === 0 ? {} : { headersOmitted: omitted }),
    sizes: {
      key: record.key?.length ?? null,
      value: record.value?.length ?? null,
      headers: headerBytes,
      record: record.sizeBytes,
    },
    batch,
  };
}

function decodedOf(record: DecodedRecord, factsOf: FactsOf): Pick<KafkaRecord, 'decoded'> {
  const key = factsOf(record, 'key');
  const value = factsOf(record, 'value');
  if (key === undefined && value === undefined) return {};
  return { decoded: { ...(key === undefined ? {} : { key }), ...(value === undefined ? {} : { value }) } };
}

function headerOf(key: Buffer, value: Buffer | null, bytesMax: number): RecordHeader {
  const shown = key.subarray(0, wholeCharacters(key, bytesMax));
  return {
    key: shown.toString('utf8'),
    ...(isUtf8(key) ? {} : { keyBase64: shown.toString('base64') }),
    value: payloadOf(value, bytesMax),
  };
}

export function payloadOf(bytes: Buffer | null, bytesMax: number): Payload | null {
  if (bytes === null) return null;
  const facts = bytes.length > bytesMax ? { truncated: true as const, size: bytes.length } : {};
  if (!isUtf8(bytes)) return { base64: bytes.toString('base64', 0, Math.min(bytes.length, bytesMax)), ...facts };
  return { text: bytes.toString('utf8', 0, wholeCharacters(bytes, bytesMax)), ...facts };
}

/** The most bytes up to `bytesMax` that end on a character. */
function wholeCharacters(bytes: Buffer, bytesMax: number): number {
  if (bytes.length <= bytesMax) return bytes.length;
  let end = bytesMax;
  while (end > bytesMax - 4 && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
