/** One fetch of a follower, as far as its leader learns from it. */
export interface FollowerProgress {
  /** It has everything below. */
  readonly fetchOffset: number;
  readonly logStartOffset: number;
  readonly brokerEpoch: number;
  readonly leaderEndOffset: number;
  readonly nowMs: number;
}

const unknownOffset = -1;
const never = Number.NEGATIVE_INFINITY;

/**
 * What the leader knows of a follower: how far it is, and when it last had all there was. Times are monotonic. A follower
 * at the end of a partition that rests is not heard of again until something is appended.
 */
export class FollowerState {
  readonly brokerId: number;
  #logEndOffset = unknownOffset;
  #logStartOffset = unknownOffset;
  #brokerEpoch = -1;
  #lastFetchMs = never;
  #leaderEndAtLastFetch = unknownOffset;
  #lastCaughtUpMs = never;

  constructor(brokerId: number) {
    this.brokerId = brokerId;
  }

  /** -1: it has not fetched from this leader yet. */
  get logEndOffset(): number {
    return this.#logEndOffset;
  }

  get logStartOffset(): number {
    return this.#logStartOffset;
  }

  /** Of the broker's process that fetched last; -1 when none has. */
  get brokerEpoch(): number {
    return this.#brokerEpoch;
  }

  get lastCaughtUpMs(): number {
    return this.#lastCaughtUpMs;
  }

  /** A leader's epoch begins. A member of the ISR is given the benefit of the doubt for one lag time. */
  beginEpoch({ isInSync, nowMs, leaderEndOffset }: { isInSync: boolean; nowMs: number; leaderEndOffset: number }): void {
    this.#lastFetchMs = isInSync ? nowMs : never;
    this.#lastCaughtUpMs = isInSync ? nowMs : never;
    this.#leaderEndAtLastFetch = isInSync && this.#logEndOffset !== unknownOffset ? leaderEndOffset : unknownOffset;
  }

  /**
   * Who fetches from the leader's end has caught up now. Who fetches from where the leader's end was at its last fetch had
   * caught up then: on a busy partition no follower is ever seen at the end.
   */
  noteFetch({ fetchOffset, logStartOffset, brokerEpoch, leaderEndOffset, nowMs }: FollowerProgress): void {
    if (fetchOffset >= leaderEndOffset) this.#lastCaughtUpMs = Math.max(this.#lastCaughtUpMs, nowMs);
    else if (this.#leaderEndAtLastFetch !== unknownOffset && fetchOffset >= this.#leaderEndAtLastFetch)
      this.#lastCaughtUpMs = Math.max(this.#lastCaughtUpMs, this.#lastFetchMs);
    this.#logEndOffset = fetchOffset;
    this.#logStartOffset = logStartOffset;
    this.#brokerEpoch = brokerEpoch;
    this.#leaderEndAtLastFetch = Math.max(leaderEndOffset, this.#leaderEndAtLastFetch);
    this.#lastFetchMs = nowMs;
  }

  /** It had everything until that time. */
  noteCaughtUp(nowMs: number): void {
    this.#lastCaughtUpMs = Math.max(this.#lastCaughtUpMs, nowMs);
  }

  isCaughtUp(leaderEndOffset: number, nowMs: number, lagMsMax: number): boolean {
    return this.#logEndOffset === leaderEndOffset || nowMs - this.#lastCaughtUpMs <= lagMsMax;
  }
}
