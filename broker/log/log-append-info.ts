/** What became of one append. */
export interface LogAppendInfo {
  /** Offset of the first batch (of the original one when `duplicate`). */
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly maxTimestampMs: number;
  /** −1 with CreateTime. */
  readonly logAppendTimeMs: number;
  readonly logStartOffset: number;
  /** The producer had already written this batch; nothing was appended. */
  readonly duplicate: boolean;
  readonly sizeBytes: number;
}

/** Who built the batches: what a client sends is checked in full, what the broker itself builds is not. */
export type AppendOrigin = 'client' | 'coordinator' | 'raft-leader';

export interface AppendOptions {
  readonly leaderEpoch: number;
  readonly origin: AppendOrigin;
}
