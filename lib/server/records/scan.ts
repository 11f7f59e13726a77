import { compressionReady } from '@/broker/protocol/records/compression';
import type { Gap, PartitionProblem } from '@/lib/contracts/record';
import type { ClusterClient } from '../kafka/cluster-client';
import type { TopicMetadata } from '../kafka/cluster-metadata';
import type { Isolation } from '../kafka/fetch';
import { boundsOf, offsetsAt, type PartitionBounds } from '../kafka/partition-bounds';
import { PartitionReader } from '../kafka/partition-reader';
import { PartitionWalk } from './partition-walk';
import type { RecordFilter } from './record-filter';
import type { RecordPosition } from './record-position';
import type { ReadRecord } from './record-row';
import { walk } from './walk';

export interface ScanOptions {
  readonly topic: TopicMetadata;
  /** Where each partition begins; the oldest by default. A partition that the position does not name is left out. */
  readonly from?: RecordPosition;
  /** Where it ends (exclusive); at most the end that the partition has when the scan begins. */
  readonly to?: RecordPosition;
  /** All by default. */
  readonly partitions?: readonly number[];
  readonly isolation?: Isolation;
  readonly filter?: RecordFilter | undefined;
  /** In one chunk at most. */
  readonly recordsPerChunk?: number;
  readonly signal: AbortSignal;
}

export interface PartitionProgress {
  readonly partition: number;
  readonly start: number;
  /** Next offset to look at: a scan from here to `end` gives what this one has not given yet. */
  readonly position: number;
  /** Frozen when the scan began. */
  readonly end: number;
}

export interface ScanProgress {
  /** Records looked at. */
  readonly scanned: number;
  readonly matched: number;
  /** Fetched, as they travelled. */
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly remainingAtMost: number;
  readonly totalAtMost: number;
  readonly partitions: readonly PartitionProgress[];
  /** Partitions that could not be read, or not to their ends. */
  readonly problems: readonly PartitionProblem[];
  /** What retention took while the scan was under way. */
  readonly gap: Gap | null;
}

export interface ScanChunk {
  /** Matching records, merged by time; may be empty. They hold views of what was fetched: use them before the next chunk. */
  readonly records: readonly ReadRecord[];
  /** After these records. */
  readonly progress: ScanProgress;
}

const recordsPerChunkDefault = 1_000;
/** Fetched for one chunk: its records are views of that. */
const bytesPerChunk = 32 * 1_048_576;
/** Also without a match, so that progress is seen and others get their turn. */
const chunkMs = 100;

/**
 * Every matching record of a topic up to the ends of now, forward, in chunks: no partition's order is broken, partitions merge by
 * time. It reads no further than it is asked to, so memory stays bounded; the last chunk has nothing remaining, or problems.
 */
export async function* scanRecords(client: ClusterClient, options: ScanOptions): AsyncGenerator<ScanChunk, void, undefined> {
  const startedAt = performance.now();
  const { topic, isolation = 'read_uncommitted', filter, recordsPerChunk = recordsPerChunkDefault, signal } = options;
  await compressionReady();
  const { planned, problems } = await planOf(client, options, isolation);
  const walks = planned.map(({ partition, start, end }) => new PartitionWalk<ReadRecord>(partition, 'forward', start, end));
  const reader = new PartitionReader(client, topic, { isolation, filter, signal });
  let scanned = 0;
  let matched = 0;
  for (let isDone = false; !isDone;) {
    signal.throwIfAborted();
    const deadline = performance.now() + chunkMs;
    const bytesMax = reader.bytes + bytesPerChunk;
    const result = await walk(walks, reader.refill, {
      count: recordsPerChunk,
      isSpent: () => signal.aborted || performance.now() > deadline || reader.bytes > bytesMax,
    });
    isDone = !result.budgetSpent && !result.isFull && result.rows.length < recordsPerChunk;
    scanned += result.scanned;
    matched += result.rows.length;
    yield {
      records: result.rows.map(({ value }) => value),
      progress: {
        scanned,
        matched,
        bytes: reader.bytes,
        elapsedMs: performance.now() - startedAt,
        remainingAtMost: walks.reduce((sum, { remaining }) => sum + remaining, 0),
        totalAtMost: planned.reduce((sum, { start, end }) => sum + end - start, 0),
        partitions: walks.map(({ partition, position }, index) => ({
          partition,
          position,
          start: planned[index]?.start ?? position,
          end: planned[index]?.end ?? position,
        })),
        problems: [...problems, ...reader.problems],
        gap: reader.gap,
      },
    };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function planOf(
  client: ClusterClient,
  { topic, from = { kind: 'oldest' }, to, partitions }: ScanOptions,
  isolation: Isolation,
): Promise<{ planned: readonly PartitionBounds[]; problems: readonly PartitionProblem[] }> {
  const chosen = partitions ?? topic.partitions.map(({ partition }) => partition);
  const { known, problems } = await boundsOf(client, topic, chosen, isolation);
  const starts = await offsetsAt(client, topic, known, from);
  const limits = to === undefined ? undefined : await offsetsAt(client, topic, known, to);
  const planned = known.flatMap(({ partition, start, end }) => {
    const at = starts.get(partition);
    if (at === undefined) return [];
    const last = Math.min(end, Math.max(start, limits?.get(partition) ?? end));
    return [{ partition, start: Math.min(last, Math.max(start, at)), end: last }];
  });
  return { planned, problems };
}
