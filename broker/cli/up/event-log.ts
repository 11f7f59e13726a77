import type { ClusterEvent, MetadataFact, ProcessFact } from './cluster-event';

/** Old events make room for new ones: the timeline is for people. */
const eventsMax = 500;

/** What happened in the local cluster, newest last, with waiting for what comes next. */
export class EventLog {
  readonly #events: ClusterEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #lastId = 0;
  #revision = 0;

  /** 0 before the first. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Grows with every event and every touch(). */
  get revision(): number {
    return this.#revision;
  }

  add(fact: ProcessFact | MetadataFact, atMs: number): void {
    this.#lastId += 1;
    this.#events.push({ id: this.#lastId, atMs, ...fact });
    if (this.#events.length > eventsMax) this.#events.shift();
    this.touch();
  }

  /** Something changed that is no event: whoever waits looks again. */
  touch(): void {
    this.#revision += 1;
    for (const wake of this.#waiting) wake();
  }

  after(id: number): ClusterEvent[] {
    return this.#events.filter((event) => event.id > id);
  }

  /** Resolves at the next event or touch(), or after `waitMs`. */
  next(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      timer.unref();
      this.#waiting.add(done);
    });
  }
}
