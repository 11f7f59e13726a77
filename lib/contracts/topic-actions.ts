import * as z from 'zod/mini';
import { apiErrorBody } from './error';
import { partitionProblem } from './record';
import { int64, partitionIndex, topicId } from './scalars';

/** With `dryRun` nothing is changed: the answer says what would be. */
export const dryRunQuery = z.object({ dryRun: z._default(z.boolean(), false) });

/** POST …/topics/{t}/partitions?dryRun=: how many partitions the topic shall have. */
export const growTopicRequest = z.strictObject({ partitions: z.int() });

export const topicGrown = z.object({
  name: z.string(),
  id: topicId,
  dryRun: z.boolean(),
  before: z.int(),
  partitions: z.int(),
  /** Of all keys that a producer places by hash, how many go to another partition from now on: 0 to 1. */
  movingKeyShare: z.number(),
});

/** POST …/topics/{t}/records/delete?dryRun= */
export const deleteRecordsRequest = z.strictObject({
  /** What lies before it goes: `end` (all), `o:120`, `o:0@120,3@88` or `t:<time>`. */
  before: z.string(),
  /** Partitions like `0-9,12`; all when absent. */
  p: z.optional(z.string()),
  /** Of the dry run: a topic that was recreated since is left alone. */
  topicId: z.optional(topicId),
});

export const recordsDeleted = z.object({
  name: z.string(),
  id: topicId,
  dryRun: z.boolean(),
  partitions: z.array(
    z.object({
      partition: partitionIndex,
      /** First offset before, and the one that is first afterwards. */
      start: int64,
      before: int64,
      end: int64,
      error: z.nullable(apiErrorBody),
    }),
  ),
  /** Partitions that could not be asked: nothing of them is deleted. */
  problems: z.array(partitionProblem),
  /** Of the partitions without an error. */
  countAtMost: int64,
  /** False: some of the offsets hold no record (compacted or transactional). */
  exact: z.boolean(),
  /** In a dry run: groups that have not read some of it. Null when not asked. */
  groups: z.nullable(z.array(z.object({ groupId: z.string(), unreadAtMost: int64 }))),
  /** Groups that the cluster does not let the console look into. */
  groupsRefused: z.array(z.string()),
  /** Brokers whose groups are missing because they did not answer. */
  brokersMissing: z.array(z.int()),
});

/** POST …/topics/{t}/recreate?dryRun= */
export const recreateTopicRequest = z.strictObject({
  /** Of the dry run: a topic that was recreated since is left alone. */
  topicId: z.optional(topicId),
});

export const topicRecreated = z.object({
  name: z.string(),
  /** In a dry run that of the topic that would go, else that of the new one. */
  id: topicId,
  dryRun: z.boolean(),
  partitions: z.int(),
  replicationFactor: z.int(),
  /** Null: every replica is on the broker where it was. Else the cluster places them, and this is why. */
  placementRefused: z.nullable(apiErrorBody),
  /** What the topic itself sets. */
  configs: z.record(z.string(), z.string()),
  /** Set on it too, but the cluster does not tell the value: they are not taken over. */
  configsUnread: z.array(z.string()),
  /** False: whether the cluster would make it is known only when it is asked to. */
  isChecked: z.boolean(),
  /** What goes, or is gone. */
  messageCount: z.nullable(int64),
  exact: z.boolean(),
  sizeBytes: z.nullable(z.number()),
  /**
   * In a dry run the groups that read the topic or have committed offsets of it; else those that have committed some again. Null when the
   * cluster does not say.
   */
  groups: z.nullable(z.array(z.object({ groupId: z.string(), hasCommitted: z.boolean(), isReading: z.boolean() }))),
  groupsRefused: z.array(z.string()),
  brokersMissing: z.array(z.int()),
  /** The same by hand. */
  deleteCommand: z.string(),
  createCommand: z.string(),
});

export type GrowTopicRequest = z.infer<typeof growTopicRequest>;
export type TopicGrown = z.infer<typeof topicGrown>;
export type DeleteRecordsRequest = z.infer<typeof deleteRecordsRequest>;
export type RecordsDeleted = z.infer<typeof recordsDeleted>;
export type RecreateTopicRequest = z.infer<typeof recreateTopicRequest>;
export type TopicRecreated = z.infer<typeof topicRecreated>;
