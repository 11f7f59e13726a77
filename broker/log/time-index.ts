/**
 * A segment's `.timeindex`: 12-byte entries, big-endian, in rising order of both fields:
 *
 *   0 timestamp i64 · 8 offset relative to the segment's base i32
 *
 * An entry says: the batch that ends with the offset holds the timestamp, and no record up to there has a later one.
 */
import { IndexEntries, type IndexLimits } from './index-entries';
import { isZeroFrom } from './offset-index';

const entryBytes = 12;

export class TimeIndex {
  readonly #baseOffset: number;
  readonly #entries: IndexEntries;

  constructor(baseOffset: number, bytes?: Buffer) {
    this.#baseOffset = baseOffset;
    this.#entries = new IndexEntries(entryBytes, bytes);
  }

  /** The index in a file's content; undefined when it cannot be one of such a log file. One with batches has an entry. */
  static parse(baseOffset: number, content: Buffer, { logBytes, endOffset }: IndexLimits): TimeIndex | undefined {
    if (content.length % entryBytes !== 0) return undefined;
    const index = new TimeIndex(baseOffset, Buffer.from(content));
    const entries = index.#entries;
    for (let entry = 0; entry < entries.count; entry++) {
      if (entries.int64(entry, 0) === 0 && isZeroFrom(content, entry * entryBytes)) {
        entries.truncate(entry);
        break;
      }
      if (entries.int64(entry, 0) < 0 || entries.int32(entry, 8) < 0) return undefined;
      if (entry === 0) continue;
      if (entries.int64(entry, 0) <= entries.int64(entry - 1, 0)) return undefined;
      if (entries.int32(entry, 8) <= entries.int32(entry - 1, 8)) return undefined;
    }
    return index.lastOffset >= endOffset || (index.count === 0 && logBytes > 0) ? undefined : index;
  }

  get count(): number {
    return this.#entries.count;
  }

  get sizeBytes(): number {
    return this.#entries.sizeBytes;
  }

  /** −1 when the index is empty. */
  get lastTimestampMs(): number {
    return this.count === 0 ? -1 : this.#entries.int64(this.count - 1, 0);
  }

  /** The segment's base offset when the index is empty. */
  get lastOffset(): number {
    return this.count === 0 ? this.#baseOffset : this.#baseOffset + this.#entries.int32(this.count - 1, 8);
  }

  /** Adds an entry unless it would say nothing new. */
  maybeAppend(timestampMs: number, offset: number): boolean {
    if (timestampMs < 0 || timestampMs <= this.lastTimestampMs) return false;
    const { bytes, at } = this.#entries.grow();
    bytes.writeBigInt64BE(BigInt(timestampMs), at);
    bytes.writeInt32BE(offset - this.#baseOffset, at + 8);
    return true;
  }

  /** The offset to start looking from for records at or after `timestampMs`: everything before it is older. */
  lookup(timestampMs: number): number {
    const count = this.#entries.countWhile((entry) => this.#entries.int64(entry, 0) < timestampMs);
    return count === 0 ? this.#baseOffset : this.#baseOffset + this.#entries.int32(count - 1, 8);
  }

  /** Forgets every entry at or after `offset`. */
  truncateTo(offset: number): void {
    const relativeOffset = offset - this.#baseOffset;
    this.#entries.truncate(this.#entries.countWhile((entry) => this.#entries.int32(entry, 8) < relativeOffset));
  }

  toBuffer(): Buffer {
    return this.#entries.toBuffer();
  }
}
