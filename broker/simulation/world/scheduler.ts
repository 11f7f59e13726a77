import { EventQueue, type SimEvent } from '../event-queue';
import { SimRandom } from '../sim-random';
import { TraceHash } from './trace-hash';

/** What an event is to the process it happens in. */
export type EventKind = 'timer' | 'network' | 'disk';

/** Where events happen. */
export interface EventOwner {
  /** A small number of its own, for the trace. */
  readonly id: number;
  /** Runs what has come due, later if the owner is paused, never if it is dead. */
  deliver(kind: EventKind, callback: () => void): void;
}

export interface ScheduledEvent extends SimEvent {
  readonly kind: EventKind;
  /** Undefined: the network or the plan, which nothing pauses. */
  readonly owner: EventOwner | undefined;
  readonly callback: () => void;
}

const kindCodes: Readonly<Record<EventKind, number>> = { timer: 1, network: 2, disk: 3 };

/** Events that run between two visits to Node's own event loop. */
const eventsPerTurn = 64;
const tiesMax = 2 ** 30;

/**
 * The one event loop of a simulated world: takes events in the order of simulated time, those of one time in an order the
 * seed decides, and lets every promise go on before the next.
 */
export class Scheduler {
  readonly hash = new TraceHash();
  readonly #queue = new EventQueue<ScheduledEvent>();
  readonly #ties: SimRandom;
  #nowMs = 0;
  #order = 0;
  #eventCount = 0;
  #isStopped = false;
  /** Called after each event, when every promise that could go on has done so. */
  onSettled: () => void = () => undefined;
  /** What an event threw. */
  onError: (error: unknown, owner: EventOwner | undefined) => void = (error) => {
    throw error;
  };

  constructor(seed: number) {
    this.#ties = SimRandom.stream(seed, 'ties');
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get eventCount(): number {
    return this.#eventCount;
  }

  after(delayMs: number, kind: EventKind, owner: EventOwner | undefined, callback: () => void): ScheduledEvent {
    return this.#push(delayMs, this.#ties.integer(tiesMax), kind, owner, callback);
  }

  /** Before everything else that is due now, in the order of the calls. */
  first(kind: EventKind, owner: EventOwner, callback: () => void): void {
    this.#push(0, -1, kind, owner, callback);
  }

  /** After everything else that is due now, in the order of the calls. */
  last(kind: EventKind, owner: EventOwner, callback: () => void): void {
    this.#push(0, tiesMax, kind, owner, callback);
  }

  #push(delayMs: number, tie: number, kind: EventKind, owner: EventOwner | undefined, callback: () => void): ScheduledEvent {
    this.#order += 1;
    const atMs = this.#nowMs + Math.max(0, delayMs);
    const event = { atMs, tie, order: this.#order, isOver: false, kind, owner, callback };
    this.#queue.push(event);
    return event;
  }

  cancel(event: ScheduledEvent): void {
    this.#queue.cancel(event);
  }

  /** Ends run() after the present event. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Runs what happens until that time; resolves earlier when stopped, or when nothing is left to happen. */
  run(untilMs: number): Promise<void> {
    this.#isStopped = false;
    return new Promise((resolve, reject) => {
      let isDone = false;
      const step = (): void => {
        if (isDone) return;
        try {
          isDone = !this.#step(untilMs);
        } catch (error) {
          isDone = true;
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const turn = (): void => {
        if (isDone) {
          resolve();
          return;
        }
        for (let count = 0; count < eventsPerTurn; count += 1) setImmediate(step);
        setImmediate(turn);
      };
      turn();
    });
  }

  /** False when there is nothing more to run. */
  #step(untilMs: number): boolean {
    this.onSettled();
    if (this.#isStopped) return false;
    const event = this.#queue.takeUntil(untilMs);
    if (event === undefined) {
      this.#nowMs = Math.max(this.#nowMs, untilMs);
      return false;
    }
    this.#nowMs = event.atMs;
    this.#eventCount += 1;
    const { kind, owner, callback } = event;
    this.hash.add(kindCodes[kind] + (owner?.id ?? 0) * 4, Math.round(event.atMs * 1000));
    try {
      if (owner === undefined) callback();
      else owner.deliver(kind, callback);
    } catch (error) {
      this.onError(error, owner);
    }
    return true;
  }
}
