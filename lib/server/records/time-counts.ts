const hourMs = 3_600_000;
/** From an hour up: a topic of ten years has a few dozen columns, not 87,600. */
const widthsMs = [
  hourMs,
  6 * hourMs,
  24 * hourMs,
  7 * 24 * hourMs,
  30 * 24 * hourMs,
  365 * 24 * hourMs,
  3_650 * 24 * hourMs,
] as const;
const bucketsMax = 400;

/** Records per hour; where that would be too many columns, per longer span. Whatever the timestamps say, it stays small. */
export class TimeCounts {
  #width = 0;
  #counts = new Map<number, number>();

  get widthMs(): number {
    return widthsMs[this.#width] ?? hourMs;
  }

  /** By their beginnings, ascending; spans without a record are left out. */
  get buckets(): readonly { readonly atMs: number; readonly count: number }[] {
    return [...this.#counts].map(([index, count]) => ({ atMs: index * this.widthMs, count })).sort((a, b) => a.atMs - b.atMs);
  }

  add(timestampMs: number): void {
    const index = Math.floor(timestampMs / this.widthMs);
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + 1);
    if (this.#counts.size > bucketsMax && this.#width < widthsMs.length - 1) this.#widen();
  }

  #widen(): void {
    const { buckets } = this;
    this.#width += 1;
    this.#counts = new Map();
    for (const { atMs, count } of buckets) {
      const index = Math.floor(atMs / this.widthMs);
      this.#counts.set(index, (this.#counts.get(index) ?? 0) + count);
    }
    if (this.#counts.size > bucketsMax && this.#width < widthsMs.length - 1) this.#widen();
  }
}
