import type { Timer, Timers } from '../platform/timers';

/**
 * A follower learns the leader's offsets with the records that come next. When none come it is told all the same, this
 * much later: at once would double its fetches while records come one by one.
 */
const delayMs = 10;

/** Decides when a waiting follower is told of offsets that it does not know: the high watermark, the log's start. */
export class FollowerNews {
  readonly #timers: Timers;
  readonly #onDue: () => void;
  #timer: Timer | undefined;
  #isDue = false;

  constructor(options: { timers: Timers; onDue: () => void }) {
    this.#timers = options.timers;
    this.#onDue = options.onDue;
  }

  get isDue(): boolean {
    return this.#isDue;
  }

  /** There is something to tell: it is due a little later. */
  note(): void {
    this.#timer ??= this.#timers.after(delayMs, () => {
      this.#isDue = true;
      this.#onDue();
    });
  }

  cancel(): void {
    this.#timer?.cancel();
  }
}
