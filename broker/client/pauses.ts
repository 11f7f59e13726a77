import type { Random } from '../platform/random';
import type { Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';

const firstPauseMs = 50;
const pauseMsMax = 1000;

/** Waits between retries, all of which end when the client is closed. */
export class Pauses {
  readonly #timers: Timers;
  readonly #random: Random;
  readonly #wakers = new Set<() => void>();
  #closed = false;

  constructor(timers: Timers, random: Random) {
    this.#timers = timers;
    this.#random = random;
  }

  /** Milliseconds to wait before retry number `attempt` (from 0): doubling, with a fifth of jitter. */
  delayMs(attempt: number): number {
    const delayMs = Math.min(pauseMsMax, firstPauseMs * 2 ** Math.min(attempt, 10));
    return Math.round(delayMs * (0.8 + this.#random.integer(401) / 1000));
  }

  pause(attempt: number): Promise<void> {
    return this.wait(this.delayMs(attempt));
  }

  /** Rejects when the client is closed. */
  wait(delayMs: number): Promise<void> {
    if (this.#closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        timer.cancel();
        reject(closedError());
      };
      const timer = this.#timers.after(delayMs, () => {
        this.#wakers.delete(wake);
        resolve();
      });
      this.#wakers.add(wake);
    });
  }

  close(): void {
    this.#closed = true;
    for (const wake of this.#wakers) wake();
    this.#wakers.clear();
  }
}

/** Not retriable: whoever waits gives up. */
export function closedError(): KafkaError {
  return new KafkaError('UNKNOWN_SERVER_ERROR', 'This client is closed.');
}
