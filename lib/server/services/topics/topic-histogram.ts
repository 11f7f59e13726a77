import type { HistogramQuery, TopicHistogram } from '@/lib/contracts/histogram';
import type { PartitionProblem } from '@/lib/contracts/record';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { listOffsets, offsetSpec, type OffsetAnswer } from '../../kafka/list-offsets';
import { offsetsByTime } from '../../kafka/offsets-by-time';
import { boundsOf, type PartitionBounds } from '../../kafka/partition-bounds';
import { parsePartitionRanges } from '../../records/partition-ranges';
import { parseRecordPosition } from '../../records/record-position';
import { boundariesOf, timeBuckets } from '../../records/time-buckets';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';

const bucketsDefault = 60;
/** Of partitions times boundaries: each is a look into a time index on a broker's disk. */
const lookupsMax = 12_000;
const bucketsMin = 8;
/** When more than this share of the records lies behind the newest one, by their place in the log, a plot over time says little. */
const misplacedShareMax = 0.1;

export interface TopicHistogramInput {
  readonly cluster: string;
  readonly topic: string;
  readonly query: HistogramQuery;
}

/** How many records were written when, from offsets by time: a bounded number of small requests, and no record is read. */
export async function topicHistogram({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: TopicHistogramInput;
}): Promise<TopicHistogram> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const { query } = input;
  const [from, to] = [momentOf(query.from, 'from'), momentOf(query.to, 'to')];
  const topic = await client.topic(input.topic);
  const all = topic.partitions.map(({ partition }) => partition);
  const chosen = query.p === undefined ? all : parsePartitionRanges(query.p).filter((partition) => all.includes(partition));
  const { known, problems } = await boundsOf(client, topic, chosen, 'read_uncommitted');
  const filled = known.filter(({ start, end }) => end > start);
  const span = await timeSpan(client, topic, filled);
  if (span === undefined) return { kind: 'empty', ...noBuckets, problems: [...problems] };
  if (span.misplaced > misplacedShareMax * recordCount(filled))
    return { kind: 'unordered', ...noBuckets, problems: [...problems] };
  const firstMs = from ?? span.firstMs;
  const lastMs = to === undefined ? Math.max(span.lastMs, firstMs) : to - 1;
  if (lastMs < firstMs) throw new ServiceError('INVALID_REQUEST', 'to is not after from.', { field: 'to' });
  const wanted = query.buckets ?? bucketsDefault;
  const affordable = Math.max(bucketsMin, Math.floor(lookupsMax / filled.length));
  const buckets = timeBuckets(firstMs, lastMs, Math.min(wanted, affordable));
  const boundaries = boundariesOf(buckets);
  const partitions = filled.map(({ partition }) => partition);
  const { offsets, failed } = await offsetsByTime(client, topic, partitions, boundaries, ctx.signal);
  return {
    kind: 'estimate',
    fromMs: buckets.fromMs,
    bucketMs: buckets.bucketMs,
    counts: countsOf(filled, offsets, buckets.count),
    problems: [...problems, ...[...failed].map(([partition, error]) => problemOf(partition, error))],
  };
}

const noBuckets = { fromMs: 0, bucketMs: 1, counts: [] };

function momentOf(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined;
  const position = parseRecordPosition(text, field);
  if (position.kind !== 'time') throw new ServiceError('INVALID_REQUEST', `${field} is t:<time>.`, { field });
  return position.timestampMs;
}

interface TimeSpan {
  readonly firstMs: number;
  readonly lastMs: number;
  /** Records behind the one with the largest timestamp of their partition: none, where time runs as the log does. */
  readonly misplaced: number;
}

/** Undefined when no record says when it was written. */
async function timeSpan(
  client: ClusterClient,
  topic: TopicMetadata,
  filled: readonly PartitionBounds[],
): Promise<TimeSpan | undefined> {
  const wanted = [{ topic, partitions: filled.map(({ partition }) => partition) }];
  const [firsts, lasts] = await Promise.all([
    listOffsets(client, wanted, 0),
    listOffsets(client, wanted, offsetSpec.maxTimestamp),
  ]);
  const first = answered(firsts.get(topic.name));
  if (first.size === 0) return undefined;
  const last = answered(lasts.get(topic.name));
  const firstMs = least([...first.values()].map(({ timestampMs }) => timestampMs));
  // Brokers before Kafka 3.0 do not say which record is the newest.
  if (last.size === 0) return { firstMs, lastMs: Math.max(firstMs, Date.now()), misplaced: 0 };
  return {
    firstMs,
    lastMs: -least([...last.values()].map(({ timestampMs }) => -timestampMs)),
    misplaced: filled.reduce((sum, { partition, end }) => sum + end - 1 - (last.get(partition)?.offset ?? end - 1), 0),
  };
}

function answered(answers: ReadonlyMap<number, OffsetAnswer | ServiceError> | undefined): ReadonlyMap<number, OffsetAnswer> {
  const found = new Map<number, OffsetAnswer>();
  for (const [partition, answer] of answers ?? [])
    if (!(answer instanceof ServiceError) && answer.offset >= 0) found.set(partition, answer);
  return found;
}

function least(values: readonly number[]): number {
  return values.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY);
}

function recordCount(filled: readonly PartitionBounds[]): number {
  return filled.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** What lies between two boundaries; a boundary after the last record is the end as it was known at the start. */
function countsOf(filled: readonly PartitionBounds[], offsets: ReadonlyMap<number, readonly number[]>, count: number): number[] {
  const counts = new Array<number>(count).fill(0);
  for (const { partition, end } of filled) {
    const at = offsets.get(partition);
    if (at === undefined) continue;
    const offsetAt = (index: number): number => {
      const offset = at[index] ?? -1;
      return offset < 0 ? end : Math.min(offset, end);
    };
    for (let index = 0; index < count; index += 1)
      counts[index] = (counts[index] ?? 0) + Math.max(0, offsetAt(index + 1) - offsetAt(index));
  }
  return counts;
}

function problemOf(partition: number, { code, message }: ServiceError): PartitionProblem {
  return { partition, code, message };
}
