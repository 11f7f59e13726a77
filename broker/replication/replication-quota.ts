import type { Clock } from '../platform/clock';

/** A pause of the traffic lets this much of it come at once later. */
const burstSeconds = 1;
/** What was let through at once is forgotten after this long, as Kafka counts over a window: the next throttle may begin. */
const debtSecondsMax = 10;

/** Bytes a second for throttled replicas, on one side of replication. What was let through above the rate is waited for. */
export class ReplicationQuota {
  readonly #clock: Clock;
  readonly #bytesPerSecond: () => number;
  #spareBytes: number;
  #countedAtMs: number;

  constructor(clock: Clock, bytesPerSecond: () => number) {
    this.#clock = clock;
    this.#bytesPerSecond = bytesPerSecond;
    this.#spareBytes = bytesPerSecond() * burstSeconds;
    this.#countedAtMs = clock.monotonicMs();
  }

  record(sizeBytes: number): void {
    this.#refill();
    this.#spareBytes = Math.max(this.#spareBytes - sizeBytes, -this.#bytesPerSecond() * debtSecondsMax);
  }

  /** Until when nothing may be sent; 0 when something may. */
  get waitMs(): number {
    this.#refill();
    if (this.#spareBytes > 0) return 0;
    return Math.ceil(((1 - this.#spareBytes) / Math.max(1, this.#bytesPerSecond())) * 1000);
  }

  #refill(): void {
    const rate = this.#bytesPerSecond();
    const nowMs = this.#clock.monotonicMs();
    this.#spareBytes = Math.min(rate * burstSeconds, this.#spareBytes + (rate * (nowMs - this.#countedAtMs)) / 1000);
    this.#countedAtMs = nowMs;
  }
}
