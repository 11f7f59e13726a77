import { CodecError } from './codec-error';
import { arrayLengthMax, elementsPerMessageMax } from './limits';
import { uuidFromBytes, zeroUuid, type Uuid } from './uuid';

/**
 * Reads Kafka's primitive types from a buffer, big-endian. Every read is bounds-checked and throws CodecError;
 * bytes are returned as views of the buffer, never copied.
 */
export class Reader {
  readonly buffer: Buffer;
  readonly end: number;
  offset: number;
  #elements = 0;

  constructor(buffer: Buffer, start = 0, end = buffer.length) {
    this.buffer = buffer;
    this.offset = start;
    this.end = end;
  }

  get remaining(): number {
    return this.end - this.offset;
  }

  fail(reason: string): never {
    throw new CodecError(reason, this.offset);
  }

  /** Moves past `length` bytes and returns where they start. */
  take(length: number): number {
    const start = this.offset;
    if (length < 0 || length > this.end - start) this.fail(`${length} bytes wanted, ${this.remaining} left`);
    this.offset = start + length;
    return start;
  }

  readInt8(): number {
    return this.buffer.readInt8(this.take(1));
  }

  readUint8(): number {
    return this.buffer.readUInt8(this.take(1));
  }

  readBool(): boolean {
    return this.readInt8() !== 0;
  }

  readInt16(): number {
    return this.buffer.readInt16BE(this.take(2));
  }

  readUint16(): number {
    return this.buffer.readUInt16BE(this.take(2));
  }

  readInt32(): number {
    return this.buffer.readInt32BE(this.take(4));
  }

  readUint32(): number {
    return this.buffer.readUInt32BE(this.take(4));
  }

  readFloat64(): number {
    return this.buffer.readDoubleBE(this.take(8));
  }

  readBigInt64(): bigint {
    return this.buffer.readBigInt64BE(this.take(8));
  }

  /** An int64 that must be a safe integer: offsets, epochs, sizes. */
  readInt64(): number {
    const value = this.readInt64Saturating();
    if (!Number.isSafeInteger(value) || value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER) {
      this.offset -= 8;
      this.fail('int64 outside the safe range');
    }
    return value;
  }

  /** An int64 where only comparison matters: beyond the safe range it becomes the nearest safe integer. */
  readInt64Saturating(): number {
    const start = this.take(8);
    const value = this.buffer.readInt32BE(start) * 0x1_0000_0000 + this.buffer.readUInt32BE(start + 4);
    if (value > Number.MAX_SAFE_INTEGER) return Number.MAX_SAFE_INTEGER;
    return value < Number.MIN_SAFE_INTEGER ? Number.MIN_SAFE_INTEGER : value;
  }

  readUnsignedVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.readUint8();
      if (shift === 28 && (byte & 0xf0) !== 0) break;
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
    return this.fail('varint longer than 32 bits');
  }

  /** Zig-zag varint of 32 bits. */
  readVarint(): number {
    const raw = this.readUnsignedVarint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** Zig-zag varint of 64 bits, exact. */
  readBigVarlong(): bigint {
    let raw = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.readUint8();
      if (shift === 63n && byte > 1) break;
      raw |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return (raw >> 1n) ^ -(raw & 1n);
    }
    return this.fail('varlong longer than 64 bits');
  }

  readUuid(): Uuid {
    const start = this.take(16);
    const text = uuidFromBytes(this.buffer.subarray(start, start + 16));
    return text === zeroUuid ? zeroUuid : text;
  }

  readBytes(length: number): Buffer {
    const start = this.take(length);
    return this.buffer.subarray(start, start + length);
  }

  readText(length: number): string {
    const start = this.take(length);
    return this.buffer.toString('utf8', start, start + length);
  }

  /** Length of a string or byte field; -1 is null. */
  readLength(flexible: boolean, width: 16 | 32): number {
    if (flexible) return this.readUnsignedVarint() - 1;
    const length = width === 16 ? this.readInt16() : this.readInt32();
    return length < -1 ? this.fail(`negative length ${length}`) : length;
  }

  /** Element count of an array; -1 is null. Refused when the bytes left cannot hold that many. */
  readArrayLength(flexible: boolean): number {
    const length = this.readLength(flexible, 32);
    if (length > this.remaining || length > arrayLengthMax) this.fail(`array of ${length} in ${this.remaining} bytes`);
    if (length > 0) this.#elements += length;
    if (this.#elements > elementsPerMessageMax) this.fail(`more than ${elementsPerMessageMax} array elements`);
    return length;
  }
}
