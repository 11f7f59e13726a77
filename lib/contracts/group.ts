import * as z from 'zod/mini';
import { int64, partitionIndex } from './scalars';

export const groupState = z.enum([
  'Empty',
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
  'Assigning',
  'Reconciling',
  'Unknown',
]);

export const groupListQuery = z.object({
  q: z._default(z.string(), ''),
  page: z._default(z.int().check(z.gte(1)), 1),
  pageSize: z._default(z.int().check(z.gte(1), z.lte(500)), 50),
});

export const groupSummary = z.object({
  groupId: z.string(),
  state: groupState,
  /** `classic`, `consumer`, `share`…, as the cluster names it; null on clusters that do not say. */
  type: z.nullable(z.string()),
  protocolType: z.string(),
  coordinator: z.nullable(z.int()),
  /** Null when the coordinator did not answer. */
  memberCount: z.nullable(z.int()),
  topics: z.array(z.string()),
  /** Summed over partitions with a committed offset. */
  totalLag: z.nullable(int64),
});

/** GET …/groups */
export const groupPage = z.object({
  groups: z.array(groupSummary),
  total: z.int(),
  totalUnfiltered: z.int(),
  page: z.int(),
  pageSize: z.int(),
  /** Brokers that did not answer: their groups are missing. */
  brokersMissing: z.array(z.int()),
});

export const groupMember = z.object({
  memberId: z.string(),
  instanceId: z.nullable(z.string()),
  clientId: z.string(),
  host: z.string(),
  assignment: z.array(z.object({ topic: z.string(), partitions: z.array(partitionIndex) })),
});

export const groupOffset = z.object({
  topic: z.string(),
  partition: partitionIndex,
  /** Null: nothing committed. */
  committed: z.nullable(int64),
  committedLeaderEpoch: z.nullable(z.int()),
  metadata: z.nullable(z.string()),
  start: z.nullable(int64),
  end: z.nullable(int64),
  /** End minus committed; null when one of them is not known. */
  lag: z.nullable(int64),
  /** Who reads it now; null: nobody. */
  memberId: z.nullable(z.string()),
});

/** GET …/groups/{g} */
export const groupDetail = z.object({
  groupId: z.string(),
  state: groupState,
  type: z.nullable(z.string()),
  protocolType: z.string(),
  /** The assignor in use; empty when there is none. */
  protocol: z.string(),
  coordinator: z.nullable(z.object({ id: z.int(), host: z.string(), port: z.int() })),
  members: z.array(groupMember),
  /** Every partition that is committed or assigned, by topic, then partition. */
  offsets: z.array(groupOffset),
  totalLag: z.nullable(int64),
  sampledAtMs: z.number(),
});

/** GET …/topics/{t}/groups: groups that have committed to the topic or read it now; `offsets` of this topic only, every partition. */
export const topicGroups = z.object({
  groups: z.array(groupDetail),
  brokersMissing: z.array(z.int()),
  /** Groups that the cluster does not let the console look into: they may read the topic. */
  refused: z.array(z.string()),
  sampledAtMs: z.number(),
});

export type GroupState = z.infer<typeof groupState>;
export type GroupListQuery = z.infer<typeof groupListQuery>;
export type GroupSummary = z.infer<typeof groupSummary>;
export type GroupPage = z.infer<typeof groupPage>;
export type GroupMember = z.infer<typeof groupMember>;
export type GroupOffset = z.infer<typeof groupOffset>;
export type GroupDetail = z.infer<typeof groupDetail>;
export type TopicGroups = z.infer<typeof topicGroups>;
