import { randomUuid } from '@/lib/placeholders/random-uuid';

const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'harbour', 'iris', 'juniper'] as const;
const names = ['Ada', 'Farid', 'Grace', 'Hedy', 'Katherine', 'Mary', 'Omar', 'Rumi'] as const;

/** A sample is to be looked at. */
const valuesMax = 2_000;

/** Where made-up values come from; it ends a value that grows without an end. */
export class SampleSource {
  readonly nowMs: number;
  readonly #random: () => number;
  #count = 0;

  /** `random` gives numbers from 0 up to 1. */
  constructor(random: () => number, nowMs: number) {
    this.#random = random;
    this.nowMs = nowMs;
  }

  /** Throws RangeError when there are too many. */
  countValue(): void {
    this.#count += 1;
    if (this.#count > valuesMax) throw new RangeError(`its values have more than ${valuesMax} parts`);
  }

  /** A whole number, both ends included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.#random() * (max - min + 1));
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.integer(0, items.length - 1)] ?? items[0];
  }

  boolean(): boolean {
    return this.#random() < 0.5;
  }

  word(): string {
    return this.pick(words);
  }

  uuid(): string {
    return randomUuid(this.#random);
  }

  /** A time as its ISO text, to the second. */
  moment(): string {
    return `${new Date(this.nowMs).toISOString().slice(0, 19)}Z`;
  }

  /** What a field of that name may hold. */
  textFor(name: string): string {
    if (/uuid|guid/i.test(name)) return this.uuid();
    if (/e-?mail/i.test(name)) return `${this.pick(names).toLowerCase()}@example.com`;
    if (/ur[il]$|link$/i.test(name)) return `https://example.com/${this.word()}`;
    if (/currency/i.test(name)) return this.pick(['EUR', 'JPY', 'USD']);
    if (/country/i.test(name)) return this.pick(['DE', 'IR', 'JP', 'NL']);
    if (/name$/i.test(name)) return this.pick(names);
    if (/(^|[_-])id$|Id$/.test(name)) return `${this.word()}-${this.integer(100, 999)}`;
    return this.word();
  }
}
