import * as z from 'zod/mini';
import { brokerDetail } from './broker';
import { clusterDetail } from './cluster';
import { apiErrorBody } from './error';
import { clusterEvents } from './event';
import { groupDetail, groupListQuery, groupPage, topicGroups } from './group';
import { proof } from './lab';
import { decodingQuery } from './decoding';
import { filterQuery, gap, kafkaRecord, partitionProblem, tailCursor } from './record';
import { replicaMap, replicaMapQuery, replicasEvent, type ReplicasEvent } from './replicas';
import { int64, offsetVector, partitionIndex, topicId } from './scalars';
import { topicListQuery, topicPage } from './topic';

/**
 * What a tab wants to flow: PUT /api/v1/streams/{id} replaces the whole list. A channel that keeps its id and its words
 * (kind, topic, query) goes on untouched (its `cursor` is then ignored); any other starts anew with a snapshot.
 */
const channelId = z.string().check(z.minLength(1), z.maxLength(64));

export const tailQuery = z.object({
  p: z.optional(z.string()),
  ...filterQuery,
  ...decodingQuery,
  isolation: z.optional(z.enum(['read_uncommitted', 'read_committed'])),
});

export const channel = z.discriminatedUnion('kind', [
  z.object({ id: channelId, kind: z.literal('cluster') }),
  z.object({ id: channelId, kind: z.literal('topics'), query: topicListQuery }),
  z.object({ id: channelId, kind: z.literal('offsets'), topic: z.string() }),
  /** Without a cursor it starts at the ends of now. */
  z.object({
    id: channelId,
    kind: z.literal('tail'),
    topic: z.string(),
    query: z._default(tailQuery, {}),
    cursor: z.optional(z.nullable(tailCursor)),
  }),
  z.object({ id: channelId, kind: z.literal('groups'), query: groupListQuery }),
  z.object({ id: channelId, kind: z.literal('group'), group: z.string() }),
  z.object({ id: channelId, kind: z.literal('topic-groups'), topic: z.string() }),
  z.object({ id: channelId, kind: z.literal('events') }),
  z.object({ id: channelId, kind: z.literal('replicas'), query: replicaMapQuery }),
  z.object({ id: channelId, kind: z.literal('broker'), broker: z.int() }),
  /** Bundled cluster only. While a tab has it, the lab's producer may run. */
  z.object({ id: channelId, kind: z.literal('proof') }),
]);

export const streamUpdate = z.strictObject({ channels: z.array(channel).check(z.maxLength(32)) });
/** Answer of PUT /api/v1/streams/{id} */
export const streamUpdated = z.object({ channels: z.array(z.string()) });

/** First event of every stream. On records/stream `streamId` is null. */
export const helloEvent = z.object({ streamId: z.nullable(z.string()), serverTimeMs: z.number(), heartbeatMs: z.number() });

export const offsetsPartition = z.object({
  partition: partitionIndex,
  leader: z.nullable(z.int()),
  replicas: z.array(z.int()),
  isr: z.array(z.int()),
  offlineReplicas: z.array(z.int()),
  addingReplicas: z.array(z.int()),
  removingReplicas: z.array(z.int()),
  leaderEpoch: z.int(),
  logStartOffset: z.nullable(int64),
  highWatermark: z.nullable(int64),
  sizeBytes: z.nullable(z.number()),
  messagesPerSecond: z.nullable(z.number()),
  bytesPerSecond: z.nullable(z.number()),
  replicaLag: z.array(z.object({ broker: z.int(), offsetLag: z.nullable(int64) })),
});

const ratePoint = z.object({
  atMs: z.number(),
  messagesPerSecond: z.nullable(z.number()),
  bytesPerSecond: z.nullable(z.number()),
});

const offsetsTotals = z.object({
  messageCount: z.nullable(int64),
  sizeBytes: z.nullable(z.number()),
  messagesPerSecond: z.nullable(z.number()),
  bytesPerSecond: z.nullable(z.number()),
});

export const offsetsSnapshot = z.object({
  topicId,
  atMs: z.number(),
  partitions: z.array(offsetsPartition),
  totals: offsetsTotals,
  exact: z.boolean(),
  /** Up to five minutes of the topic, oldest first. */
  history: z.array(ratePoint),
  /** The same per partition (decimal key), for topics of at most 64 partitions: messages per second at the times of `history`. */
  partitionHistory: z.record(z.string(), z.array(z.nullable(z.number()))),
});

/** `snapshot`: replaces all that the channel has shown. Sent at start, after a gap in the connection and, but for offsets, replicas and tail, at each change. */
export const snapshotEvent = z.discriminatedUnion('kind', [
  z.object({ channel: z.string(), kind: z.literal('cluster'), data: clusterDetail }),
  z.object({ channel: z.string(), kind: z.literal('topics'), data: topicPage }),
  z.object({ channel: z.string(), kind: z.literal('offsets'), data: offsetsSnapshot }),
  /** Where the tail stands; no rows. */
  z.object({ channel: z.string(), kind: z.literal('tail'), data: tailCursor }),
  z.object({ channel: z.string(), kind: z.literal('groups'), data: groupPage }),
  z.object({ channel: z.string(), kind: z.literal('group'), data: groupDetail }),
  z.object({ channel: z.string(), kind: z.literal('topic-groups'), data: topicGroups }),
  z.object({ channel: z.string(), kind: z.literal('events'), data: clusterEvents }),
  z.object({ channel: z.string(), kind: z.literal('replicas'), data: replicaMap }),
  z.object({ channel: z.string(), kind: z.literal('broker'), data: brokerDetail }),
  z.object({ channel: z.string(), kind: z.literal('proof'), data: proof }),
]);

/** `offsets`: a patch of an offsets channel; only partitions that changed, each whole. Add `atMs` and the totals to the history. */
export const offsetsEvent = z.object({
  channel: z.string(),
  atMs: z.number(),
  partitions: z.array(offsetsPartition),
  totals: offsetsTotals,
});

/** `records`: rows of a tail, oldest first, and the new positions of the partitions that moved (also when no row matched). */
export const recordsEvent = z.object({
  /** Null on records/stream. */
  channel: z.nullable(z.string()),
  records: z.array(kafkaRecord),
  next: offsetVector,
});

/** `stats` of a tail: at once, then each second. */
export const statsEvent = z.object({
  channel: z.nullable(z.string()),
  atMs: z.number(),
  /** Since the channel started. */
  scanned: z.int(),
  shown: z.int(),
  skippedAtMost: int64,
  bytes: z.number(),
  elapsedMs: z.number(),
  /** Offsets between the tail and the ends as last seen. */
  behindAtMost: int64,
  /** records/stream from a start: offsets to scan in all; null when live. */
  totalAtMost: z.nullable(int64),
  perSecond: z.number(),
});

/** `phase`: channel null speaks of the cluster's connection, for all channels. */
export const phaseEvent = z.object({
  channel: z.nullable(z.string()),
  phase: z.enum([
    'connecting',
    'live', // all is well; after `unreachable` it means "recovered"
    'scanning', // records/stream before its frozen ends
    'unreachable', // no broker answers: what is shown is old; it recovers by itself
  ]),
  atMs: z.number(),
});

export const gapEvent = z.extend(gap, { channel: z.nullable(z.string()), next: offsetVector });

/**
 * `problem`: `error.retriable` true = the server goes on trying by itself. False = the channel has ended (an `end` follows),
 * for instance TOPIC_RECREATED or TOPIC_NOT_FOUND.
 */
export const problemEvent = z.object({
  channel: z.nullable(z.string()),
  error: apiErrorBody,
  partitions: z.array(partitionProblem),
});

export const endEvent = z.object({
  channel: z.nullable(z.string()),
  reason: z.enum(['complete', 'failed', 'shutdown']),
});

export type Channel = z.infer<typeof channel>;
export type TailQuery = z.infer<typeof tailQuery>;
export type StreamUpdate = z.infer<typeof streamUpdate>;
export type HelloEvent = z.infer<typeof helloEvent>;
export type OffsetsPartition = z.infer<typeof offsetsPartition>;
export type OffsetsSnapshot = z.infer<typeof offsetsSnapshot>;
export type SnapshotEvent = z.infer<typeof snapshotEvent>;
export type OffsetsEvent = z.infer<typeof offsetsEvent>;
export type RecordsEvent = z.infer<typeof recordsEvent>;
export type StatsEvent = z.infer<typeof statsEvent>;
export type PhaseEvent = z.infer<typeof phaseEvent>;
export type GapEvent = z.infer<typeof gapEvent>;
export type ProblemEvent = z.infer<typeof problemEvent>;
export type EndEvent = z.infer<typeof endEvent>;

/** Every event of a stream, by its SSE name. */
export interface StreamEvents {
  hello: HelloEvent;
  snapshot: SnapshotEvent;
  offsets: OffsetsEvent;
  replicas: ReplicasEvent;
  records: RecordsEvent;
  stats: StatsEvent;
  phase: PhaseEvent;
  gap: GapEvent;
  problem: ProblemEvent;
  end: EndEvent;
}

export type StreamEventName = keyof StreamEvents;

/** One decoded frame: discriminated by `event`. */
export type StreamEvent = { [Name in StreamEventName]: { event: Name; data: StreamEvents[Name] } }[StreamEventName];

export const streamEventSchemas = {
  hello: helloEvent,
  snapshot: snapshotEvent,
  offsets: offsetsEvent,
  replicas: replicasEvent,
  records: recordsEvent,
  stats: statsEvent,
  phase: phaseEvent,
  gap: gapEvent,
  problem: problemEvent,
  end: endEvent,
} as const;
