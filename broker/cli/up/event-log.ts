import type { ProcessEvent } from './managed-process';

export interface SupervisorEvent {
  id: number;
  atMs: number;
  kind: 'broker-up' | 'broker-down' | 'broker-restarting';
  broker: number;
  details: Record<string, string | number>;
}

/** Old events make room for new ones: the timeline is for people. */
const eventsMax = 500;

/** What happened to the local brokers, newest last, with waiting for the next. */
export class EventLog {
  #events: SupervisorEvent[] = [];
  #nextId = 1;
  #waiting = new Set<() => void>();

  add(broker: number, event: ProcessEvent): void {
    const { kind, ...details } = event;
    this.#events.push({ id: this.#nextId, atMs: Date.now(), kind: `broker-${kind}`, broker, details });
    this.#nextId += 1;
    if (this.#events.length > eventsMax) this.#events.shift();
    for (const wake of this.#waiting) wake();
  }

  after(id: number): SupervisorEvent[] {
    return this.#events.filter((event) => event.id > id);
  }

  /** Resolves at the next event, or after `waitMs`. */
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
