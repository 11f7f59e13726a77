import type { Clock } from '../platform/clock';
import { KafkaError } from '../protocol/kafka-error';
import type { TopicPartition } from '../protocol/topic-partition';
import { DelayedFetch } from './delayed-fetch';
import type { IsolationLevel, Partition } from './partition';
import type { Purgatory } from './purgatory';
import { toKafkaError } from './to-kafka-error';

/** One partition of a fetch. */
export interface FetchPartition {
  readonly topicPartition: TopicPartition;
  readonly fetchOffset: number;
  readonly maxBytes: number;
  /** -1: not checked. */
  readonly currentLeaderEpoch: number;
  /** -1: the reader has not said. */
  readonly lastFetchedEpoch: number;
}

export interface FetchLimits {
  readonly isolation: IsolationLevel;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
  /** Who waits; `ReplicaManager.abandonFetches()` ends all waits of one reader. */
  readonly reader: string;
}

/** What a fetch found in one partition. With an error there are no records and the offsets are -1. */
export interface FetchedPartition {
  readonly error: KafkaError | undefined;
  readonly records: Buffer;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStartOffset: number;
  /** Where the reader's log parts from ours (KIP-595). */
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | undefined;
}

interface PartitionSource {
  leader(topicPartition: TopicPartition, currentLeaderEpoch: number): Partition;
}

const noRecords = Buffer.alloc(0);

/**
 * Reads the partitions once; when that is too little and the reader is willing to wait, waits until enough became
 * readable and reads again. Bytes that arrive during the first read count, because the counters were read before it.
 */
export async function fetchRecords(
  source: PartitionSource,
  purgatory: Purgatory,
  clock: Clock,
  requests: readonly FetchPartition[],
  limits: FetchLimits,
): Promise<FetchedPartition[]> {
  const startedMs = clock.monotonicMs();
  const partitions = ledPartitions(source, requests);
  const readableBytes = partitions.reduce((sum, partition) => sum + partition.readableBytes, 0);
  const fetched = await readAll(source, requests, limits);
  const bytes = fetched.reduce((sum, { records }) => sum + records.length, 0);
  const isFinal = fetched.some(({ error, divergingEpoch }) => error !== undefined || divergingEpoch !== undefined);
  if (isFinal || bytes >= limits.minBytes || limits.maxWaitMs <= 0 || requests.length === 0) return fetched;

  const delayed = new DelayedFetch(partitions, readableBytes + limits.minBytes - bytes);
  const keys = [readerKey(limits.reader), ...partitions.map(({ name }) => name)];
  purgatory.watch(delayed, keys, limits.maxWaitMs - (clock.monotonicMs() - startedMs));
  await delayed.completed;
  return readAll(source, requests, limits);
}

/** No partition's name has a blank in it. */
export function readerKey(reader: string): string {
  return `reader ${reader}`;
}

function ledPartitions(source: PartitionSource, requests: readonly FetchPartition[]): Partition[] {
  return requests.flatMap((request) => {
    try {
      return [source.leader(request.topicPartition, request.currentLeaderEpoch)];
    } catch (error) {
      if (error instanceof KafkaError) return [];
      throw error;
    }
  });
}

/** The first partition with data gives at least one batch, however small the limits (KIP-74). */
async function readAll(
  source: PartitionSource,
  requests: readonly FetchPartition[],
  limits: FetchLimits,
): Promise<FetchedPartition[]> {
  const fetched: FetchedPartition[] = [];
  let bytesLeft = limits.maxBytes;
  let minOneBatch = true;
  for (const request of requests) {
    const maxBytes = Math.max(0, Math.min(bytesLeft, request.maxBytes));
    const result = await readOne(source, request, limits.isolation, maxBytes, minOneBatch);
    if (result.records.length > 0) minOneBatch = false;
    bytesLeft -= result.records.length;
    fetched.push(result);
  }
  return fetched;
}

async function readOne(
  source: PartitionSource,
  request: FetchPartition,
  isolation: IsolationLevel,
  maxBytes: number,
  minOneBatch: boolean,
): Promise<FetchedPartition> {
  try {
    const partition = source.leader(request.topicPartition, request.currentLeaderEpoch);
    checkInLog(partition, request.fetchOffset);
    const divergingEpoch = divergence(partition, request);
    const records =
      divergingEpoch === undefined ? await readLog(partition, request, isolation, maxBytes, minOneBatch) : noRecords;
    const { highWatermark, lastStableOffset, logStartOffset } = partition.log;
    return { error: undefined, records, highWatermark, lastStableOffset, logStartOffset, divergingEpoch };
  } catch (error) {
    const failure = toKafkaError(error);
    return {
      error: failure,
      records: noRecords,
      highWatermark: -1,
      lastStableOffset: -1,
      logStartOffset: -1,
      divergingEpoch: undefined,
    };
  }
}

/** A reader at the log's end has nothing to read; the log is not troubled for it. */
async function readLog(
  partition: Partition,
  { fetchOffset }: FetchPartition,
  isolation: IsolationLevel,
  maxBytes: number,
  minOneBatch: boolean,
): Promise<Buffer> {
  const maxOffsetExclusive = partition.endOffsetFor(isolation);
  if (fetchOffset >= maxOffsetExclusive || (maxBytes === 0 && !minOneBatch)) return noRecords;
  const { records } = await partition.log.read({ startOffset: fetchOffset, maxBytes, maxOffsetExclusive, minOneBatch });
  return records;
}

function checkInLog({ log, name }: Partition, fetchOffset: number): void {
  if (fetchOffset >= log.logStartOffset && fetchOffset <= log.logEndOffset) return;
  throw new KafkaError(
    'OFFSET_OUT_OF_RANGE',
    `${name} holds offsets ${log.logStartOffset} to ${log.logEndOffset}, not ${fetchOffset}.`,
  );
}

/** KIP-595: the epoch the reader last read must reach at least as far here as the reader has come. */
function divergence(
  { log, name }: Partition,
  { lastFetchedEpoch, fetchOffset }: FetchPartition,
): FetchedPartition['divergingEpoch'] {
  if (lastFetchedEpoch < 0) return undefined;
  const { leaderEpoch, endOffset } = log.endOffsetForEpoch(lastFetchedEpoch);
  if (leaderEpoch < 0 || endOffset < 0) {
    throw new KafkaError('OFFSET_OUT_OF_RANGE', `${name} knows nothing of leader epoch ${lastFetchedEpoch}.`);
  }
  return leaderEpoch < lastFetchedEpoch || endOffset < fetchOffset ? { epoch: leaderEpoch, endOffset } : undefined;
}
