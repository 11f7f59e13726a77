import type { RaftConfig } from './raft-config';

interface PeerState {
  /** When to ask; Infinity while a request is under way or nothing is left to ask. */
  atMs: number;
  failures: number;
}

/** Whom to send a request of one kind, and when: one at a time to each peer, and again after a growing pause when it failed. */
export class PeerRequests {
  readonly #config: Pick<RaftConfig, 'retryBackoffMs' | 'retryBackoffMaxMs'>;
  readonly #peers = new Map<number, PeerState>();

  constructor(config: Pick<RaftConfig, 'retryBackoffMs' | 'retryBackoffMaxMs'>, peerIds: Iterable<number>, nowMs: number) {
    this.#config = config;
    for (const id of peerIds) this.add(id, nowMs);
  }

  get deadlineMs(): number {
    let deadlineMs = Number.POSITIVE_INFINITY;
    for (const { atMs } of this.#peers.values()) deadlineMs = Math.min(deadlineMs, atMs);
    return deadlineMs;
  }

  add(id: number, atMs: number): void {
    if (!this.#peers.has(id)) this.#peers.set(id, { atMs, failures: 0 });
  }

  keepOnly(ids: ReadonlySet<number>): void {
    for (const id of this.#peers.keys()) if (!ids.has(id)) this.#peers.delete(id);
  }

  /** The peers to ask now, each of them asked from here on. */
  takeDue(nowMs: number): number[] {
    const due: number[] = [];
    for (const [id, state] of this.#peers) {
      if (state.atMs > nowMs) continue;
      state.atMs = Number.POSITIVE_INFINITY;
      due.push(id);
    }
    return due;
  }

  /** The peer has answered, or needs no asking before `nextMs`. */
  settle(id: number, nextMs = Number.POSITIVE_INFINITY): void {
    const state = this.#peers.get(id);
    if (state === undefined) return;
    state.atMs = nextMs;
    state.failures = 0;
  }

  retry(id: number, nowMs: number): void {
    const state = this.#peers.get(id);
    if (state === undefined) return;
    state.atMs = nowMs + backoffMs(this.#config, state.failures);
    state.failures += 1;
  }
}

/** The pause after so many failures in a row. */
export function backoffMs(config: Pick<RaftConfig, 'retryBackoffMs' | 'retryBackoffMaxMs'>, failures: number): number {
  return Math.min(config.retryBackoffMs * 2 ** Math.min(failures, 16), config.retryBackoffMaxMs);
}
