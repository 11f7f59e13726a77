import type { KafkaRecord, PartitionProblem, RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import { RecordDecoder } from '../../decode/record-decoder';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import type { Isolation } from '../../kafka/fetch';
import { boundsOf, offsetsAt, type PartitionBounds } from '../../kafka/partition-bounds';
import { PartitionReader, recreated } from '../../kafka/partition-reader';
import { endOnceKnown } from '../../kafka/tail-reader';
import { decodePageCursor, encodePageCursor, queryHashOf, type CursorPartition } from '../../records/page-cursor';
import { parsePartitionRanges } from '../../records/partition-ranges';
import { PartitionWalk, type WalkDirection } from '../../records/partition-walk';
import { parseRecordPosition } from '../../records/record-position';
import { faultsOf } from '../../records/record-filter';
import { previewBytesMax, type ReadRecord } from '../../records/record-row';
import { walk } from '../../records/walk';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { compressionReady } from '@/broker/protocol/records/compression';
import { filterOf } from './filter-of';

export interface ReadPageInput {
  readonly cluster: string;
  readonly topic: string;
  readonly query: RecordsQuery;
}

const rowsDefault = 100;
const scanMsMax = 2_000;
const scanBytesMax = 256 * 1_048_576;

/** One page of records, and cursors to the pages on either side. */
export async function readPage({ ctx, input }: { ctx: ServiceContext; input: ReadPageInput }): Promise<RecordsPage> {
  const startedAt = performance.now();
  const page = await openPage(ctx, input);
  const bytesBefore = page.reader.bytes;
  return page.read(input.query.n ?? rowsDefault, () => {
    return performance.now() - startedAt > scanMsMax || page.reader.bytes - bytesBefore > scanBytesMax;
  });
}

export interface OpenPage {
  readonly reader: PartitionReader;
  readonly progress: NonNullable<RecordsPage['scan']['partitions']>;
  /** Goes on from where the last reading ended. */
  read(count: number, isSpent: () => boolean): Promise<RecordsPage>;
}

/** Where a query begins, found once; what follows can be read in several pages. */
export async function openPage(ctx: ServiceContext, { cluster, topic: name, query }: ReadPageInput): Promise<OpenPage> {
  const { client, sampler, schemas } = ctx.runtime.cluster(cluster);
  await compressionReady();
  const topic = await client.topic(name);
  const isolation = query.isolation ?? 'read_uncommitted';
  const decoder = new RecordDecoder(topic.name, query, schemas);
  const filter = await filterOf(ctx, query, decoder);
  let plan =
    query.cursor === undefined
      ? await firstPlan(client, topic, query, isolation)
      : await planOf(client, topic, query, query.cursor, isolation);
  const reader = new PartitionReader(client, topic, { isolation, filter, signal: ctx.signal });
  const walks = plan.partitions.map(
    ({ partition, position, end, start }) =>
      new PartitionWalk<ReadRecord>(partition, plan.move, position, plan.move === 'forward' ? end : start),
  );
  return {
    reader,
    get progress() {
      return walks.map(({ partition, remaining }, index) => {
        const { start = 0, end = 0 } = plan.partitions[index] ?? {};
        return { partition, remainingAtMost: String(remaining), totalAtMost: String(Math.max(0, end - start)) };
      });
    },
    read: async (count, isSpent) => {
      const startedAt = performance.now();
      const bytesBefore = reader.bytes;
      const rows: KafkaRecord[] = [];
      let scanned = 0;
      let budgetSpent = false;
      for (let isFull = true; isFull && !budgetSpent;) {
        const result = await walk(walks, reader.refill, { count: count - rows.length, isSpent });
        const read = result.rows.map(({ value }) => value);
        rows.push(...(await decoder.rows(read, previewBytesMax)));
        scanned += result.scanned;
        ({ isFull, budgetSpent } = result);
      }
      if (reader.sawTransactions) sampler.markTransactional(topic);
      const after = new Map(walks.map(({ partition, position }) => [partition, position]));
      const scan = {
        records: scanned,
        bytes: reader.bytes - bytesBefore,
        elapsedMs: Math.round(performance.now() - startedAt),
        budgetSpent,
        remainingAtMost: String(walks.reduce((sum, { remaining }) => sum + remaining, 0)),
        totalAtMost: String(plan.partitions.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0)),
      };
      const faults = faultsOf(filter);
      const page: RecordsPage = {
        topic: topic.name,
        topicId: topic.id,
        dir: plan.dir,
        records: plan.move === plan.dir ? rows : rows.reverse(),
        ...cursorsOf(plan, topic, after),
        scan: { ...scan, ...(faults === undefined ? {} : { faults }) },
        gap: reader.gap,
        problems: [...plan.problems, ...reader.problems],
        live: { topicId: topic.id, next: liveEnds(plan) },
      };
      const partitions = plan.partitions.map((each) => ({ ...each, position: after.get(each.partition) ?? each.position }));
      plan = { ...plan, partitions };
      return page;
    },
  };
}

function liveEnds(plan: Plan): Record<string, string> {
  const known = plan.partitions.map(({ partition, end }): [string, string] => [String(partition), String(end)]);
  const unknown = plan.problems.map(({ partition }): [string, string] => [String(partition), String(endOnceKnown)]);
  return Object.fromEntries([...unknown, ...known]);
}

interface PlannedPartition {
  readonly partition: number;
  readonly position: number;
  readonly start: number;
  readonly end: number;
  /** Set when the query bounds it from below; the cursor must carry it. */
  readonly lowerBound: number | undefined;
}

interface Plan {
  readonly dir: WalkDirection;
  readonly move: WalkDirection;
  readonly queryHash: string;
  readonly partitions: readonly PlannedPartition[];
  readonly problems: readonly PartitionProblem[];
}

function queryHash(query: RecordsQuery, isolation: Isolation): string {
  return queryHashOf([query.q ?? '', query.p, isolation, query.cs, query.f]);
}

/** Page one: positions from the query, ends frozen now. */
async function firstPlan(client: ClusterClient, topic: TopicMetadata, query: RecordsQuery, isolation: Isolation): Promise<Plan> {
  const from = parseRecordPosition(query.from ?? 'newest', 'from');
  if (from.kind === 'live') throw new ServiceError('INVALID_REQUEST', 'A page has no live end; use a tail.', { field: 'from' });
  const dir = query.dir ?? (from.kind === 'newest' ? 'backward' : 'forward');
  const chosen =
    from.kind === 'offsets' && query.p === undefined
      ? [...from.offsets.keys()].sort((a, b) => a - b)
      : chosenPartitions(topic, query.p);
  for (const partition of chosen) mustExist(topic, partition, 'from');
  const { known, problems } = await boundsOf(client, topic, chosen, isolation);
  const positions = await offsetsAt(client, topic, known, from);
  const limits = query.to === undefined ? undefined : await offsetsAt(client, topic, known, parseRecordPosition(query.to, 'to'));
  const isInclusive = from.kind === 'offset' || from.kind === 'offsets';
  const partitions = known.map((bounds): PlannedPartition => {
    const limit = limits?.get(bounds.partition);
    const end = dir === 'forward' ? clamped(limit ?? bounds.end, bounds) : bounds.end;
    const lowerBound = dir === 'backward' && limit !== undefined ? clamped(limit, bounds) : undefined;
    const start = lowerBound ?? bounds.start;
    const at = positions.get(bounds.partition) ?? (dir === 'forward' ? end : start);
    const position = Math.min(end, Math.max(start, isInclusive && dir === 'backward' ? at + 1 : at));
    return { partition: bounds.partition, position, start: Math.min(start, position), end, lowerBound };
  });
  return { dir, move: dir, queryHash: queryHash(query, isolation), partitions, problems };
}

/** A later page: all from the cursor but the log starts, which may have moved up. */
async function planOf(
  client: ClusterClient,
  topic: TopicMetadata,
  query: RecordsQuery,
  text: string,
  isolation: Isolation,
): Promise<Plan> {
  const cursor = decodePageCursor(text);
  if (cursor.topicId !== topic.id) throw recreated(topic.name);
  const dirAsked = query.dir ?? cursor.dir;
  if (cursor.queryHash !== queryHash(query, isolation) || dirAsked !== cursor.dir) {
    throw new ServiceError(
      'CURSOR_MISMATCH',
      'The cursor belongs to another query: partitions, filter, isolation or direction differ.',
      {
        field: 'cursor',
      },
    );
  }
  const numbers = cursor.partitions.map(({ partition }) => partition);
  const { known, problems } = await boundsOf(client, topic, numbers, isolation);
  const bounds = new Map(known.map((each) => [each.partition, each]));
  const partitions = cursor.partitions.map((partition) => resumed(partition, bounds.get(partition.partition)));
  return { dir: cursor.dir, move: cursor.move, queryHash: cursor.queryHash, partitions, problems };
}

function resumed(from: CursorPartition, bounds: PartitionBounds | undefined): PlannedPartition {
  const { partition, position, end } = from;
  const start = Math.max(from.start ?? 0, bounds?.start ?? 0);
  return { partition, position, start, end, lowerBound: from.start };
}

function cursorsOf(plan: Plan, topic: TopicMetadata, after: ReadonlyMap<number, number>): Pick<RecordsPage, 'next' | 'previous'> {
  const atStart = plan.partitions.map(({ partition, position }) => [partition, position] as const);
  const atEnd = plan.partitions.map(({ partition, position }) => [partition, after.get(partition) ?? position] as const);
  const low = new Map(plan.move === 'forward' ? atStart : atEnd);
  const high = new Map(plan.move === 'forward' ? atEnd : atStart);
  const opposite: WalkDirection = plan.dir === 'forward' ? 'backward' : 'forward';
  const cursor = (move: WalkDirection): string | null => {
    const positions = move === 'forward' ? high : low;
    const hasMore = plan.partitions.some(({ partition, start, end, lowerBound }) => {
      const position = positions.get(partition) ?? 0;
      return move === 'forward' ? position < end : position > (lowerBound ?? start);
    });
    if (!hasMore) return null;
    const partitions = plan.partitions.map(({ partition, end, lowerBound }) => ({
      partition,
      position: positions.get(partition) ?? end,
      end,
      start: lowerBound,
    }));
    return encodePageCursor({ topicId: topic.id, dir: plan.dir, move, queryHash: plan.queryHash, partitions });
  };
  return { next: cursor(plan.dir), previous: cursor(opposite) };
}

export function chosenPartitions(topic: TopicMetadata, ranges: string | undefined): readonly number[] {
  if (ranges === undefined || ranges === '') return topic.partitions.map(({ partition }) => partition);
  const chosen = parsePartitionRanges(ranges);
  for (const partition of chosen) mustExist(topic, partition, 'p');
  return chosen;
}

export function mustExist(topic: TopicMetadata, partition: number, field: string): void {
  if (topic.partitions.some((each) => each.partition === partition)) return;
  throw new ServiceError('PARTITION_NOT_FOUND', `${topic.name} has no partition ${partition}.`, {
    field,
    partition,
    details: { topic: topic.name, partitions: topic.partitions.length },
  });
}

function clamped(offset: number, { start, end }: PartitionBounds): number {
  return Math.min(end, Math.max(start, offset));
}
