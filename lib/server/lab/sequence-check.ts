interface Range {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** However a log is torn, more holes than this are not kept apart: what falls out stays missing. */
const holesMax = 1_000;

/**
 * Which of the numbers 0, 1, 2 … have been seen, and which more than once. Remembers the highest and the holes below it, so
 * that it stays small however long it runs.
 */
export class SequenceCheck {
  #next = 0;
  #holes: Range[] = [];
  #forgottenHoles = 0;
  #doubled = 0;

  /** Seen again. */
  get doubled(): number {
    return this.#doubled;
  }

  see(number: number): void {
    if (number >= this.#next) {
      if (number > this.#next) this.#addHole({ from: this.#next, to: number });
      this.#next = number + 1;
      return;
    }
    const at = this.#holes.findIndex(({ from, to }) => number >= from && number < to);
    const hole = this.#holes[at];
    if (hole === undefined) {
      this.#doubled += 1;
      return;
    }
    const rest = [
      { from: hole.from, to: number },
      { from: number + 1, to: hole.to },
    ].filter(({ from, to }) => to > from);
    this.#holes.splice(at, 1, ...rest);
  }

  /** The numbers up to here will not be looked for: how many that leaves out. */
  skipTo(number: number): number {
    const skipped = Math.max(0, number - this.#next);
    this.#next = Math.max(this.#next, number);
    return skipped;
  }

  isMissing(number: number): boolean {
    return number >= this.#next || this.#holes.some(({ from, to }) => number >= from && number < to);
  }

  /** How many of the numbers below `count` have not been seen. */
  missingBelow(count: number): number {
    const inHoles = this.#holes.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, count) - from), 0);
    return this.#forgottenHoles + inHoles + Math.max(0, count - this.#next);
  }

  #addHole(hole: Range): void {
    this.#holes.push(hole);
    if (this.#holes.length <= holesMax) return;
    const oldest = this.#holes.shift();
    if (oldest !== undefined) this.#forgottenHoles += oldest.to - oldest.from;
  }
}
