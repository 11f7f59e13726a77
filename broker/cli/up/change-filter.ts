import type { ClusterChange } from '../../server/cluster-change';

/** Enough for the partitions of a large local cluster; the one that changed longest ago is forgotten first. */
const subjectsMax = 10_000;

/** Lets each change through once, though every broker tells it. */
export class ChangeFilter {
  readonly #seen = new Map<string, { version: number; state: string }>();

  isNew({ subject, version, state }: ClusterChange): boolean {
    const last = this.#seen.get(subject);
    if (last !== undefined && version <= last.version) return false;
    this.#seen.delete(subject);
    this.#seen.set(subject, { version, state });
    if (this.#seen.size > subjectsMax) this.#forgetOldest();
    return state !== last?.state;
  }

  #forgetOldest(): void {
    for (const subject of this.#seen.keys()) {
      this.#seen.delete(subject);
      return;
    }
  }
}
