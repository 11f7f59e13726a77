import { randomInt } from 'node:crypto';
import { partitionForKey } from '@/broker/protocol/records/murmur2';
import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import type { PublishBytes, PublishQuery, PublishRecord, PublishResponse, PublishResult } from '@/lib/contracts/publish';
import { errorBody } from '../../error-body';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { produceBatch } from '../../kafka/produce';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { mustExist } from './read-page';

export interface PublishInput {
  readonly cluster: string;
  readonly topic: string;
  readonly records: readonly PublishRecord[];
  readonly query: PublishQuery;
}

export interface Published {
  readonly results: PublishResponse;
  /** The first failure, when nothing was written. */
  readonly failure: unknown;
}

interface Prepared {
  readonly index: number;
  readonly partition: number;
  readonly record: RecordInput;
}

/** One batch per partition, split so that none grows past this. */
const batchBytesMax = 512 * 1_024;

/** Writes the records; those of one partition keep their order. Every record has its result. */
export async function publish({ ctx, input }: { ctx: ServiceContext; input: PublishInput }): Promise<Published> {
  const { client, producer, sampler } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  const prepared = prepareAll(topic, input.records);
  const results: (PublishResult | undefined)[] = input.records.map(() => undefined);
  let failure: unknown;
  await Promise.all(
    [...byPartition(prepared)].map(async ([partition, list]) => {
      for (const batch of batchesOf(list)) {
        try {
          const written = await produceBatch(
            { client, producer },
            topic,
            partition,
            batch.map(({ record }) => record),
            { ...input.query, signal: ctx.signal },
          );
          batch.forEach(({ index, record }, at) => {
            results[index] = {
              partition,
              offset: written.baseOffset === undefined ? null : String(written.baseOffset + at),
              timestamp: String(written.logAppendTimeMs ?? record.timestampMs),
            };
          });
        } catch (error) {
          failure ??= error;
          for (const { index } of batch) results[index] = { error: errorBody(error, ctx.requestId) };
        }
      }
    }),
  );
  sampler.expire(topic);
  const complete = results.filter((result) => result !== undefined);
  return { results: complete, failure: complete.some((result) => !('error' in result)) ? undefined : failure };
}

function byPartition(prepared: readonly Prepared[]): Map<number, Prepared[]> {
  const groups = new Map<number, Prepared[]>();
  for (const each of prepared) {
    const group = groups.get(each.partition);
    if (group === undefined) groups.set(each.partition, [each]);
    else group.push(each);
  }
  return groups;
}

/** All records are checked before the first is written. */
function prepareAll(topic: TopicMetadata, records: readonly PublishRecord[]): Prepared[] {
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
      index,
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

function* batchesOf(list: readonly Prepared[]): Generator<readonly Prepared[]> {
  let batch: Prepared[] = [];
  let bytes = 0;
  for (const prepared of list) {
    const { key, value } = prepared.record;
    const size = 32 + (key?.length ?? 0) + (value?.length ?? 0);
    if (batch.length > 0 && bytes + size > batchBytesMax) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(prepared);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
