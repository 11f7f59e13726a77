import type { JsonTree } from '../json-tree';
import { foundText, type ValuePath, type ValueProblem } from '../value-problem';

/** Writes a JSON value as Avro has it, or says what is wrong with it. */
export type WriteValue = (value: JsonTree, output: AvroOutput, path: ValuePath) => void;

/** What is written of a value, and what was wrong with it. */
export class AvroOutput {
  readonly #chunks: Buffer[] = [];
  readonly #problems: ValueProblem[] = [];

  get problems(): readonly ValueProblem[] {
    return this.#problems;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  add(bytes: Buffer): void {
    this.#chunks.push(bytes);
  }

  /** A whole number of at most 64 bits. */
  addLong(value: bigint): void {
    const bytes: number[] = [];
    let left = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
    for (; left > 0x7fn; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80);
    bytes.push(Number(left));
    this.#chunks.push(Buffer.from(bytes));
  }

  addSized(bytes: Buffer): void {
    this.addLong(BigInt(bytes.length));
    this.#chunks.push(bytes);
  }

  problem(path: ValuePath, message: string): void {
    this.#problems.push({ path, message });
  }

  expected(what: string, found: JsonTree | undefined, path: ValuePath): void {
    this.problem(path, `expected ${what}, ${foundText(found)}`);
  }

  /** What was wrong; then it is as if it had not been tried. */
  attempt(write: () => void): readonly ValueProblem[] {
    const chunks = this.#chunks.length;
    const problems = this.#problems.length;
    write();
    if (this.#problems.length === problems) return [];
    this.#chunks.length = chunks;
    return this.#problems.splice(problems);
  }
}
