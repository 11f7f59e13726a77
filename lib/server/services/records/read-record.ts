import { compressionReady } from '@/broker/protocol/records/compression';
import { partitionForKey } from '@/broker/protocol/records/murmur2';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import type { SingleRecord } from '@/lib/contracts/record';
import { RecordDecoder } from '../../decode/record-decoder';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { boundsOf, type PartitionBounds } from '../../kafka/partition-bounds';
import { PartitionReader } from '../../kafka/partition-reader';
import { PartitionWalk } from '../../records/partition-walk';
import { bodyBytesMax, type ReadRecord } from '../../records/record-row';
import { walk } from '../../records/walk';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { mustExist } from './read-page';

export interface ReadRecordInput {
  readonly cluster: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

interface Found {
  readonly topic: TopicMetadata;
  readonly bounds: PartitionBounds;
  readonly read: ReadRecord;
}

/** One record whole, and its neighbours' offsets. */
export async function readRecord({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ReadRecordInput & { query?: DecodingQuery };
}): Promise<SingleRecord> {
  const { client, schemas } = ctx.runtime.cluster(input.cluster);
  const { topic, bounds, read } = await findRecord(ctx, input);
  const [previous, next] = await Promise.all([
    nearest(ctx, client, topic, new PartitionWalk(input.partition, 'backward', input.offset, bounds.start)),
    nearest(ctx, client, topic, new PartitionWalk(input.partition, 'forward', input.offset + 1, bounds.end)),
  ]);
  const { key } = read.record;
  return {
    topic: topic.name,
    topicId: topic.id,
    record: await new RecordDecoder(topic.name, input.query ?? {}, schemas).row(read, bodyBytesMax),
    previousOffset: previous === undefined ? null : String(previous.record.offset),
    nextOffset: next === undefined ? null : String(next.record.offset),
    matchesMurmur2: key === null ? null : partitionForKey(key, topic.partitions.length) === input.partition,
  };
}

/** The bytes of a record's key or value; null is null. */
export async function readRawField({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ReadRecordInput & { field: 'key' | 'value' };
}): Promise<Buffer | null> {
  const { read } = await findRecord(ctx, input);
  return read.record[input.field];
}

/** The record at exactly this place, control records included. */
export async function findRecord(ctx: ServiceContext, input: ReadRecordInput): Promise<Found> {
  const { client } = ctx.runtime.cluster(input.cluster);
  await compressionReady();
  const topic = await client.topic(input.topic);
  mustExist(topic, input.partition, 'partition');
  const { known } = await boundsOf(client, topic, [input.partition], 'read_uncommitted');
  const [bounds] = known;
  if (bounds === undefined)
    throw new ServiceError('LEADER_NOT_AVAILABLE', `Partition ${input.partition} does not answer.`, { retriable: true });
  if (input.offset >= bounds.end) throw notFound(input, bounds, 'not-written');
  if (input.offset < bounds.start) throw notFound(input, bounds, 'retention');
  const read = await nearest(ctx, client, topic, new PartitionWalk(input.partition, 'forward', input.offset, bounds.end));
  if (read?.record.offset !== input.offset) throw notFound(input, bounds, 'compacted');
  return { topic, bounds, read };
}

/** The first record in the walk's way, control records included. */
async function nearest(
  ctx: ServiceContext,
  client: ClusterClient,
  topic: TopicMetadata,
  partition: PartitionWalk<ReadRecord>,
): Promise<ReadRecord | undefined> {
  const reader = new PartitionReader(client, topic, {
    isolation: 'read_uncommitted',
    filter: undefined,
    control: true,
    signal: ctx.signal,
  });
  const { rows } = await walk([partition], reader.refill, { count: 1, isSpent: () => false });
  const [problem] = reader.problems;
  if (rows.length === 0 && problem !== undefined) {
    throw new ServiceError(problem.code === 'CORRUPT_RECORDS' ? 'CORRUPT_RECORDS' : 'LEADER_NOT_AVAILABLE', problem.message, {
      partition: problem.partition,
      retriable: problem.code !== 'CORRUPT_RECORDS',
    });
  }
  return rows[0]?.value;
}

function notFound(
  input: ReadRecordInput,
  bounds: PartitionBounds,
  reason: 'retention' | 'not-written' | 'compacted',
): ServiceError {
  return new ServiceError('RECORD_NOT_FOUND', `Partition ${input.partition} has no record at offset ${input.offset}.`, {
    partition: input.partition,
    details: { reason, logStartOffset: String(bounds.start), highWatermark: String(bounds.end), offset: String(input.offset) },
  });
}
