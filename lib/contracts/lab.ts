import * as z from 'zod/mini';
import { apiErrorBody } from './error';

/**
 * GET …/lab/proof: a producer that writes with acks=all and never gives up, and a reader that looks for every write it was
 * told of. Kept on the server, so that a closed page cannot lose count.
 */
export const proof = z.object({
  state: z.enum(['idle', 'starting', 'running', 'stopping', 'stopped', 'failed']),
  /** Why it stopped by itself. */
  stopReason: z.nullable(z.enum(['asked', 'nobody-looks', 'topic-gone'])),
  topic: z.string(),
  partitions: z.int(),
  replicationFactor: z.int(),
  minInsyncReplicas: z.int(),
  startedAtMs: z.nullable(z.number()),
  /** Writes that a broker has acknowledged. */
  acknowledged: z.int(),
  /** Of those, how many the reader has looked for where they must be. */
  verified: z.int(),
  /** Looked for and not there. */
  lost: z.int(),
  /** Read more than once. */
  doubled: z.int(),
  /** Acknowledged, but removed by retention before the reader came: neither lost nor found. */
  notChecked: z.int(),
  /** The longest that one write waited for its acknowledgement, retries included; the one waiting now counts too. */
  longestPauseMs: z.number(),
  /** Partitions whose write has waited for more than half a second now. */
  waitingPartitions: z.array(z.int()),
  /** Acknowledged writes in each of the last seconds, oldest first. */
  writesPerSecond: z.array(z.int()),
  /** What the producer or the reader met last and goes on trying to get over. */
  problem: z.nullable(apiErrorBody),
});

/** POST …/lab/proof/{action} */
export const proofAction = z.enum(['start', 'stop', 'reset']);

export type Proof = z.infer<typeof proof>;
export type ProofAction = z.infer<typeof proofAction>;
