import type { Uuid } from '../protocol/primitives/uuid';

/** One committed batch: the records of one decision, all of them or none. */
export interface MetadataBatch {
  readonly lastOffset: number;
  readonly epoch: number;
  /** Values of its records; empty for a control batch. */
  readonly values: readonly Buffer[];
}

export interface QuorumReplica {
  readonly id: number;
  readonly directoryId: Uuid;
  readonly logEndOffset: number;
  /** -1: never. */
  readonly lastFetchMs: number;
  readonly lastCaughtUpMs: number;
}

export interface QuorumStatus {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly voters: readonly QuorumReplica[];
  readonly observers: readonly QuorumReplica[];
}

/** The log the controller writes its decisions to: a quorum's, of which this node is the leader. */
export interface MetadataLog {
  /** The epoch in which this node leads; the epoch of every batch it appends. */
  readonly leaderEpoch: number;
  /** The offset of the next record. It moves as soon as append() is called. */
  readonly nextOffset: number;
  /** Everything committed, in order. To be read before the first append. */
  committedBatches(): AsyncIterable<MetadataBatch>;
  /**
   * Appends the records as one batch at nextOffset; resolves when it is committed, in the order of the calls. After a
   * rejection nothing more is written: every later call rejects too.
   */
  append(values: readonly Buffer[]): Promise<void>;
  status(): QuorumStatus;
}
