import { randomInt } from 'node:crypto';
import { partitionForKey } from '@/broker/protocol/records/murmur2';
import type { PublishBytes, PublishRecord } from '@/lib/contracts/publish';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import type { PlacedRecord } from '../../kafka/write-records';
import { ServiceError } from '../../service-error';
import { mustExist } from './read-page';

/** As they are written and where to, each checked. */
export function placeRecords(topic: TopicMetadata, records: readonly PublishRecord[]): readonly PlacedRecord[] {
  const now = Date.now();
  // Records without a key and a partition go together, as a producer's sticky partitioner has it.
  const sticky = randomInt(Math.max(1, topic.partitions.length));
  return records.map((record, index) => {
    const prefix = records.length === 1 ? '' : `${index}.`;
    const key = bytesOf(record.key, `${prefix}key`);
    const partition = record.partition ?? (key === null ? sticky : partitionForKey(key, topic.partitions.length));
    mustExist(topic, partition, `${prefix}partition`);
    const headers = (record.headers ?? []).map((header, at) => headerOf(header, `${prefix}headers.${at}`));
    const value = bytesOf(record.value, `${prefix}value`);
    return {
      partition,
      record: { key, value, headers, timestampMs: timestampOf(record.timestamp, now, `${prefix}timestamp`) },
    };
  });
}

function headerOf(header: NonNullable<PublishRecord['headers']>[number], field: string): { key: string; value: Buffer | null } {
  if (header.keyBase64 !== undefined) {
    throw new ServiceError('INVALID_REQUEST', 'A header key that is not UTF-8 cannot be published again.', {
      field: `${field}.key`,
    });
  }
  return { key: header.key, value: bytesOf(header.value, `${field}.value`) };
}

/** The bytes to write. A preview is refused: publishing it would write a cut value. */
export function bytesOf(value: PublishBytes | undefined, field: string): Buffer | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (value.truncated === true) {
    throw new ServiceError('INVALID_REQUEST', `${field} is a preview; publish the whole value.`, { field });
  }
  if ('text' in value) return Buffer.from(value.text, 'utf8');
  const bytes = Buffer.from(value.base64, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== value.base64.replace(/=+$/, '')) {
    throw new ServiceError('INVALID_REQUEST', `${field} is not base64.`, { field });
  }
  return bytes;
}

function timestampOf(timestamp: PublishRecord['timestamp'], now: number, field: string): number {
  if (timestamp === undefined || timestamp === null) return now;
  const timestampMs = Number(timestamp);
  if (Number.isSafeInteger(timestampMs)) return timestampMs;
  throw new ServiceError('INVALID_REQUEST', `${field} is no time in milliseconds.`, { field });
}
