import * as z from 'zod/mini';
import { apiErrorBody } from './error';
import { int64 } from './scalars';

/** GET /api/v1/health */
export const health = z.object({
  status: z.literal('ok'),
  clusters: z.array(z.object({ id: z.string(), ready: z.boolean() })),
});

/** GET /api/v1/clusters */
export const clusterSummary = z.object({
  id: z.string(),
  name: z.string(),
  /** The bundled cluster: it has a supervisor, so events, restarts and connections are known. */
  local: z.boolean(),
  bootstrapServers: z.array(z.string()),
});
export const clusterList = z.object({ clusters: z.array(clusterSummary) });

/** What only the supervisor knows; null for brokers that are not ours. */
export const brokerProcess = z.object({
  state: z.enum(['starting', 'running', 'down', 'restarting', 'stopped']),
  sinceMs: z.number(),
  restarts: z.int(),
  lastExit: z.nullable(z.string()),
  connections: z.nullable(z.int()),
  bytesInPerSecond: z.nullable(z.number()),
  bytesOutPerSecond: z.nullable(z.number()),
  requestsPerSecond: z.nullable(z.number()),
});

export const brokerSummary = z.object({
  id: z.int(),
  host: z.string(),
  port: z.int(),
  rack: z.nullable(z.string()),
  /** In the cluster's metadata now. Dead ones stay listed as long as partitions or the supervisor name them. */
  alive: z.boolean(),
  isController: z.boolean(),
  leaderCount: z.int(),
  replicaCount: z.int(),
  outOfSyncCount: z.int(),
  /** All replicas it holds; null when it was not asked or did not answer. */
  sizeBytes: z.nullable(z.number()),
  process: z.nullable(brokerProcess),
});

/** One fact for the health sentence, worst first. */
export const healthFact = z.object({
  code: z.enum([
    'unreachable', // no broker answers
    'broker-down', // count brokers, `brokers` names them
    'leaderless-partitions',
    'under-replicated-partitions', // a replica is not in the ISR
    'no-controller', // the quorum has no leader
    'no-topics', // nothing wrong: the cluster is empty
    'all-in-sync', // nothing wrong; never beside a lagging replica
  ]),
  severity: z.enum(['ok', 'warning', 'critical']),
  count: z.int(),
  brokers: z.array(z.int()),
});

export const clusterEvent = z.object({
  id: z.string(),
  atMs: z.number(),
  kind: z.enum(['broker-up', 'broker-down', 'broker-restarting']),
  broker: z.nullable(z.int()),
  /** How long it took (up) or will take (restarting). */
  durationMs: z.nullable(z.number()),
  /** Exit code or signal of a broker that went down, shown as it is. */
  reason: z.nullable(z.string()),
});

/** GET /api/v1/clusters/{c}: 200 even when no broker answers (then `reachable` is false and the counts are the last known). */
export const clusterDetail = z.object({
  id: z.string(),
  name: z.string(),
  local: z.boolean(),
  bootstrapServers: z.array(z.string()),
  reachable: z.boolean(),
  /** Why it is not reachable. */
  problem: z.nullable(apiErrorBody),
  /** Null until a broker answered once. */
  clusterId: z.nullable(z.string()),
  /** The quorum leader; null when not known. */
  controllerId: z.nullable(z.int()),
  brokers: z.array(brokerSummary),
  counts: z.object({
    brokersAlive: z.int(),
    brokersDead: z.int(),
    topics: z.int(),
    internalTopics: z.int(),
    partitions: z.int(),
    leaderlessPartitions: z.int(),
    underReplicatedPartitions: z.int(),
    groups: z.nullable(z.int()),
  }),
  totals: z.object({
    /** Messages in topics that are not internal. */
    messages: z.nullable(int64),
    /** One copy of each partition (the leader's). */
    sizeBytes: z.nullable(z.number()),
  }),
  /** From the last two samples; null until there are two. */
  rates: z.object({
    messagesPerSecond: z.nullable(z.number()),
    /** Bytes written to logs, one copy. */
    bytesInPerSecond: z.nullable(z.number()),
    /** Local cluster only. */
    bytesOutPerSecond: z.nullable(z.number()),
  }),
  /** For the plots: up to five minutes, one point a second at most, oldest first. */
  history: z.array(
    z.object({ atMs: z.number(), messagesPerSecond: z.nullable(z.number()), bytesInPerSecond: z.nullable(z.number()) }),
  ),
  health: z.object({
    status: z.enum(['healthy', 'degraded', 'down']),
    facts: z.array(healthFact),
  }),
  /** Local: from the supervisor, newest first. Elsewhere null. */
  events: z.nullable(z.array(clusterEvent)),
  /** When the console or the bundled cluster started; null when not known. */
  startedAtMs: z.nullable(z.number()),
  sampledAtMs: z.number(),
});

export type Health = z.infer<typeof health>;
export type ClusterList = z.infer<typeof clusterList>;
export type BrokerProcess = z.infer<typeof brokerProcess>;
export type BrokerSummary = z.infer<typeof brokerSummary>;
export type HealthFact = z.infer<typeof healthFact>;
export type ClusterEvent = z.infer<typeof clusterEvent>;
export type ClusterDetail = z.infer<typeof clusterDetail>;
