import * as z from 'zod/mini';
import { partitionIndex } from './scalars';

/** What happened, when, and how exactly the moment is known. */
const moment = {
  id: z.string(),
  atMs: z.number(),
  /** Null: the moment itself. Else it was seen between two looks, and happened within this long before `atMs`. */
  withinMs: z.nullable(z.number()),
};

const broker = z.int();
const milliseconds = z.nullable(z.number());
const partitionRef = z.object({ topic: z.string(), partition: partitionIndex, leaderEpoch: z.optional(z.int()) });
/** How many partitions it is about, and the first twenty of them. */
const partitions = { count: z.int(), partitions: z.array(partitionRef) };

/** What can happen to a cluster. What changed at the same moment in the same way is one event. */
export const clusterEvent = z.discriminatedUnion('kind', [
  // Processes: the bundled cluster only.
  z.object({ ...moment, kind: z.literal('broker-up'), broker, afterMs: milliseconds, restarts: z.int() }),
  z.object({
    ...moment,
    kind: z.literal('broker-down'),
    broker,
    reason: z.string(),
    /** Null: it died unasked. */
    asked: z.nullable(z.enum(['stop', 'kill', 'restart'])),
  }),
  z.object({ ...moment, kind: z.literal('broker-restarting'), broker, inMs: z.number() }),
  z.object({ ...moment, kind: z.literal('broker-frozen'), broker }),
  z.object({ ...moment, kind: z.literal('broker-thawed'), broker, afterMs: milliseconds }),
  z.object({ ...moment, kind: z.literal('broker-wiped'), broker }),
  // Metadata.
  z.object({ ...moment, kind: z.literal('broker-fenced'), broker, afterMs: milliseconds }),
  z.object({ ...moment, kind: z.literal('broker-unfenced'), broker }),
  z.object({ ...moment, kind: z.literal('broker-registered'), broker }),
  z.object({ ...moment, kind: z.literal('broker-unregistered'), broker }),
  z.object({
    ...moment,
    kind: z.literal('controller-changed'),
    from: z.nullable(broker),
    to: z.nullable(broker),
    afterMs: milliseconds,
  }),
  z.object({
    ...moment,
    kind: z.literal('leader-changed'),
    from: z.nullable(broker),
    /** Null: nobody leads. */
    to: z.nullable(broker),
    /** Since the old leader died, stopped or froze. */
    afterMs: milliseconds,
    ...partitions,
  }),
  z.object({ ...moment, kind: z.literal('isr-changed'), joined: z.array(broker), left: z.array(broker), ...partitions }),
  z.object({
    ...moment,
    kind: z.literal('partitions-reassigned'),
    phase: z.enum(['begun', 'done', 'cancelled']),
    from: z.array(broker),
    to: z.array(broker),
    ...partitions,
  }),
  z.object({
    ...moment,
    kind: z.literal('topic-created'),
    count: z.int(),
    topics: z.array(z.object({ name: z.string(), partitions: z.int(), replicationFactor: z.int() })),
  }),
  z.object({ ...moment, kind: z.literal('topic-deleted'), count: z.int(), topics: z.array(z.object({ name: z.string() })) }),
  z.object({ ...moment, kind: z.literal('partitions-added'), topic: z.string(), from: z.int(), to: z.int() }),
  z.object({
    ...moment,
    kind: z.literal('config-changed'),
    /** Of a broker with an empty name: the default of all brokers. */
    resource: z.object({ type: z.enum(['topic', 'broker']), name: z.string() }),
    /** Null: not set. */
    changes: z.array(z.object({ name: z.string(), from: z.nullable(z.string()), to: z.nullable(z.string()) })),
  }),
  z.object({
    ...moment,
    kind: z.literal('group-rebalanced'),
    group: z.string(),
    members: z.int(),
    /** Null where the cluster's brokers do not tell. */
    generation: z.nullable(z.int()),
  }),
]);

/** GET …/events, newest first. */
export const clusterEvents = z.object({
  events: z.array(clusterEvent),
  /**
   * Where they come from: `supervisor` tells each at its moment; `polls` are differences between looks, taken while somebody
   * looks at the cluster.
   */
  source: z.enum(['supervisor', 'polls']),
  /** Polls: since when the console has looked without a break; null when it has not yet. */
  watchedSinceMs: z.nullable(z.number()),
});

export type ClusterEvent = z.infer<typeof clusterEvent>;
export type ClusterEventKind = ClusterEvent['kind'];
export type ClusterEvents = z.infer<typeof clusterEvents>;
