import { EventQueue, type SimEvent } from '../event-queue';

interface Scheduled extends SimEvent {
  readonly run: () => void;
}

/** Virtual time without promises, for what is simulated in one call: events run in the order of their time, then of their scheduling. */
export class VirtualTime {
  nowMs = 0;
  #order = 0;
  readonly #queue = new EventQueue<Scheduled>();

  after(delayMs: number, run: () => void): void {
    this.#order += 1;
    this.#queue.push({ atMs: this.nowMs + delayMs, tie: 0, order: this.#order, isOver: false, run });
  }

  /** Runs the next event; false when there is none until then. */
  runNext(untilMs: number): boolean {
    const event = this.#queue.takeUntil(untilMs);
    if (event === undefined) return false;
    this.nowMs = event.atMs;
    event.run();
    return true;
  }
}
