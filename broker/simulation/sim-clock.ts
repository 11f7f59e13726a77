import type { Clock } from '../platform/clock';
import type { Timer, Timers } from '../platform/timers';
import { EventQueue, type SimEvent } from './event-queue';

interface Scheduled extends SimEvent {
  readonly callback: () => void;
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
  readonly #queue = new EventQueue<Scheduled>();

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
    const atMs = this.#elapsedMs + Math.max(0, delayMs);
    const event = { atMs, tie: 0, order: (this.#order += 1), isOver: false, callback };
    this.#queue.push(event);
    return {
      cancel: () => {
        this.#queue.cancel(event);
      },
    };
  }

  /** Timers that wait to run. */
  get pendingTimers(): number {
    return this.#queue.size;
  }

  /** Lets `ms` pass: runs each timer that falls due, and after each everything that follows from it. Await it. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#elapsedMs + ms;
    await settle();
    for (let next = this.#queue.takeUntil(untilMs); next !== undefined; next = this.#queue.takeUntil(untilMs)) {
      this.#elapsedMs = next.atMs;
      next.callback();
      await settle();
    }
    this.#elapsedMs = untilMs;
  }
}
