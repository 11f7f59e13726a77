import type { VoterSet } from './voter-set';

/**
 * Voters that answered as another replica, with no leader: their directories were replaced by empty ones. When so many
 * are that no majority is left, and stay so, the quorum cannot come back by itself.
 */
export class WipedVoters {
  readonly #ids = new Set<number>();
  #hopelessSinceMs: number | undefined;

  note(voterId: number): void {
    this.#ids.add(voterId);
  }

  forget(voterId: number): void {
    this.#ids.delete(voterId);
  }

  clear(): void {
    this.#ids.clear();
    this.#hopelessSinceMs = undefined;
  }

  /** The ids, when there have been too many of them for `patienceMs`. */
  check(voters: VoterSet, nowMs: number, patienceMs: number): readonly number[] | undefined {
    if (voters.size === 0 || voters.size - this.#ids.size >= voters.majority) this.#hopelessSinceMs = undefined;
    else this.#hopelessSinceMs ??= nowMs;
    const isHopeless = this.#hopelessSinceMs !== undefined && nowMs - this.#hopelessSinceMs >= patienceMs;
    return isHopeless ? [...this.#ids].sort((a, b) => a - b) : undefined;
  }
}
