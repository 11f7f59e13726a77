import type { ReplicaKey } from './replica-key';

/** What a leader knows of one other replica, from its fetches. */
export class ReplicaProgress {
  readonly replica: ReplicaKey;
  /** Everything before it is on the replica's disk; -1: not known. */
  endOffset = -1;
  /** -1: never. */
  lastFetchMs = -1;
  /** When it last had everything the leader had at that time; -1: never. */
  lastCaughtUpMs = -1;
  #leaderEndAtLastFetch = -1;

  constructor(replica: ReplicaKey) {
    this.replica = replica;
  }

  onFetch(fetchOffset: number, leaderEndOffset: number, nowMs: number): void {
    if (fetchOffset >= leaderEndOffset) this.lastCaughtUpMs = nowMs;
    else if (this.lastFetchMs >= 0 && fetchOffset >= this.#leaderEndAtLastFetch)
      this.lastCaughtUpMs = Math.max(this.lastCaughtUpMs, this.lastFetchMs);
    this.endOffset = Math.max(this.endOffset, fetchOffset);
    this.#leaderEndAtLastFetch = leaderEndOffset;
    this.lastFetchMs = nowMs;
  }

  /** It is alive, though it does not fetch records now. */
  onContact(nowMs: number): void {
    this.lastFetchMs = nowMs;
  }
}
