import { uuidToBytes, type Uuid } from './uuid';

const chunkBytes = 1024;
/** From this size on a byte field is handed over as it is; below, copying it is cheaper than another buffer. */
const shareBytesMin = 2048;

const int64Max = 2n ** 63n - 1n;
const int64Min = -(2n ** 63n);

/**
 * Writes Kafka's primitive types, big-endian, into a list of buffers. Large byte fields are not copied: the list
 * refers to them, so they must not change until the frame is sent.
 */
export class Writer {
  #done: Buffer[] = [];
  #doneBytes = 0;
  #chunk: Buffer;
  #length = 0;

  constructor(initialBytes = chunkBytes) {
    this.#chunk = Buffer.alloc(initialBytes);
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#doneBytes + this.#length;
  }

  /** The frame, in order. The writer must not be used afterwards. */
  finish(): Buffer[] {
    this.#flush();
    return this.#done;
  }

  /** The frame as one buffer. */
  toBuffer(): Buffer {
    const buffers = this.finish();
    return buffers.length === 1 && buffers[0] !== undefined ? buffers[0] : Buffer.concat(buffers);
  }

  #flush(): void {
    if (this.#length === 0) return;
    this.#done.push(this.#chunk.subarray(0, this.#length));
    this.#doneBytes += this.#length;
    this.#chunk = this.#chunk.subarray(this.#length);
    this.#length = 0;
  }

  /** Makes room for `bytes` and returns where they go. */
  #reserve(bytes: number): number {
    if (this.#length + bytes > this.#chunk.length) {
      this.#flush();
      this.#chunk = Buffer.alloc(Math.max(bytes, Math.min(64 * 1024, Math.max(chunkBytes, this.#doneBytes))));
    }
    const start = this.#length;
    this.#length += bytes;
    return start;
  }

  writeInt8(value: number): void {
    const at = this.#reserve(1);
    this.#chunk.writeInt8(value, at);
  }

  writeUint8(value: number): void {
    const at = this.#reserve(1);
    this.#chunk.writeUInt8(value, at);
  }

  writeBool(value: boolean): void {
    this.writeInt8(value ? 1 : 0);
  }

  writeInt16(value: number): void {
    const at = this.#reserve(2);
    this.#chunk.writeInt16BE(value, at);
  }

  writeUint16(value: number): void {
    const at = this.#reserve(2);
    this.#chunk.writeUInt16BE(value, at);
  }

  writeInt32(value: number): void {
    const at = this.#reserve(4);
    this.#chunk.writeInt32BE(value, at);
  }

  writeUint32(value: number): void {
    const at = this.#reserve(4);
    this.#chunk.writeUInt32BE(value, at);
  }

  writeFloat64(value: number): void {
    const at = this.#reserve(8);
    this.#chunk.writeDoubleBE(value, at);
  }

  writeBigInt64(value: bigint): void {
    const at = this.#reserve(8);
    this.#chunk.writeBigInt64BE(value, at);
  }

  /** An int64 from a safe integer. */
  writeInt64(value: number): void {
    const at = this.#reserve(8);
    const high = Math.floor(value / 0x1_0000_0000);
    this.#chunk.writeInt32BE(high, at);
    this.#chunk.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
  }

  /** The counterpart of readInt64Saturating: the safe range's ends stand for those of int64. */
  writeInt64Saturating(value: number): void {
    if (value >= Number.MAX_SAFE_INTEGER) this.writeBigInt64(int64Max);
    else if (value <= Number.MIN_SAFE_INTEGER) this.writeBigInt64(int64Min);
    else this.writeInt64(value);
  }

  writeUnsignedVarint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.writeUint8((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.writeUint8(rest);
  }

  /** Zig-zag varint of 32 bits. */
  writeVarint(value: number): void {
    this.writeUnsignedVarint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** Zig-zag varint of 64 bits. */
  writeBigVarlong(value: bigint): void {
    let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
    while (rest > 0x7fn) {
      this.writeUint8(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.writeUint8(Number(rest));
  }

  writeUuid(value: Uuid): void {
    this.writeBytes(uuidToBytes(value));
  }

  /** Bytes as they are, without a length. */
  writeBytes(value: Buffer): void {
    if (value.length >= shareBytesMin) {
      this.#flush();
      this.#done.push(value);
      this.#doneBytes += value.length;
      return;
    }
    const at = this.#reserve(value.length);
    value.copy(this.#chunk, at);
  }

  /** UTF-8 of `byteLength` bytes, without a length. */
  writeText(value: string, byteLength: number): void {
    const at = this.#reserve(byteLength);
    this.#chunk.write(value, at, 'utf8');
  }

  /** Length of a string or byte field, or the count of an array; -1 is null. */
  writeLength(flexible: boolean, width: 16 | 32, length: number): void {
    if (flexible) this.writeUnsignedVarint(length + 1);
    else if (width === 16) this.writeInt16(length);
    else this.writeInt32(length);
  }
}
