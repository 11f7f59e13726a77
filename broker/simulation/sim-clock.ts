import type { Clock } from '../platform/clock';
import type { Timer, Timers } from '../platform/timers';

interface Scheduled {
  atMs: number;
  order: number;
  callback: () => void;
}

/** Lets every promise that can go on do so: microtasks are drained before an immediate runs. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Virtual time: it moves only in advance(), and timers run in the order of their time, then of their creation. */
export class SimClock implements Clock, Timers {
  #elapsedMs = 0;
  #order = 0;
  #startMs: number;
  readonly #scheduled = new Set<Scheduled>();

  constructor(startMs = Date.UTC(2030, 0, 1)) {
    this.#startMs = startMs;
  }

  nowMs(): number {
    return this.#startMs + this.#elapsedMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  /** Moves the wall clock alone, as an administrator or a suspended laptop does. */
  jumpWallClock(byMs: number): void {
    this.#startMs += byMs;
  }

  after(delayMs: number, callback: () => void): Timer {
    const entry = { atMs: this.#elapsedMs + Math.max(0, delayMs), order: (this.#order += 1), callback };
    this.#scheduled.add(entry);
    return {
      cancel: () => {
        this.#scheduled.delete(entry);
      },
    };
  }

  /** Timers that wait to run. */
  get pendingTimers(): number {
    return this.#scheduled.size;
  }

  /** Lets `ms` pass: runs each timer that falls due, and after each everything that follows from it. Await it. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#elapsedMs + ms;
    await settle();
    for (let next = this.#nextUntil(untilMs); next !== undefined; next = this.#nextUntil(untilMs)) {
      this.#elapsedMs = next.atMs;
      this.#scheduled.delete(next);
      next.callback();
      await settle();
    }
    this.#elapsedMs = untilMs;
  }

  #nextUntil(untilMs: number): Scheduled | undefined {
    let next: Scheduled | undefined;
    for (const entry of this.#scheduled) {
      if (entry.atMs > untilMs) continue;
      if (next === undefined || entry.atMs < next.atMs || (entry.atMs === next.atMs && entry.order < next.order)) next = entry;
    }
    return next;
  }
}
