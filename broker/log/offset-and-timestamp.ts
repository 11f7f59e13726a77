/** A record found by time. */
export interface OffsetAndTimestamp {
  readonly offset: number;
  readonly timestampMs: number;
  /** −1 when no epoch is known for the offset. */
  readonly leaderEpoch: number;
}
