/** Tells those who wait that there is something new to look at. */
export class Wakes {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** How often it was woken: who looks remembers it, so that a wake in the meantime is not missed. */
  get count(): number {
    return this.#count;
  }

  wake(): void {
    this.#count += 1;
    for (const go of [...this.#waiting]) go();
  }

  /** Resolves at the next wake, after the time, or when the signal fires; at once when it was woken since `seen`. */
  wait(waitMs: number, signal: AbortSignal, seen: number = this.#count): Promise<void> {
    if (signal.aborted || this.#count !== seen) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      signal.addEventListener('abort', done);
      this.#waiting.add(done);
    });
  }
}
