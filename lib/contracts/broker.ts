import * as z from 'zod/mini';
import { brokerSummary } from './cluster';
import { int64, partitionIndex } from './scalars';

/** GET …/brokers */
export const brokerList = z.object({
  brokers: z.array(brokerSummary),
  controllerId: z.nullable(z.int()),
  sampledAtMs: z.number(),
});

export const logDir = z.object({
  path: z.string(),
  /** Kafka's error name; null when the directory is well. */
  error: z.nullable(z.string()),
  totalBytes: z.nullable(z.number()),
  usableBytes: z.nullable(z.number()),
  sizeBytes: z.number(),
  replicas: z.array(
    z.object({ topic: z.string(), partition: partitionIndex, sizeBytes: z.number(), offsetLag: int64, isFuture: z.boolean() }),
  ),
});

/** GET …/brokers/{id}/log-dirs */
export const logDirs = z.object({ broker: z.int(), logDirs: z.array(logDir) });

/** GET …/brokers/{id} */
export const brokerDetail = z.object({ broker: brokerSummary, logDirs: z.nullable(z.array(logDir)), sampledAtMs: z.number() });

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
export type BrokerDetail = z.infer<typeof brokerDetail>;
export type Quorum = z.infer<typeof quorum>;
