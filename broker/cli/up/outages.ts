/** Since when brokers do not serve: their process ended or was frozen, or the controller fenced them. */
export class Outages {
  readonly #sinceMs = new Map<number, number>();

  /** What comes later in the same outage does not count. */
  begin(broker: number, atMs: number): void {
    if (!this.#sinceMs.has(broker)) this.#sinceMs.set(broker, atMs);
  }

  end(broker: number): void {
    this.#sinceMs.delete(broker);
  }

  /** Null when the broker is not out. */
  elapsedMs(broker: number | null, atMs: number): number | null {
    const sinceMs = broker === null ? undefined : this.#sinceMs.get(broker);
    return sinceMs === undefined ? null : Math.max(0, atMs - sinceMs);
  }
}
