/**
 * A segment's `.index`: 8-byte entries, big-endian, in rising order:
 *
 *   0 offset relative to the segment's base i32 · 4 position in the log file i32
 *
 * An entry says: the batch that starts at the position ends with the offset. A file may be padded with zeros.
 */
import { IndexEntries, type IndexLimits } from './index-entries';

const entryBytes = 8;

export class OffsetIndex {
  readonly #baseOffset: number;
  readonly #entries: IndexEntries;

  constructor(baseOffset: number, bytes?: Buffer) {
    this.#baseOffset = baseOffset;
    this.#entries = new IndexEntries(entryBytes, bytes);
  }

  /** The index in a file's content; undefined when it cannot be one of such a log file. */
  static parse(baseOffset: number, content: Buffer, { logBytes, endOffset }: IndexLimits): OffsetIndex | undefined {
    if (content.length % entryBytes !== 0) return undefined;
    const index = new OffsetIndex(baseOffset, Buffer.from(content));
    const entries = index.#entries;
    for (let entry = 0; entry < entries.count; entry++) {
      const relativeOffset = entries.int32(entry, 0);
      const position = entries.int32(entry, 4);
      if (relativeOffset === 0 && position === 0 && isZeroFrom(content, entry * entryBytes)) {
        entries.truncate(entry);
        break;
      }
      const previousOffset = entry === 0 ? -1 : entries.int32(entry - 1, 0);
      const previousPosition = entry === 0 ? -1 : entries.int32(entry - 1, 4);
      if (relativeOffset <= previousOffset || position <= previousPosition) return undefined;
      if (position >= logBytes || baseOffset + relativeOffset >= endOffset) return undefined;
    }
    return index;
  }

  get count(): number {
    return this.#entries.count;
  }

  get sizeBytes(): number {
    return this.#entries.sizeBytes;
  }

  get lastPosition(): number {
    return this.count === 0 ? 0 : this.#entries.int32(this.count - 1, 4);
  }

  append(offset: number, position: number): void {
    const { bytes, at } = this.#entries.grow();
    bytes.writeInt32BE(offset - this.#baseOffset, at);
    bytes.writeInt32BE(position, at + 4);
  }

  /** Of the batch at lastPosition; undefined when the index is empty. */
  get lastOffset(): number | undefined {
    return this.count === 0 ? undefined : this.#baseOffset + this.#entries.int32(this.count - 1, 0);
  }

  /** Where to start reading to find `offset`: the start of a batch that ends at or before it. */
  lookup(offset: number): number {
    const relativeOffset = offset - this.#baseOffset;
    const count = this.#entries.countWhile((entry) => this.#entries.int32(entry, 0) <= relativeOffset);
    return count === 0 ? 0 : this.#entries.int32(count - 1, 4);
  }

  /** Forgets every entry at or after `offset`. */
  truncateTo(offset: number): void {
    const relativeOffset = offset - this.#baseOffset;
    this.#entries.truncate(this.#entries.countWhile((entry) => this.#entries.int32(entry, 0) < relativeOffset));
  }

  toBuffer(): Buffer {
    return this.#entries.toBuffer();
  }
}

export function isZeroFrom(content: Buffer, from: number): boolean {
  for (let at = from; at < content.length; at++) if (content[at] !== 0) return false;
  return true;
}
