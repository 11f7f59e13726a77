import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import type { ErrorCode } from '@/lib/contracts/error';
import type { ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import type { IdempotentProducer } from './idempotent-producer';
import { ServiceError } from '../service-error';
import { produceBatch, type ProduceOptions } from './produce';

export interface PlacedRecord {
  readonly partition: number;
  readonly record: RecordInput;
}

/** Of a record that was written. */
export interface WrittenRecord {
  readonly partition: number;
  /** Undefined when nobody said. */
  readonly offset: number | undefined;
  readonly timestampMs: number;
}

export type WriteOutcome = WrittenRecord | { readonly error: unknown };

export interface WriteTarget {
  readonly client: ClusterClient;
  readonly producer: IdempotentProducer;
  readonly topic: TopicMetadata;
}

interface Indexed extends PlacedRecord {
  readonly index: number;
}

/** One batch per partition, split so that none grows past this. */
const batchBytesMax = 512 * 1_024;
const ofRecord: ReadonlySet<ErrorCode> = new Set(['MESSAGE_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);

/** Writes the records; those of one partition keep their order. Every record has its outcome, in the order given. */
export async function writeRecords(
  { topic, ...clients }: WriteTarget,
  placed: readonly PlacedRecord[],
  options: ProduceOptions,
): Promise<readonly WriteOutcome[]> {
  const outcomes = new Map<number, WriteOutcome>();
  const writeBatch = async (batch: readonly Indexed[]): Promise<void> => {
    const partition = batch[0]?.partition ?? 0;
    const records = batch.map(({ record }) => record);
    try {
      const { baseOffset, logAppendTimeMs } = await produceBatch(clients, topic, partition, records, options);
      batch.forEach(({ index, record }, at) => {
        const offset = baseOffset === undefined ? undefined : baseOffset + at;
        outcomes.set(index, { partition, offset, timestampMs: logAppendTimeMs ?? record.timestampMs });
      });
    } catch (error) {
      if (batch.length > 1 && isOfRecord(error)) {
        // One record has its whole batch refused, or all are too many for one: the others may pass in smaller ones.
        const half = Math.ceil(batch.length / 2);
        await writeBatch(batch.slice(0, half));
        await writeBatch(batch.slice(half));
      } else for (const { index } of batch) outcomes.set(index, { error });
    }
  };
  await Promise.all(
    [...byPartition(placed).values()].map(async (list) => {
      for (const batch of batchesOf(list)) {
        await writeBatch(batch);
      }
    }),
  );
  return placed.flatMap((_, index) => outcomes.get(index) ?? []);
}

/** A refusal of what is written, which says nothing of other records. */
export function isOfRecord(error: unknown): boolean {
  return error instanceof ServiceError && ofRecord.has(error.code);
}

function byPartition(placed: readonly PlacedRecord[]): Map<number, Indexed[]> {
  const groups = new Map<number, Indexed[]>();
  placed.forEach((each, index) => {
    const group = groups.get(each.partition);
    if (group === undefined) groups.set(each.partition, [{ ...each, index }]);
    else group.push({ ...each, index });
  });
  return groups;
}

/** About what a record takes in a batch. */
export function recordBytes({ key, value, headers = [] }: RecordInput): number {
  const headerBytes = headers.reduce((sum, header) => sum + header.key.length + (header.value?.length ?? 0) + 4, 0);
  return 32 + (key?.length ?? 0) + (value?.length ?? 0) + headerBytes;
}

function* batchesOf(list: readonly Indexed[]): Generator<readonly Indexed[]> {
  let batch: Indexed[] = [];
  let bytes = 0;
  for (const each of list) {
    const size = recordBytes(each.record);
    if (batch.length > 0 && bytes + size > batchBytesMax) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(each);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
