import { KafkaError } from '../protocol/kafka-error';
import { batchHeader, batchHeaderBytes } from '../protocol/records/batch-header';
import { readRange } from './batch-scan';
import type { CachedFile } from './file-cache';
import type { OffsetIndex } from './offset-index';

/** What the reader needs of a segment. */
interface ReadableSegment {
  readonly file: CachedFile;
  readonly sizeBytes: number;
  readonly indexIntervalBytes: number;
  indexes(): Promise<{ readonly offsets: OffsetIndex }>;
}

export interface SegmentReadOptions {
  readonly startOffset: number;
  readonly maxBytes: number;
  /** Batches that reach this offset are left out. */
  readonly maxOffsetExclusive: number;
  /** The first batch comes whole even when it is larger than `maxBytes`. */
  readonly minOneBatch: boolean;
}

/** Ends of recent reads that are remembered, so that a reader who goes on finds its place without the index. */
const positionsMax = 16;

const nothing = Buffer.alloc(0);

/** Reads whole batches of one segment, as a rule with one read of the file. */
export class SegmentReader {
  readonly #segment: ReadableSegment;
  readonly #positions = new Map<number, number>();

  constructor(segment: ReadableSegment) {
    this.#segment = segment;
  }

  /** Positions may have changed: the segment was cut. */
  forgetPositions(): void {
    this.#positions.clear();
  }

  /** The batch that holds `startOffset` (or the first after it) and those that follow; undefined when the segment has none. */
  async read(options: SegmentReadOptions): Promise<Buffer | undefined> {
    const { startOffset, maxBytes, maxOffsetExclusive, minOneBatch } = options;
    if (maxBytes < batchHeaderBytes && !minOneBatch) return nothing;
    const segment = this.#segment;
    const endPosition = segment.sizeBytes;
    const known = this.#positions.get(startOffset);
    let position = known ?? (await segment.indexes()).offsets.lookup(startOffset);
    const slackBytes = known === undefined ? segment.indexIntervalBytes : 0;
    while (position < endPosition) {
      const wantedBytes = Math.max(batchHeaderBytes, maxBytes + slackBytes);
      const buffer = await readRange(segment.file, position, Math.min(wantedBytes, endPosition - position));
      if (buffer.length < batchHeaderBytes) this.#failDamaged();
      const from = this.#skipBatchesBefore(buffer, startOffset);
      if (from + batchHeaderBytes > buffer.length) {
        position += from;
        continue;
      }
      const to = this.#endOfBatches(buffer, from, Math.min(buffer.length, from + maxBytes), maxOffsetExclusive);
      if (to > from) return this.#remember(buffer.subarray(from, to), position + from);
      if (!minOneBatch || batchHeader.lastOffset(buffer, from) >= maxOffsetExclusive) return nothing;
      const sizeBytes = this.#checkedSize(buffer, from);
      const whole =
        from + sizeBytes <= buffer.length
          ? buffer.subarray(from, from + sizeBytes)
          : await readRange(segment.file, position + from, Math.min(sizeBytes, endPosition - position - from));
      return whole.length === sizeBytes ? this.#remember(whole, position + from) : this.#failDamaged();
    }
    return undefined;
  }

  #skipBatchesBefore(buffer: Buffer, startOffset: number): number {
    let at = 0;
    while (at + batchHeaderBytes <= buffer.length && batchHeader.lastOffset(buffer, at) < startOffset) {
      at += this.#checkedSize(buffer, at);
    }
    return at;
  }

  #endOfBatches(buffer: Buffer, from: number, limit: number, maxOffsetExclusive: number): number {
    let at = from;
    while (at + batchHeaderBytes <= limit && batchHeader.lastOffset(buffer, at) < maxOffsetExclusive) {
      const end = at + this.#checkedSize(buffer, at);
      if (end > limit) break;
      at = end;
    }
    return at;
  }

  #checkedSize(buffer: Buffer, at: number): number {
    const sizeBytes = batchHeader.sizeBytes(buffer, at);
    return sizeBytes >= batchHeaderBytes ? sizeBytes : this.#failDamaged();
  }

  #failDamaged(): never {
    throw new KafkaError('KAFKA_STORAGE_ERROR', `${this.#segment.file.path} is damaged.`);
  }

  #remember(batches: Buffer, position: number): Buffer {
    let last = 0;
    for (let at = 0; at < batches.length; at += batchHeader.sizeBytes(batches, at)) last = at;
    const nextOffset = batchHeader.lastOffset(batches, last) + 1;
    this.#positions.delete(nextOffset);
    this.#positions.set(nextOffset, position + batches.length);
    for (const oldest of this.#positions.keys()) {
      if (this.#positions.size <= positionsMax) break;
      this.#positions.delete(oldest);
    }
    return batches;
  }
}
