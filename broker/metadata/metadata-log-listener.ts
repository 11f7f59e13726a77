/** Who leads the metadata quorum in an epoch. */
export interface LeaderAndEpoch {
  /** -1: not known. */
  readonly leaderId: number;
  readonly epoch: number;
}

/** One committed batch: the records of one decision, all of them or none. */
export interface MetadataBatch {
  readonly lastOffset: number;
  readonly epoch: number;
  /** Values of its records; empty for a control batch. */
  readonly values: readonly Buffer[];
}

/** All metadata up to an offset, as records that make it. */
export interface MetadataSnapshot {
  /** The first offset that is not in it. */
  readonly endOffset: number;
  readonly epoch: number;
  readonly values: readonly Buffer[];
}

/** What a node's copy of the metadata log tells: one call at a time, each awaited. */
export interface MetadataLogListener {
  /** Committed batches in order, without gaps; those this node appended itself come too. */
  onCommit(batches: readonly MetadataBatch[]): Promise<void>;
  /** Replaces everything before. */
  onSnapshot(snapshot: MetadataSnapshot): Promise<void>;
  /** That this node leads is told only when every record of earlier epochs was delivered by onCommit. */
  onLeaderChange(leader: LeaderAndEpoch): void;
}
