/**
 * Walks the records of a batch without allocating for each of them. The layout of one record (all varints zig-zag):
 *
 *   length varint · attributes i8 · timestampDelta varlong · offsetDelta varint ·
 *   keyLength varint (−1 null) · key · valueLength varint (−1 null) · value ·
 *   headerCount varint · per header: keyLength varint · key · valueLength varint (−1 null) · value
 */
import { CodecError } from '../primitives/codec-error';

/** Above this many bits a varlong no longer fits a number exactly and is read as a bigint. */
const exactBits = 49;

export class RecordCursor {
  readonly buffer: Buffer;
  /** Where the next record starts; the end of the block when all were read. */
  offset: number;
  readonly #end: number;

  start = 0;
  /** Rounded when `timestampDeltaExact` is set. */
  timestampDelta = 0;
  /** Set only for a delta that a number cannot hold exactly. */
  timestampDeltaExact: bigint | undefined = undefined;
  offsetDelta = 0;
  keyStart = 0;
  keyLength = -1;
  valueStart = 0;
  valueLength = -1;
  headerCount = 0;
  headersStart = 0;

  constructor(buffer: Buffer, start: number, end: number) {
    this.buffer = buffer;
    this.offset = start;
    this.#end = end;
  }

  get atEnd(): boolean {
    return this.offset === this.#end;
  }

  /** Reads the next record's facts into this cursor and checks that its parts fill its length exactly. */
  next(): void {
    this.start = this.offset;
    const length = this.readVarint();
    const end = this.offset + length;
    if (length < 0 || end > this.#end) this.#fail(`record of ${length} bytes`);
    this.#skip(1);
    this.#readTimestampDelta();
    this.offsetDelta = this.readVarint();
    this.keyLength = this.#readFieldLength();
    this.keyStart = this.#skip(this.keyLength);
    this.valueLength = this.#readFieldLength();
    this.valueStart = this.#skip(this.valueLength);
    this.headerCount = this.readVarint();
    this.headersStart = this.offset;
    if (this.headerCount < 0) this.#fail(`${this.headerCount} headers`);
    for (let index = 0; index < this.headerCount; index += 1) {
      const keyLength = this.readVarint();
      if (keyLength < 0) this.#fail('null header key');
      this.#skip(keyLength);
      this.#skip(this.#readFieldLength());
    }
    if (this.offset !== end) this.#fail(`record of ${length} bytes ends ${this.offset - end} bytes off`);
  }

  /** The bytes of a field, null for length −1. A view. */
  field(start: number, length: number): Buffer | null {
    return length < 0 ? null : this.buffer.subarray(start, start + length);
  }

  readVarint(): number {
    let raw = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#byte();
      if (shift === 28 && byte > 0x0f) break;
      raw |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (raw >>> 1) ^ -(raw & 1);
    }
    return this.#fail('varint longer than 32 bits');
  }

  #readTimestampDelta(): void {
    const from = this.offset;
    let raw = 0;
    let scale = 1;
    for (let shift = 0; shift < exactBits; shift += 7) {
      const byte = this.#byte();
      raw += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        this.timestampDelta = raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
        this.timestampDeltaExact = undefined;
        return;
      }
      scale *= 0x80;
    }
    this.offset = from;
    this.timestampDeltaExact = this.#readBigVarlong();
    this.timestampDelta = Number(this.timestampDeltaExact);
  }

  #readBigVarlong(): bigint {
    let raw = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      if (shift === 63n && byte > 1) break;
      raw |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return (raw >> 1n) ^ -(raw & 1n);
    }
    return this.#fail('varlong longer than 64 bits');
  }

  #readFieldLength(): number {
    const length = this.readVarint();
    return length < -1 ? this.#fail(`negative length ${length}`) : length;
  }

  /** Moves past `length` bytes (none for −1) and returns where they start. */
  #skip(length: number): number {
    const start = this.offset;
    if (length <= 0) return start;
    if (length > this.#end - start) this.#fail(`${length} bytes wanted, ${this.#end - start} left`);
    this.offset = start + length;
    return start;
  }

  #byte(): number {
    const byte = this.offset < this.#end ? this.buffer[this.offset] : undefined;
    if (byte === undefined) return this.#fail('the records end too early');
    this.offset += 1;
    return byte;
  }

  #fail(reason: string): never {
    throw new CodecError(reason, this.offset).within('records');
  }
}
