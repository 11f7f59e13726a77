import { randomUUID } from 'node:crypto';
import type { RecordsQuery } from '@/lib/contracts/record';
import { RecordDecoder } from '../../decode/record-decoder';
import { errorBody } from '../../error-body';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { boundsOf, offsetsAt, type PartitionBounds } from '../../kafka/partition-bounds';
import { recreated } from '../../kafka/partition-reader';
import { endOnceKnown, TailReader, type TailOutput } from '../../kafka/tail-reader';
import { decodeEventCursor, encodeEventCursor, eventCursorPartitionsMax } from '../../records/event-cursor';
import type { RecordFilter } from '../../records/record-filter';
import { parseRecordPosition } from '../../records/record-position';
import type { ServiceContext } from '../../service-context';
import { heartbeatMs, SseConnection } from '../../streams/sse-connection';
import { filterOf } from '../records/filter-of';
import { chosenPartitions } from '../records/read-page';
import { vectorOf } from './offset-vector';
import { statsLoop } from './stats-loop';

export interface StreamRecordsInput {
  readonly cluster: string;
  readonly topic: string;
  readonly query: RecordsQuery;
  readonly follow: boolean;
  readonly lastEventId: string | undefined;
}

interface Plan {
  readonly positions: ReadonlyMap<number, number>;
  /** Undefined: it goes on for ever. */
  readonly ends: ReadonlyMap<number, number> | undefined;
}

/** Records as SSE for curl and scripts: live, or a scan to the ends of now. Fails before the first byte when it can. */
export async function streamRecords({ ctx, input }: { ctx: ServiceContext; input: StreamRecordsInput }): Promise<SseConnection> {
  const { client, schemas } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  const decoder = new RecordDecoder(topic.name, input.query, schemas);
  const filter = await filterOf(ctx, input.query, decoder);
  const plan = await planOf(client, topic, input);
  const connection = new SseConnection(ctx.signal);
  const id = randomUUID();
  ctx.runtime.streams.add({
    id,
    update: () => undefined,
    shutdown: () => {
      connection.send('end', { channel: null, reason: 'shutdown' });
      connection.close();
    },
  });
  connection.signal.addEventListener('abort', () => {
    ctx.runtime.streams.remove(id);
  });
  void run(ctx, connection, client, topic, input, plan, filter, decoder);
  return connection;
}

async function run(
  ctx: ServiceContext,
  connection: SseConnection,
  client: ClusterClient,
  topic: TopicMetadata,
  input: StreamRecordsInput,
  plan: Plan,
  filter: RecordFilter | undefined,
  decoder: RecordDecoder,
): Promise<void> {
  const { query } = input;
  const done = new AbortController();
  connection.signal.addEventListener('abort', () => {
    done.abort();
  });
  const reader: TailReader = new TailReader(
    client,
    {
      topic,
      positions: plan.positions,
      followNewPartitions: plan.ends === undefined && query.p === undefined,
      isolation: query.isolation ?? 'read_uncommitted',
      filter,
      decoder,
      ...(plan.ends === undefined ? {} : { ends: plan.ends }),
      mayJump: (query.from ?? 'live') === 'live',
      signal: done.signal,
    },
    outputOf(ctx, connection, () => eventId(topic, reader.positions)),
  );
  const id = eventId(topic, reader.positions);
  connection.send('hello', { streamId: null, serverTimeMs: Date.now(), heartbeatMs }, id);
  connection.send('phase', { channel: null, phase: plan.ends === undefined ? 'live' : 'scanning', atMs: Date.now() });
  const stats = statsLoop(connection, null, reader, totalOf(plan), done.signal);
  try {
    await reader.run();
    if (!connection.signal.aborted) connection.send('end', { channel: null, reason: 'complete' });
  } catch (error) {
    const body = { ...errorBody(error, ctx.requestId), retriable: false };
    connection.send('problem', { channel: null, error: body, partitions: [] });
    connection.send('end', { channel: null, reason: 'failed' });
  }
  done.abort();
  await stats;
  connection.close();
}

function outputOf(ctx: ServiceContext, connection: SseConnection, eventIdNow: () => string | undefined): TailOutput {
  return {
    room: () => connection.room(),
    records: (records, next) => {
      connection.send('records', { channel: null, records: [...records], next: vectorOf(next) }, eventIdNow());
    },
    gap: (gap, next) => {
      connection.send('gap', { ...gap, channel: null, next: vectorOf(next) }, eventIdNow());
    },
    trouble: (error) => {
      if (error === undefined) connection.send('phase', { channel: null, phase: 'live', atMs: Date.now() });
      else connection.send('problem', { channel: null, error: errorBody(error, ctx.requestId), partitions: [] });
    },
  };
}

function eventId(topic: TopicMetadata, positions: ReadonlyMap<number, number>): string | undefined {
  return positions.size > eventCursorPartitionsMax ? undefined : encodeEventCursor({ topicId: topic.id, positions });
}

async function planOf(
  client: ClusterClient,
  topic: TopicMetadata,
  { query, follow, lastEventId }: StreamRecordsInput,
): Promise<Plan> {
  const from = parseRecordPosition(query.from ?? 'live', 'from');
  const chosen = from.kind === 'offsets' && query.p === undefined ? [...from.offsets.keys()] : chosenPartitions(topic, query.p);
  const { known } = await boundsOf(client, topic, chosen, query.isolation ?? 'read_uncommitted');
  const isEndless = from.kind === 'live' || follow;
  const limits = query.to === undefined ? undefined : await offsetsAt(client, topic, known, parseRecordPosition(query.to, 'to'));
  const ends = isEndless
    ? undefined
    : new Map(known.map((bounds) => [bounds.partition, Math.min(bounds.end, limits?.get(bounds.partition) ?? bounds.end)]));
  if (lastEventId !== undefined) return { positions: resumed(topic, known, lastEventId), ends };
  const at = await offsetsAt(client, topic, known, from);
  const positions = new Map(known.map((bounds) => [bounds.partition, clamped(at.get(bounds.partition), bounds)]));
  if (isEndless) {
    for (const partition of chosen)
      if (!positions.has(partition)) positions.set(partition, from.kind === 'oldest' ? 0 : endOnceKnown);
  }
  return { positions, ends };
}

function resumed(topic: TopicMetadata, known: readonly PartitionBounds[], lastEventId: string): ReadonlyMap<number, number> {
  const cursor = decodeEventCursor(lastEventId);
  if (cursor.topicId !== topic.id) throw recreated(topic.name);
  return new Map(known.map(({ partition }) => [partition, cursor.positions.get(partition) ?? 0]));
}

function clamped(offset: number | undefined, { start, end }: PartitionBounds): number {
  return Math.min(end, Math.max(start, offset ?? end));
}

function totalOf({ positions, ends }: Plan): number | undefined {
  if (ends === undefined) return undefined;
  return [...ends].reduce((sum, [partition, end]) => sum + Math.max(0, end - (positions.get(partition) ?? end)), 0);
}
