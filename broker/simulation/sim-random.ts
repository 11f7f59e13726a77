import type { Random } from '../platform/random';

/** Randomness from a seed (xorshift128): the same seed gives the same run. */
export class SimRandom implements Random {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    let mixed = seed >>> 0;
    this.#state = Uint32Array.from({ length: 4 }, () => {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let word = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
      word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
      return (word ^ (word >>> 16)) >>> 0;
    });
    if (this.#state.every((word) => word === 0)) this.#state[0] = 1;
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let at = 0; at < length; at += 1) bytes[at] = this.#next() >>> 24;
    return bytes;
  }

  integer(exclusiveMax: number): number {
    return Math.floor((this.#next() / 0x1_0000_0000) * exclusiveMax);
  }

  #next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state;
    let word = d ^ (d << 11);
    word ^= word >>> 8;
    word ^= a ^ (a >>> 19);
    this.#state.set([word >>> 0, a, b, c]);
    return word >>> 0;
  }
}
