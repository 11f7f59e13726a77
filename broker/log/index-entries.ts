/** A segment's log file, of which an index file can say no more. */
export interface IndexLimits {
  readonly logBytes: number;
  readonly endOffset: number;
}

/** Entries of one size in a growing buffer: what the offset index and the time index share. */
export class IndexEntries {
  readonly entryBytes: number;
  #bytes: Buffer;
  #count: number;

  constructor(entryBytes: number, bytes: Buffer = Buffer.alloc(0)) {
    this.entryBytes = entryBytes;
    this.#bytes = bytes;
    this.#count = Math.floor(bytes.length / entryBytes);
  }

  get count(): number {
    return this.#count;
  }

  get sizeBytes(): number {
    return this.#count * this.entryBytes;
  }

  /** A buffer and the position in it where the next entry goes. */
  grow(): { bytes: Buffer; at: number } {
    const at = this.sizeBytes;
    if (at + this.entryBytes > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(this.entryBytes * 8, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, at);
      this.#bytes = grown;
    }
    this.#count += 1;
    return { bytes: this.#bytes, at };
  }

  int32(entry: number, fieldOffset: number): number {
    return this.#bytes.readInt32BE(entry * this.entryBytes + fieldOffset);
  }

  /** The int64 at the field, clamped to the safe range. */
  int64(entry: number, fieldOffset: number): number {
    const value = Number(this.#bytes.readBigInt64BE(entry * this.entryBytes + fieldOffset));
    return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
  }

  truncate(count: number): void {
    this.#count = Math.min(this.#count, count);
  }

  /** How many leading entries have `test` true, given that it holds for a prefix only. */
  countWhile(test: (entry: number) => boolean): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.sizeBytes);
  }
}
