import * as z from 'zod/mini';
import { int64, partitionIndex, topicId } from './scalars';

/** Query of GET …/topics and of the `topics` channel. Pages count from 1. */
export const topicListQuery = z.object({
  q: z._default(z.string(), ''),
  internal: z._default(z.boolean(), false),
  /** A leading `-` sorts descending. */
  sort: z._default(
    z.enum([
      'name',
      '-name',
      'partitions',
      '-partitions',
      'replicas',
      '-replicas',
      'messages',
      '-messages',
      'size',
      '-size',
      'last',
      '-last',
      'rate',
      '-rate',
      'groups',
      '-groups',
      'lag',
      '-lag',
    ]),
    'name',
  ),
  page: z._default(z.int().check(z.gte(1)), 1),
  pageSize: z._default(z.int().check(z.gte(1), z.lte(500)), 50),
  /** Also who reads the topics: every group of the cluster is asked for it. */
  withGroups: z.optional(z.boolean()),
});

export const topicSummary = z.object({
  name: z.string(),
  id: topicId,
  internal: z.boolean(),
  partitions: z.int(),
  replicationFactor: z.int(),
  /** Partitions with a replica outside the ISR, and without a leader. */
  underReplicatedPartitions: z.int(),
  leaderlessPartitions: z.int(),
  /** End minus start, summed; null when a partition did not answer. */
  messageCount: z.nullable(int64),
  /** False: show "≤ n" (compacted or transactional). */
  exact: z.boolean(),
  /** One copy (the leaders'). */
  sizeBytes: z.nullable(z.number()),
  /** Largest record timestamp; null when empty or not known. */
  lastMessageAtMs: z.nullable(z.number()),
  /** Null until two samples exist: watch the `topics` channel. */
  messagesPerSecond: z.nullable(z.number()),
  /** `delete`, `compact`, `compact,delete`; null when not known. */
  cleanupPolicy: z.nullable(z.string()),
  /** That have committed offsets of the topic or read it; null when not asked for, or when not all groups of the cluster told. */
  groups: z.nullable(z.int()),
  /** End minus committed, summed over these groups; null also when none has committed. */
  lag: z.nullable(int64),
  sampledAtMs: z.nullable(z.number()),
});

/** GET …/topics */
export const topicPage = z.object({
  topics: z.array(topicSummary),
  /** Matches of the query, over all pages. */
  total: z.int(),
  /** What the cluster has, to tell "empty cluster" from "nothing matches". */
  totalUnfiltered: z.int(),
  internalHidden: z.int(),
  page: z.int(),
  pageSize: z.int(),
  /** Sorts other than by name use sampled values: when the oldest of them was taken. Null for name. */
  sortSampledAtMs: z.nullable(z.number()),
});

export const partitionDetail = z.object({
  partition: partitionIndex,
  /** Null: no leader. */
  leader: z.nullable(z.int()),
  replicas: z.array(z.int()),
  isr: z.array(z.int()),
  offlineReplicas: z.array(z.int()),
  /** Of a reassignment under way. */
  addingReplicas: z.array(z.int()),
  removingReplicas: z.array(z.int()),
  leaderEpoch: z.int(),
  /** Null while the partition does not answer. */
  logStartOffset: z.nullable(int64),
  highWatermark: z.nullable(int64),
  /** High watermark minus log start offset. */
  messageCount: z.nullable(int64),
  sizeBytes: z.nullable(z.number()),
  messagesPerSecond: z.nullable(z.number()),
  bytesPerSecond: z.nullable(z.number()),
  /** Per replica, how many offsets it is behind its leader; null when it did not answer. */
  replicaLag: z.array(z.object({ broker: z.int(), offsetLag: z.nullable(int64) })),
});

/** GET …/topics/{t} */
export const topicDetail = z.object({
  name: z.string(),
  id: topicId,
  internal: z.boolean(),
  replicationFactor: z.int(),
  partitions: z.array(partitionDetail),
  messageCount: z.nullable(int64),
  exact: z.boolean(),
  sizeBytes: z.nullable(z.number()),
  lastMessageAtMs: z.nullable(z.number()),
  messagesPerSecond: z.nullable(z.number()),
  bytesPerSecond: z.nullable(z.number()),
  cleanupPolicy: z.nullable(z.string()),
  retentionMs: z.nullable(int64),
  retentionBytes: z.nullable(int64),
  maxMessageBytes: z.nullable(z.number()),
  sampledAtMs: z.number(),
});

/** POST …/topics → 201 with a TopicDetail */
export const createTopicRequest = z.strictObject({
  name: z.string(),
  partitions: z.int(),
  replicationFactor: z.int(),
  configs: z.optional(z.record(z.string(), z.string())),
  /** Only checks: 200 with `{name, valid: true}`. */
  validateOnly: z.optional(z.boolean()),
});

/** DELETE …/topics/{t} → 200 */
export const topicDeleted = z.object({ name: z.string(), id: topicId });

export type TopicListQuery = z.infer<typeof topicListQuery>;
export type TopicSort = TopicListQuery['sort'];
export type TopicSummary = z.infer<typeof topicSummary>;
export type TopicPage = z.infer<typeof topicPage>;
export type PartitionDetail = z.infer<typeof partitionDetail>;
export type TopicDetail = z.infer<typeof topicDetail>;
export type CreateTopicRequest = z.infer<typeof createTopicRequest>;
export type TopicDeleted = z.infer<typeof topicDeleted>;
