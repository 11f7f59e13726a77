import type { FetchRequest } from './raft-message';
import { replicaText } from './replica-key';

export interface HeldFetch {
  readonly requestId: number;
  readonly request: FetchRequest;
  readonly deadlineMs: number;
}

/** Fetches that a leader has nothing for yet: one for each replica, since each has one request under way. */
export class HeldFetches {
  readonly #held = new Map<string, HeldFetch>();

  get deadlineMs(): number {
    let deadlineMs = Number.POSITIVE_INFINITY;
    for (const held of this.#held.values()) deadlineMs = Math.min(deadlineMs, held.deadlineMs);
    return deadlineMs;
  }

  hold(fetch: HeldFetch): void {
    this.#held.set(replicaText(fetch.request.replica), fetch);
  }

  /** The one that a replica's new fetch takes the place of. */
  takeOf({ replica }: FetchRequest): HeldFetch | undefined {
    const key = replicaText(replica);
    const held = this.#held.get(key);
    this.#held.delete(key);
    return held;
  }

  takeWhere(isDue: (held: HeldFetch) => boolean): HeldFetch[] {
    const due: HeldFetch[] = [];
    for (const [key, held] of this.#held) {
      if (!isDue(held)) continue;
      this.#held.delete(key);
      due.push(held);
    }
    return due;
  }
}
