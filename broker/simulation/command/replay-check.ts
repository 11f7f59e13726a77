import type { SeedReport, SeedRequest } from './seed-report';

/** Runs some seeds a second time, which must go exactly as the first did. */
export class ReplayCheck {
  readonly #requests: SeedRequest[];
  readonly #hashes = new Map<number, string>();
  /** Seeds that went another way the second time. */
  readonly differing: number[] = [];

  constructor(requests: Iterable<SeedRequest>) {
    this.#requests = [...requests];
  }

  get count(): number {
    return this.#requests.length;
  }

  /** The given seeds, then those to be run again. */
  *after(requests: Iterable<SeedRequest>): Generator<SeedRequest, void> {
    yield* requests;
    yield* this.#requests;
  }

  /** Whether this is a second run; it is compared with the first then. */
  isReplay({ seed, hash }: SeedReport): boolean {
    const first = this.#hashes.get(seed);
    if (first === undefined) {
      this.#hashes.set(seed, hash);
      return false;
    }
    if (first !== hash) this.differing.push(seed);
    return true;
  }
}
