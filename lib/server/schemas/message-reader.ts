import { CodecError } from '@/broker/protocol/primitives/codec-error';
import { Reader } from '@/broker/protocol/primitives/reader';

/** Most values take bytes; what takes none may not make a small message a large one. */
const valuesMin = 20_000;
const valuesPerByte = 16;
const valuesMax = 2_000_000;
const depthMax = 100;

/** What makes JSON of the bytes of a message, as its schema says. Throws with the reason when they are not such a message. */
export type ReadMessage = (body: Buffer) => { readonly json: string; /** Of the record or message. */ readonly name?: string };

/** What goes wrong in it is said with its name. */
export function inField(name: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw error instanceof CodecError ? error.within(name) : error;
  }
}

/** Reads bytes that may claim anything: never beyond their end, nor more values or levels than a message has. */
export class MessageReader extends Reader {
  readonly #limits: { values: number; depth: number };

  constructor(
    bytes: Buffer,
    limits = { values: Math.min(valuesMax, valuesMin + valuesPerByte * bytes.length), depth: depthMax },
  ) {
    super(bytes);
    this.#limits = limits;
  }

  /** Of bytes within these, within the same limits. */
  inner(bytes: Buffer): MessageReader {
    return new MessageReader(bytes, this.#limits);
  }

  /** Called for each value: some take no bytes, and a few bytes can claim a great many of those. */
  countValue(): void {
    this.#limits.values -= 1;
    if (this.#limits.values < 0) this.fail('more values than its bytes could hold');
  }

  nested<Value>(read: () => Value): Value {
    if (this.#limits.depth === 0) this.fail(`nested deeper than ${depthMax} levels`);
    this.#limits.depth -= 1;
    const value = read();
    this.#limits.depth += 1;
    return value;
  }

  /** A varint of 64 bits, as it stands. */
  readVarint64(): bigint {
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.readUint8();
      low += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return BigInt(low);
    }
    let value = BigInt(low);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.readUint8();
      if (shift === 63n && byte > 1) break;
      value |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value;
    }
    return this.fail('varint longer than 64 bits');
  }

  /** A signed one: small negative numbers are short, too. */
  readZigzag64(): bigint {
    const raw = this.readVarint64();
    return (raw >> 1n) ^ -(raw & 1n);
  }

  /** As many bytes as a length claims, when they are there. */
  readSized(size: bigint): Buffer {
    if (size < 0n || size > BigInt(this.remaining)) this.fail(`${size} bytes wanted, ${this.remaining} left`);
    return this.readBytes(Number(size));
  }
}
