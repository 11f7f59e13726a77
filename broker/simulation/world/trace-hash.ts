import { crc32c } from '../../protocol/primitives/crc32c';

/** A number that stands for everything that happened so far: two runs with the same one did the same. */
export class TraceHash {
  #high = 0x811c9dc5;
  #low = 0x2545f491;

  add(first: number, second: number): void {
    this.#high = Math.imul(this.#high ^ first, 0x01000193) ^ (this.#low >>> 7);
    this.#low = Math.imul(this.#low ^ second, 0x5bd1e995) ^ (this.#high >>> 11);
  }

  addBytes(bytes: Buffer): void {
    this.add(bytes.length, crc32c(bytes));
  }

  toString(): string {
    return [this.#high, this.#low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
