import type { Timer, Timers } from '../platform/timers';
import type { FetchSight } from './fetch-look';

/**
 * A follower learns the leader's offsets with the records that come next. When none come it is told all the same, this
 * much later: at once would double its fetches while records come one by one.
 */
const delayMs = 10;

/** Offsets that changed at the leader and that a waiting follower does not know: the high watermark, the log's start. */
export class FollowerNews {
  readonly #sights: readonly FetchSight[];
  readonly #timers: Timers;
  readonly #onDue: () => void;
  #timer: Timer | undefined;
  #isDue = false;

  constructor(options: { sights: readonly FetchSight[]; timers: Timers; onDue: () => void }) {
    this.#sights = options.sights;
    this.#timers = options.timers;
    this.#onDue = options.onDue;
  }

  /** Whether the follower is to be told now. The first call that finds something to tell makes it due a little later. */
  isDue(): boolean {
    if (this.#isDue || this.#timer !== undefined || !this.#sights.some(hasNews)) return this.#isDue;
    this.#timer = this.#timers.after(delayMs, () => {
      this.#isDue = true;
      this.#onDue();
    });
    return false;
  }

  cancel(): void {
    this.#timer?.cancel();
  }
}

function hasNews({ partition: { log }, request }: FetchSight): boolean {
  return log.highWatermark > request.highWatermark || log.logStartOffset > request.logStartOffset;
}
