import * as z from 'zod/mini';
import { apiErrorBody } from './error';
import { clusterLimit } from './limit';
import { int64 } from './scalars';

/** GET /api/v1/health */
export const health = z.object({
  status: z.literal('ok'),
  clusters: z.array(z.object({ id: z.string(), ready: z.boolean() })),
});

/** A sign for people, so that production is not taken for a test. */
export const clusterColours = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'grey'] as const;
export const clusterColour = z.enum(clusterColours);

/** GET /api/v1/clusters */
export const clusterSummary = z.object({
  id: z.string(),
  name: z.string(),
  colour: z.nullable(clusterColour),
  /** Every call that would change it is refused. */
  readOnly: z.boolean(),
  /** It was added in the console, and can be removed there. */
  added: z.boolean(),
  /** How connections are secured. */
  security: z.enum(['plaintext', 'tls', 'sasl', 'sasl-tls']),
  /** Messages that name a schema can be read with it. */
  hasSchemaRegistry: z.boolean(),
  /** The bundled cluster: it has a supervisor, so events, restarts and connections are known. */
  local: z.boolean(),
  bootstrapServers: z.array(z.string()),
});
export const clusterList = z.object({ clusters: z.array(clusterSummary) });

export const brokerAction = z.enum(['stop', 'kill', 'freeze', 'thaw', 'start', 'restart', 'wipe']);

/** What only the supervisor knows; null for brokers that are not ours. */
export const brokerProcess = z.object({
  /**
   * starting: it runs and is not in the cluster yet. restarting: it died unasked, its next start is near. stopping: told to
   * stop, still flushing. stopped, killed, frozen: by a person, and it stays so.
   */
  state: z.enum(['starting', 'running', 'frozen', 'restarting', 'stopping', 'stopped', 'killed']),
  sinceMs: z.number(),
  /** Of the present process; null when there is none. */
  startedAtMs: z.nullable(z.number()),
  restarts: z.int(),
  lastExit: z.nullable(z.string()),
  /** Nobody had asked for its last exit. */
  diedUnasked: z.boolean(),
  /** What can be done to it now. */
  actions: z.array(brokerAction),
  residentBytes: z.nullable(z.number()),
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
  /** In the metadata quorum; null when it has no part in it, or nobody says. */
  quorumRole: z.nullable(z.enum(['leader', 'voter', 'observer'])),
  leaderCount: z.int(),
  replicaCount: z.int(),
  /** Of its replicas, those outside the ISR; all of a dead broker's are. */
  outOfSyncCount: z.int(),
  /** Partitions it leads that miss a replica in sync, and those with fewer in sync than acks=all wants. */
  underReplicatedCount: z.int(),
  underMinIsrCount: z.int(),
  /** Partitions without a leader that have a replica here. */
  leaderlessCount: z.int(),
  /** Partitions that would rather be led by it, their first replica, and are not. */
  preferredNotLeadingCount: z.int(),
  /** All replicas it holds; null when it was not asked or did not answer. */
  sizeBytes: z.nullable(z.number()),
  /** Of the disks its log directories are on; null where the broker does not say. */
  diskTotalBytes: z.nullable(z.number()),
  diskFreeBytes: z.nullable(z.number()),
  /** Of Kafka, as far as its API versions tell: `4.3`, `3.x`. Null when it did not answer. */
  version: z.nullable(z.string()),
  process: z.nullable(brokerProcess),
});

/** One fact for the health sentence, worst first. */
export const healthFact = z.object({
  code: z.enum([
    'unreachable', // no broker answers
    'broker-down', // count brokers, `brokers` names them
    'leaderless-partitions',
    'under-min-isr-partitions', // fewer in sync than min.insync.replicas: acks=all is refused
    'under-replicated-partitions', // a replica is not in the ISR
    'lagging-replicas', // alive and not in the ISR; `brokers` hold them
    'no-controller', // the quorum has no leader
    'no-topics', // nothing wrong: the cluster is empty
    'all-in-sync', // nothing wrong; never beside a lagging replica
  ]),
  severity: z.enum(['ok', 'warning', 'critical']),
  count: z.int(),
  brokers: z.array(z.int()),
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
  /** The quorum leader, or, in clusters that have no quorum, whom the brokers name; null when not known. */
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
    underMinIsrPartitions: z.int(),
    /** Replicas that are alive and not in the ISR. */
    laggingReplicas: z.int(),
    /** Partitions whose first replica is alive, in sync, and does not lead. */
    preferredNotLeading: z.int(),
    /** Partitions whose replicas are being moved; null when nobody says. */
    reassigningPartitions: z.nullable(z.int()),
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
  /** `none` where Ottla does not run the brokers. */
  supervisor: z.enum(['answers', 'silent', 'none']),
  /** What pages have to do without here. */
  limits: z.array(clusterLimit),
  /** When the console or the bundled cluster started; null when not known. */
  startedAtMs: z.nullable(z.number()),
  sampledAtMs: z.number(),
});

export type ClusterColour = z.infer<typeof clusterColour>;
export type Health = z.infer<typeof health>;
export type ClusterSummary = z.infer<typeof clusterSummary>;
export type ClusterList = z.infer<typeof clusterList>;
export type BrokerAction = z.infer<typeof brokerAction>;
export type BrokerProcess = z.infer<typeof brokerProcess>;
export type BrokerSummary = z.infer<typeof brokerSummary>;
export type HealthFact = z.infer<typeof healthFact>;
export type ClusterDetail = z.infer<typeof clusterDetail>;
