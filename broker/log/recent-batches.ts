import { batchHeader } from '../protocol/records/batch-header';
import type { SegmentReadOptions } from './segment-reader';

/** Memory for what was appended last, over all logs of a directory and for one of them. */
const totalBytesMax = 16 * 1024 * 1024;
const logBytesMax = 1024 * 1024;
const logAppendsMax = 256;

/** A view that pins a buffer this many times its size is copied. */
const pinnedFactorMax = 4;

interface RecentAppend {
  readonly owner: RecentBatches;
  readonly firstOffset: number;
  readonly records: Buffer;
}

/** Bounds what the logs of a directory keep in memory: the oldest append goes first, whosever it is. */
export class RecentMemory {
  readonly #bytesMax: number;
  /** Oldest first. */
  readonly #appends = new Set<RecentAppend>();
  #bytes = 0;

  constructor(bytesMax = totalBytesMax) {
    this.#bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(append: RecentAppend): void {
    this.#appends.add(append);
    this.#bytes += append.records.length;
    for (const oldest of this.#appends) {
      if (this.#bytes <= this.#bytesMax) return;
      oldest.owner.dropOldest();
    }
  }

  remove(append: RecentAppend): void {
    if (this.#appends.delete(append)) this.#bytes -= append.records.length;
  }
}

/** The batches appended to a log last: who reads at its end needs no disk. */
export class RecentBatches {
  readonly #memory: RecentMemory;
  /** Oldest first, without a gap up to the log's end. */
  readonly #appends: RecentAppend[] = [];
  #bytes = 0;

  constructor(memory: RecentMemory) {
    this.#memory = memory;
  }

  /** Batches just written. Nobody changes the buffer any more. */
  add(records: Buffer): void {
    const isView = records.buffer.byteLength > records.length * pinnedFactorMax;
    const kept = isView ? Buffer.alloc(records.length) : records;
    if (isView) records.copy(kept);
    const append = { owner: this, firstOffset: batchHeader.baseOffset(kept, 0), records: kept };
    this.#appends.push(append);
    this.#bytes += kept.length;
    this.#memory.add(append);
    while (this.#bytes > logBytesMax || this.#appends.length > logAppendsMax) this.dropOldest();
  }

  dropOldest(): void {
    const oldest = this.#appends.shift();
    if (oldest === undefined) return;
    this.#bytes -= oldest.records.length;
    this.#memory.remove(oldest);
  }

  clear(): void {
    while (this.#appends.length > 0) this.dropOldest();
  }

  /** What a segment would give; undefined when `startOffset` is before what is kept. */
  read({ startOffset, maxBytes, maxOffsetExclusive, minOneBatch }: SegmentReadOptions): Buffer | undefined {
    const first = this.#appends.findLastIndex((append) => append.firstOffset <= startOffset);
    if (first < 0) return undefined;
    const parts: Buffer[] = [];
    let leftBytes = maxBytes;
    for (let index = first, isWhole = true; isWhole; index++) {
      const records = this.#appends[index]?.records;
      if (records === undefined) break;
      let from = 0;
      while (from < records.length && batchHeader.lastOffset(records, from) < startOffset)
        from += batchHeader.sizeBytes(records, from);
      let to = from;
      while (to < records.length && batchHeader.lastOffset(records, to) < maxOffsetExclusive) {
        const sizeBytes = batchHeader.sizeBytes(records, to);
        const isFirst = to === from && parts.length === 0;
        if (sizeBytes > leftBytes && !(isFirst && minOneBatch)) break;
        leftBytes -= sizeBytes;
        to += sizeBytes;
      }
      isWhole = to === records.length;
      if (to > from) parts.push(records.subarray(from, to));
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
  }
}
