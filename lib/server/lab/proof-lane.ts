import type { ServiceError } from '../service-error';
import { SequenceCheck } from './sequence-check';

/** How many writes were acknowledged when the last of them got its offset. */
interface Checkpoint {
  readonly count: number;
  readonly offset: number;
}

const unknownMax = 1_000;

/**
 * One partition of the proof. Its writes are numbered 0, 1, 2 …, one at a time, so the acknowledged ones are all numbers below
 * a count. When the reader has passed the offset of an acknowledgement, every number up to it must have been seen.
 */
export class ProofLane {
  readonly partition: number;
  /** Of the number to write next. */
  next = 0;
  notChecked = 0;
  longestPauseMs = 0;
  #check = new SequenceCheck();
  #acknowledged = 0;
  #verified = 0;
  #due: Checkpoint | undefined;
  #latest: Checkpoint | undefined;
  #position = 0;
  #expectsGap = false;
  /** Writes that nobody can say of whether they are there: they may be found, and need not be. */
  #unknown: number[] = [];
  #waitingSince: number | undefined;

  constructor(partition: number) {
    this.partition = partition;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  get verified(): number {
    return this.#verified - this.#unknown.filter((number) => number < this.#verified).length;
  }

  get isVerified(): boolean {
    return this.#due === undefined;
  }

  /** Acknowledged writes that the reader has yet to come to. */
  get ahead(): number {
    return this.#acknowledged - this.verified;
  }

  get lost(): number {
    const neverPromised = this.#unknown.filter((number) => number < this.#verified && this.#check.isMissing(number)).length;
    return Math.max(0, this.#check.missingBelow(this.#verified) - neverPromised);
  }

  get doubled(): number {
    return this.#check.doubled;
  }

  /** How long the write under way has waited. */
  waitedMs(now: number): number {
    return this.#waitingSince === undefined ? 0 : now - this.#waitingSince;
  }

  sent(now: number): void {
    this.#waitingSince = now;
  }

  acked(offset: number | undefined, now: number): void {
    this.#settled(now);
    this.#acknowledged += 1;
    if (offset === undefined) return;
    this.#latest = { count: this.next, offset };
    this.#due ??= this.#latest;
    this.#verify();
  }

  /** The write will not be tried again. */
  gaveUp(error: ServiceError, now: number): void {
    if (error.code !== 'OUTCOME_UNKNOWN') {
      // Surely not written: the number is used again.
      this.#waitingSince = undefined;
      return;
    }
    this.#unknown = [...this.#unknown, this.next].slice(-unknownMax);
    this.#settled(now);
  }

  /** The reader found the number. */
  found(number: number): void {
    if (this.#expectsGap) this.notChecked += this.#check.skipTo(number);
    this.#expectsGap = false;
    this.#check.see(number);
  }

  /** The reader has read everything below the offset. */
  reached(position: number): void {
    this.#position = position;
    this.#verify();
  }

  /** Retention took what the reader had not come to. */
  expectGap(): void {
    this.#expectsGap = true;
  }

  /** The reader begins anew: what it has seen may not be there any more. */
  recount(): void {
    this.#check = new SequenceCheck();
    this.notChecked = 0;
    this.#verified = 0;
    this.#position = 0;
    this.#due = this.#latest;
  }

  #settled(now: number): void {
    this.longestPauseMs = Math.max(this.longestPauseMs, this.waitedMs(now));
    this.#waitingSince = undefined;
    this.next += 1;
  }

  #verify(): void {
    // The latest first: in a log that lost its end it may lie below the one that is due.
    for (const checkpoint of [this.#latest, this.#due]) {
      if (checkpoint === undefined || checkpoint.count <= this.#verified || this.#position <= checkpoint.offset) continue;
      this.#verified = checkpoint.count;
      this.#due = this.#latest !== undefined && this.#latest.count > this.#verified ? this.#latest : undefined;
      return;
    }
  }
}
