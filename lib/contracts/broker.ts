import * as z from 'zod/mini';
import { brokerProcess, brokerSummary } from './cluster';
import { int64, partitionIndex } from './scalars';

/** GET …/brokers */
export const brokerList = z.object({
  brokers: z.array(brokerSummary),
  controllerId: z.nullable(z.int()),
  sampledAtMs: z.number(),
});

const logDirFacts = {
  path: z.string(),
  /** Kafka's error name; null when the directory is well. */
  error: z.nullable(z.string()),
  totalBytes: z.nullable(z.number()),
  usableBytes: z.nullable(z.number()),
  /** All replicas in it. */
  sizeBytes: z.number(),
};

export const logDir = z.object({
  ...logDirFacts,
  replicas: z.array(
    z.object({ topic: z.string(), partition: partitionIndex, sizeBytes: z.number(), offsetLag: int64, isFuture: z.boolean() }),
  ),
});

/** GET …/brokers/{id}/log-dirs */
export const logDirs = z.object({ broker: z.int(), logDirs: z.array(logDir) });

/** One replica on a broker. */
export const brokerReplica = z.object({
  topic: z.string(),
  internal: z.boolean(),
  partition: partitionIndex,
  role: z.enum(['leader', 'in-sync', 'lagging', 'offline']),
  leader: z.nullable(z.int()),
  /** It is first among the replicas. */
  isPreferred: z.boolean(),
  /** Offsets behind the leader; null when the broker did not answer. */
  offsetLag: z.nullable(int64),
  sizeBytes: z.nullable(z.number()),
  /** Being moved here, or away. */
  moving: z.nullable(z.enum(['here', 'away'])),
});

/** GET …/brokers/{id} */
export const brokerDetail = z.object({
  broker: brokerSummary,
  /** Null when the broker did not answer, or has no such call. */
  logDirs: z.nullable(z.array(z.object({ ...logDirFacts, replicaCount: z.int() }))),
  replicas: z.array(brokerReplica),
  sampledAtMs: z.number(),
});

/** POST …/brokers/{id}/{stop|kill|freeze|thaw|start|restart|wipe}: its state when that is done. */
export const brokerActionDone = z.object({ broker: z.int(), process: z.nullable(brokerProcess) });

const quorumReplica = z.object({
  id: z.int(),
  logEndOffset: int64,
  lag: int64,
  lastFetchAtMs: z.nullable(z.number()),
  lastCaughtUpAtMs: z.nullable(z.number()),
});

/** GET …/quorum */
export const quorum = z.object({
  leaderId: z.nullable(z.int()),
  leaderEpoch: z.int(),
  highWatermark: int64,
  voters: z.array(quorumReplica),
  observers: z.array(quorumReplica),
});

export type BrokerList = z.infer<typeof brokerList>;
export type LogDir = z.infer<typeof logDir>;
export type LogDirs = z.infer<typeof logDirs>;
export type BrokerReplica = z.infer<typeof brokerReplica>;
export type BrokerActionDone = z.infer<typeof brokerActionDone>;
export type BrokerDetail = z.infer<typeof brokerDetail>;
export type Quorum = z.infer<typeof quorum>;
