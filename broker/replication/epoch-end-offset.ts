/** The largest epoch a log knows at or below one that was asked for, and where it ends there; -1 and -1 when it knows none. */
export interface EpochEndOffset {
  readonly leaderEpoch: number;
  readonly endOffset: number;
}
