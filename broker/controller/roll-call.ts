import type { Timer, Timers } from '../platform/timers';

/** Longest wait for brokers that neither speak nor are seen to be gone. */
const rollCallMsMax = 200;

/**
 * The brokers that were alive, of which a new controller has heard nothing yet. A registration takes its broker out of
 * every in-sync set, and whoever is left in there may lead: after a stop of the whole cluster that must not be one that
 * does not come back. So registrations wait until each of these was heard of or is known to be gone.
 */
export class RollCall {
  readonly over: Promise<void>;
  readonly #missing: Set<number>;
  readonly #timer: Timer;
  #end: () => void = () => undefined;

  constructor(brokerIds: readonly number[], timers: Timers) {
    this.#missing = new Set(brokerIds);
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#timer = timers.after(rollCallMsMax, () => {
      this.#end();
    });
    this.#endIfComplete();
  }

  accountFor(brokerId: number): void {
    this.#missing.delete(brokerId);
    this.#endIfComplete();
  }

  close(): void {
    this.#timer.cancel();
    this.#end();
  }

  #endIfComplete(): void {
    if (this.#missing.size === 0) this.close();
  }
}
