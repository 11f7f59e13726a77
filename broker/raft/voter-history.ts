import { VoterSet } from './voter-set';

export interface VotersAt {
  /** Of the record that holds them; -1 when they come from the checkpoint the log begins with. */
  readonly offset: number;
  readonly voters: VoterSet;
}

/** The voter sets of the log, by offset: one is in force from the moment its record is appended, and no longer when that is cut. */
export class VoterHistory {
  #entries: readonly VotersAt[];

  constructor(base: VoterSet, later: readonly VotersAt[] = []) {
    this.#entries = [{ offset: -1, voters: base }, ...later];
  }

  get latest(): VotersAt {
    return this.#entries.at(-1) ?? { offset: -1, voters: VoterSet.empty };
  }

  /** What was in force before `offset`: what a snapshot that ends there names. */
  before(offset: number): VoterSet {
    return (this.#entries.findLast((entry) => entry.offset < offset) ?? this.latest).voters;
  }

  append(entry: VotersAt): void {
    if (entry.offset <= this.latest.offset) throw new Error(`voters at ${entry.offset} after those at ${this.latest.offset}`);
    this.#entries = [...this.#entries, entry];
  }

  truncateTo(endOffset: number): void {
    this.#entries = this.#entries.filter(({ offset }) => offset < endOffset);
  }

  /** A snapshot that names `base` has taken the log's place. */
  restartWith(base: VoterSet): void {
    this.#entries = [{ offset: -1, voters: base }];
  }

  /** The log begins at `startOffset`: what is older than the set in force there is not needed any more. */
  forgetBefore(startOffset: number): void {
    const inForce = this.#entries.findLastIndex(({ offset }) => offset < startOffset);
    this.#entries = this.#entries.slice(Math.max(0, inForce));
  }
}
