/** At most this far behind is made up for: after a pause of the cluster the rate goes on, without a flood. */
const behindMsMax = 250;
const waitMsMin = 5;

/** How many are due at a steady rate; null is as many as there can be. */
export class Pace {
  readonly #perSecond: number | null;
  #startedAt: number;
  #taken = 0;

  constructor(perSecond: number | null, startedAt: number) {
    this.#perSecond = perSecond;
    this.#startedAt = startedAt;
  }

  /** The first is due at once. */
  due(now: number): number {
    if (this.#perSecond === null) return Number.POSITIVE_INFINITY;
    const behindMs = now - this.#timeOf(this.#taken);
    if (behindMs > behindMsMax + 1000 / this.#perSecond) this.#startedAt += behindMs - behindMsMax;
    return Math.max(0, Math.floor(((now - this.#startedAt) / 1000) * this.#perSecond) + 1 - this.#taken);
  }

  took(count: number): void {
    this.#taken += count;
  }

  /** Until the next is due. */
  waitMs(now: number): number {
    return Math.max(waitMsMin, this.#timeOf(this.#taken) - now);
  }

  #timeOf(index: number): number {
    return this.#startedAt + (this.#perSecond === null ? 0 : (index * 1000) / this.#perSecond);
  }
}
