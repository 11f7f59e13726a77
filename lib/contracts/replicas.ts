import * as z from 'zod/mini';
import { apiErrorBody } from './error';
import { partitionIndex, topicId } from './scalars';

/** Who has a partition, and what of it is on the move. */
export const partitionReplicas = z.object({
  partition: partitionIndex,
  /** Null: no leader. */
  leader: z.nullable(z.int()),
  /** −1 where the brokers do not say: before Kafka 2.1. */
  leaderEpoch: z.int(),
  /** The first one is the preferred leader. */
  replicas: z.array(z.int()),
  isr: z.array(z.int()),
  offlineReplicas: z.array(z.int()),
  /** Of a reassignment under way. */
  addingReplicas: z.array(z.int()),
  removingReplicas: z.array(z.int()),
});

export const topicReplicas = z.object({
  name: z.string(),
  id: topicId,
  internal: z.boolean(),
  partitions: z.array(partitionReplicas),
});

/** Query of GET …/replicas and of the `replicas` channel. */
export const replicaMapQuery = z.object({
  /** Part of a topic's name. */
  q: z._default(z.string(), ''),
  internal: z._default(z.boolean(), true),
  /** Only partitions that miss a replica or a leader, or are led by another than their preferred one. */
  trouble: z._default(z.boolean(), false),
});

const replicaTotals = {
  /** Of the whole cluster, whatever is asked for. */
  partitions: z.int(),
  /** What fits the query; the map holds at most `replicaMapPartitionsMax` of them. */
  matching: z.int(),
};

export const replicaMapPartitionsMax = 20_000;

/** GET …/replicas: every partition of the cluster, by topic. */
export const replicaMap = z.object({
  brokers: z.array(z.object({ id: z.int(), alive: z.boolean() })),
  topics: z.array(topicReplicas),
  ...replicaTotals,
});

/** `replicas`: a patch of a replicas channel. Topics that changed, each whole, and names of those that are gone. */
export const replicasEvent = z.object({
  channel: z.string(),
  brokers: z.array(z.object({ id: z.int(), alive: z.boolean() })),
  topics: z.array(topicReplicas),
  gone: z.array(z.string()),
  ...replicaTotals,
});

const partitionAddress = z.object({ topic: z.string(), partition: partitionIndex });
const partitionResults = z.array(z.object({ topic: z.string(), partition: partitionIndex, error: z.nullable(apiErrorBody) }));

/** POST …/leader-elections: gives leadership back to preferred replicas; of all partitions when none are named. */
export const leaderElectionRequest = z.strictObject({
  partitions: z.optional(z.array(partitionAddress).check(z.minLength(1), z.maxLength(10_000))),
});

/** Partitions that were led by their preferred replica before are left out. */
export const leaderElectionResponse = z.object({ results: partitionResults });

/** POST …/reassignments: the replicas a partition shall have, the preferred leader first; null takes a move back. */
export const reassignmentRequest = z.strictObject({
  partitions: z
    .array(z.object({ ...partitionAddress.shape, replicas: z.nullable(z.array(z.int()).check(z.minLength(1))) }))
    .check(z.minLength(1), z.maxLength(1_000)),
});
export const reassignmentResponse = z.object({ results: partitionResults });

/** GET …/reassignments: what is on the move. */
export const reassignmentList = z.object({
  reassignments: z.array(
    z.object({
      ...partitionAddress.shape,
      replicas: z.array(z.int()),
      addingReplicas: z.array(z.int()),
      removingReplicas: z.array(z.int()),
    }),
  ),
});

/** POST …/topics/{t}/partitions/{p}/preferred-leader: puts the broker first among the replicas and lets it lead. */
export const preferredLeaderRequest = z.strictObject({ broker: z.int() });

export type PartitionReplicas = z.infer<typeof partitionReplicas>;
export type TopicReplicas = z.infer<typeof topicReplicas>;
export type ReplicaMapQuery = z.infer<typeof replicaMapQuery>;
export type ReplicaMap = z.infer<typeof replicaMap>;
export type ReplicasEvent = z.infer<typeof replicasEvent>;
export type LeaderElectionRequest = z.infer<typeof leaderElectionRequest>;
export type LeaderElectionResponse = z.infer<typeof leaderElectionResponse>;
export type ReassignmentRequest = z.infer<typeof reassignmentRequest>;
export type ReassignmentResponse = z.infer<typeof reassignmentResponse>;
export type ReassignmentList = z.infer<typeof reassignmentList>;
