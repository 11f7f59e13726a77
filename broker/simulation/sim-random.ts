import type { Random } from '../platform/random';

/** Randomness from a seed (xorshift128): the same seed gives the same run. */
export class SimRandom implements Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    let mixed = seed >>> 0;
    const nextWord = (): number => {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let word = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
      word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
      return word ^ (word >>> 16);
    };
    this.#a = nextWord();
    this.#b = nextWord();
    this.#c = nextWord();
    this.#d = nextWord();
    if ((this.#a | this.#b | this.#c | this.#d) === 0) this.#a = 1;
  }

  /** Randomness of its own for one concern: drawing from one stream does not shift another. */
  static stream(seed: number, name: string): SimRandom {
    let mixed = seed >>> 0;
    for (let at = 0; at < name.length; at += 1) mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x01000193) >>> 0;
    return new SimRandom(Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d));
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let at = 0; at < length; at += 1) bytes[at] = this.#next() >>> 24;
    return bytes;
  }

  integer(exclusiveMax: number): number {
    return Math.floor(this.fraction() * exclusiveMax);
  }

  /** In [0, 1). */
  fraction(): number {
    return this.#next() / 0x1_0000_0000;
  }

  /** True that often. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** A number in [min, max). */
  between(min: number, max: number): number {
    return min + this.fraction() * (max - min);
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.integer(choices.length)];
    if (choice === undefined) throw new RangeError('there is nothing to pick from');
    return choice;
  }

  #next(): number {
    let word = this.#d ^ (this.#d << 11);
    word ^= word >>> 8;
    word ^= this.#a ^ (this.#a >>> 19);
    this.#d = this.#c;
    this.#c = this.#b;
    this.#b = this.#a;
    this.#a = word;
    return word >>> 0;
  }
}
