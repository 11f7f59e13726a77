import type { Timer, Timers } from '../platform/timers';

/** Something that waits for a condition: a fetch for bytes, a produce for its replicas. */
export interface DelayedOperation {
  /** Completes the operation if its condition holds now, and says whether it did. Synchronous. */
  tryComplete(): boolean;
  /** Completes the operation as it is: its time is up, or the broker stops. */
  expire(): void;
}

interface Watched {
  readonly operation: DelayedOperation;
  readonly keys: readonly string[];
  timer: Timer | undefined;
}

/**
 * Operations that wait until one of their keys changes or their time is up. Whoever changes a key calls check();
 * nothing is polled.
 */
export class Purgatory {
  readonly #timers: Timers;
  readonly #watchers = new Map<string, Set<Watched>>();
  readonly #waiting = new Set<Watched>();
  #closed = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Operations that wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Completes the operation now if that is possible, else keeps it; without a time for as long as it takes. */
  watch(operation: DelayedOperation, keys: readonly string[], timeoutMs?: number): void {
    if (operation.tryComplete()) return;
    if (this.#closed || (timeoutMs !== undefined && timeoutMs <= 0)) {
      operation.expire();
      return;
    }
    const watched: Watched = { operation, keys, timer: undefined };
    if (timeoutMs !== undefined) {
      watched.timer = this.#timers.after(timeoutMs, () => {
        if (this.#remove(watched)) operation.expire();
      });
    }
    this.#waiting.add(watched);
    for (const key of keys) {
      const watchers = this.#watchers.get(key);
      if (watchers === undefined) this.#watchers.set(key, new Set([watched]));
      else watchers.add(watched);
    }
  }

  /** Something about the key changed: completes what can be completed. */
  check(key: string): void {
    const watchers = this.#watchers.get(key);
    if (watchers === undefined) return;
    for (const watched of [...watchers]) {
      if (this.#waiting.has(watched) && watched.operation.tryComplete()) this.#remove(watched);
    }
  }

  /** Nobody wants the operations of the key any more. */
  expire(key: string): void {
    for (const watched of [...(this.#watchers.get(key) ?? [])]) {
      if (this.#remove(watched)) watched.operation.expire();
    }
  }

  /** Expires everything that waits; from now on nothing waits. */
  close(): void {
    this.#closed = true;
    for (const watched of [...this.#waiting]) {
      if (this.#remove(watched)) watched.operation.expire();
    }
  }

  #remove(watched: Watched): boolean {
    if (!this.#waiting.delete(watched)) return false;
    watched.timer?.cancel();
    for (const key of watched.keys) {
      const watchers = this.#watchers.get(key);
      watchers?.delete(watched);
      if (watchers?.size === 0) this.#watchers.delete(key);
    }
    return true;
  }
}
