/**
 * One file of a log, `<base offset>.log`: record batches one after the other, nothing between them. Beside it lie its
 * offset index and its time index. They are built in memory as batches arrive and written when the segment stops
 * growing; until then a crash costs nothing, because recovery scans the last segment anyway.
 */
import { join } from 'node:path';
import { FileError } from '../platform/file-system';
import { batchHeader, batchHeaderBytes } from '../protocol/records/batch-header';
import { damageOf, lookupChunkBytes, readRange, scanBatches, type BatchVisitor, type ScanResult } from './batch-scan';
import type { CachedFile } from './file-cache';
import { logSuffix, offsetIndexSuffix, segmentFileName, timeIndexSuffix } from './file-names';
import type { LogResources } from './log-resources';
import { OffsetIndex } from './offset-index';
import { SegmentReader } from './segment-reader';
import { TimeIndex } from './time-index';

/** The indexes store offsets as i32, relative to the segment's base. */
export const relativeOffsetMax = 0x7fff_ffff;

export interface SegmentIndexes {
  readonly offsets: OffsetIndex;
  readonly times: TimeIndex;
}

export interface SegmentOptions {
  readonly resources: LogResources;
  readonly directory: string;
  readonly baseOffset: number;
  /** Bytes of the file; with 0 the indexes start empty, else they are loaded or rebuilt when first needed. */
  readonly sizeBytes: number;
  /** An empty segment's index files are there already. */
  readonly hasIndexFiles?: boolean;
  readonly createdMs: number;
  readonly indexIntervalBytes: number;
}

export class LogSegment {
  readonly baseOffset: number;
  readonly createdMs: number;
  readonly indexIntervalBytes: number;
  readonly file: CachedFile;
  readonly reader = new SegmentReader(this);
  sizeBytes: number;
  /** Largest timestamp of a loaded segment, and the last offset of the first batch that holds it; −1 when there is none. */
  maxTimestampMs = -1;
  maxTimestampOffset = -1;
  /** Largest timestamp of the first batch: time-based rolling counts from it. */
  firstTimestampMs: number | undefined;
  readonly #resources: LogResources;
  readonly #directory: string;
  #indexes: SegmentIndexes | undefined;
  #loading: Promise<SegmentIndexes> | undefined;
  /** The index files lack something. */
  #indexesDirty = false;
  /** The offset index on the disk may have entries that are no longer true, not just too few. */
  #offsetsAreStale = false;
  /** Batches may be added: the indexes must stay in memory. */
  #growing = false;
  #bytesSinceIndexEntry = 0;

  constructor(options: SegmentOptions) {
    this.#resources = options.resources;
    this.#directory = options.directory;
    this.indexIntervalBytes = options.indexIntervalBytes;
    this.baseOffset = options.baseOffset;
    this.sizeBytes = options.sizeBytes;
    this.createdMs = options.createdMs;
    this.file = options.resources.files.file(this.path(logSuffix));
    if (options.sizeBytes > 0) return;
    this.#growing = true;
    this.#startIndexes();
    this.#indexesDirty = options.hasIndexFiles !== true;
  }

  path(suffix: string): string {
    return join(this.#directory, segmentFileName(this.baseOffset, suffix));
  }

  get indexesDirty(): boolean {
    return this.#indexesDirty;
  }

  /** The indexes when they are in memory, as they always are while the segment grows. */
  get loadedIndexes(): SegmentIndexes | undefined {
    return this.#indexes;
  }

  /** The indexes, read from their files, or rebuilt from the batches when the files are missing or wrong. */
  indexes(): Promise<SegmentIndexes> {
    const indexes = this.#indexes;
    if (indexes !== undefined) {
      if (!this.#indexesDirty && !this.#growing) this.#touchCache(indexes);
      return Promise.resolve(indexes);
    }
    this.#loading ??= this.#loadIndexes().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  dropIndexes(): void {
    if (!this.#indexesDirty && !this.#growing) this.#indexes = undefined;
  }

  #touchCache({ offsets, times }: SegmentIndexes): void {
    this.#resources.indexes.touch(this, offsets.sizeBytes + times.sizeBytes);
  }

  #startIndexes(): SegmentIndexes {
    this.#resources.indexes.forget(this);
    this.#indexes = { offsets: new OffsetIndex(this.baseOffset), times: new TimeIndex(this.baseOffset) };
    this.#indexesDirty = true;
    this.#bytesSinceIndexEntry = 0;
    this.maxTimestampMs = -1;
    this.maxTimestampOffset = -1;
    this.firstTimestampMs = undefined;
    this.reader.forgetPositions();
    return this.#indexes;
  }

  async #loadIndexes(): Promise<SegmentIndexes> {
    const offsetsContent = await this.#readIfThere(this.path(offsetIndexSuffix));
    const timesContent = await this.#readIfThere(this.path(timeIndexSuffix));
    const offsets = offsetsContent && OffsetIndex.parse(this.baseOffset, offsetsContent, this.sizeBytes);
    const times = timesContent && TimeIndex.parse(this.baseOffset, timesContent);
    if (offsets === undefined || times === undefined) {
      this.#resources.logger.warn('The indexes of a segment are missing or damaged; they are rebuilt.', {
        segment: this.file.path,
      });
      return (await this.scan(() => true)).indexes;
    }
    const indexes = { offsets, times };
    this.#indexes = indexes;
    this.maxTimestampMs = times.lastTimestampMs;
    this.maxTimestampOffset = times.lastOffset;
    this.#touchCache(indexes);
    return indexes;
  }

  async #readIfThere(path: string): Promise<Buffer | undefined> {
    try {
      return await this.#resources.files.fileSystem.readFile(path);
    } catch (error) {
      if (error instanceof FileError && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Notes a batch that now lies at `position` of the file. */
  noteBatch(buffer: Buffer, at: number, position: number): void {
    const indexes = this.#indexes ?? this.#startIndexes();
    const maxTimestampMs = batchHeader.maxTimestamp(buffer, at);
    const lastOffset = batchHeader.lastOffset(buffer, at);
    this.firstTimestampMs ??= maxTimestampMs;
    this.#noteTimestamp(maxTimestampMs, lastOffset);
    if (this.#bytesSinceIndexEntry > this.indexIntervalBytes) {
      indexes.offsets.append(lastOffset, position);
      indexes.times.maybeAppend(this.maxTimestampMs, this.maxTimestampOffset);
      this.#bytesSinceIndexEntry = 0;
    }
    this.#bytesSinceIndexEntry += batchHeader.sizeBytes(buffer, at);
    this.#indexesDirty = true;
  }

  #noteTimestamp(timestampMs: number, lastOffset: number): void {
    if (timestampMs <= this.maxTimestampMs) return;
    this.maxTimestampMs = timestampMs;
    this.maxTimestampOffset = lastOffset;
  }

  /** Builds all that is known about the segment anew from its batches, up to the first that is damaged or that `visit` refuses. */
  async scan(
    visit: BatchVisitor,
    nextSegmentOffset = this.baseOffset + relativeOffsetMax + 1,
  ): Promise<ScanResult & { indexes: SegmentIndexes; nextOffset: number }> {
    const wasGrowing = this.#growing;
    this.#growing = true;
    this.#offsetsAreStale = true;
    const indexes = this.#startIndexes();
    let nextOffset = this.baseOffset;
    const result = await scanBatches(this.file, 0, this.sizeBytes, (buffer, at, position) => {
      const damage = damageOf(buffer, at);
      if (damage !== undefined) return damage;
      const offset = batchHeader.baseOffset(buffer, at);
      if (offset < nextOffset || batchHeader.lastOffset(buffer, at) >= nextSegmentOffset) {
        return `offset ${offset} where ${nextOffset} to ${nextSegmentOffset - 1} was expected`;
      }
      const verdict = visit(buffer, at, position);
      if (verdict !== true) return verdict;
      nextOffset = batchHeader.lastOffset(buffer, at) + 1;
      this.noteBatch(buffer, at, position);
      return true;
    });
    this.#growing = wasGrowing;
    return { ...result, indexes, nextOffset };
  }

  /**
   * Loads the indexes and reads on from their last entry, so that the segment can grow. Resolves to the offset after
   * its last batch, or to undefined when its end does not look like batches.
   */
  async openForAppend(): Promise<number | undefined> {
    const { offsets } = await this.indexes();
    this.#growing = true;
    this.#resources.indexes.forget(this);
    await this.#readFirstTimestamp();
    let nextOffset = this.baseOffset;
    const from = offsets.lastPosition;
    const result = await scanBatches(this.file, from, this.sizeBytes, (buffer, at) => {
      if (batchHeader.baseOffset(buffer, at) < nextOffset) return 'offsets go back';
      nextOffset = batchHeader.lastOffset(buffer, at) + 1;
      this.#noteTimestamp(batchHeader.maxTimestamp(buffer, at), nextOffset - 1);
      return true;
    });
    this.#bytesSinceIndexEntry = this.sizeBytes - from;
    return result.stopped === undefined ? nextOffset : undefined;
  }

  async #readFirstTimestamp(): Promise<void> {
    this.firstTimestampMs = undefined;
    const header = await readRange(this.file, 0, Math.min(batchHeaderBytes, this.sizeBytes));
    if (header.length === batchHeaderBytes) this.firstTimestampMs = batchHeader.maxTimestamp(header, 0);
  }

  /** Position of the batch that holds `offset`, or of the first after it; the end when there is none. */
  async positionOf(offset: number): Promise<{ position: number; batchOffset: number | undefined }> {
    const { offsets } = await this.indexes();
    let batchOffset: number | undefined;
    const visit: BatchVisitor = (buffer, at) => {
      if (batchHeader.lastOffset(buffer, at) < offset) return true;
      batchOffset = batchHeader.baseOffset(buffer, at);
      return 'found';
    };
    const { position } = await scanBatches(this.file, offsets.lookup(offset), this.sizeBytes, visit, lookupChunkBytes);
    return { position, batchOffset };
  }

  /** Drops the batch that holds `offset` and all after it, durably. Resolves to the offset the segment now ends before. */
  async truncateTo(offset: number): Promise<number> {
    const { position, batchOffset } = await this.positionOf(offset);
    await this.file.truncate(position);
    await this.file.sync();
    const { offsets, times } = await this.indexes();
    const endOffset = Math.min(offset, batchOffset ?? offset);
    offsets.truncateTo(endOffset);
    times.truncateTo(endOffset);
    this.sizeBytes = position;
    this.#indexesDirty = true;
    this.#offsetsAreStale = true;
    this.reader.forgetPositions();
    this.maxTimestampMs = times.lastTimestampMs;
    this.maxTimestampOffset = times.count === 0 ? -1 : times.lastOffset;
    await this.openForAppend();
    return endOffset;
  }

  /** Largest timestamp of the segment; the file's time of change when it holds none. */
  async largestTimestampMs(): Promise<number> {
    await this.indexes();
    if (this.maxTimestampMs >= 0) return this.maxTimestampMs;
    return (await this.#resources.files.fileSystem.stat(this.file.path))?.modifiedMs ?? 0;
  }

  /**
   * The segment rests or stops growing: notes its largest timestamp and writes its index files. Of an offset index that
   * is not durable a power failure leaves entries out, which only makes lookups longer, or damages it, and it is rebuilt.
   * One that replaces wrong entries has to be durable, or they would come back.
   */
  async writeIndexes(options: { durableOffsets: boolean }): Promise<void> {
    const indexes = this.#indexes;
    if (indexes === undefined || !this.#indexesDirty) return;
    indexes.times.maybeAppend(this.maxTimestampMs, this.maxTimestampOffset);
    const durableOffsets = options.durableOffsets || this.#offsetsAreStale;
    await this.#writeFile(this.path(offsetIndexSuffix), indexes.offsets.toBuffer(), durableOffsets);
    await this.#writeFile(this.path(timeIndexSuffix), indexes.times.toBuffer(), true);
    this.#indexesDirty = false;
    this.#offsetsAreStale = false;
  }

  /** The segment no longer grows: its indexes, once written, may leave memory. */
  stopGrowing(): void {
    this.#growing = false;
    if (this.#indexes !== undefined && !this.#indexesDirty) this.#touchCache(this.#indexes);
  }

  async #writeFile(path: string, content: Buffer, durable: boolean): Promise<void> {
    const handle = await this.#resources.files.fileSystem.open(path, 'create');
    try {
      if (content.length === 0) return;
      await handle.write([content], 0);
      if (durable) await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Nothing of the segment stays in memory or open. */
  async release(): Promise<void> {
    this.#resources.indexes.forget(this);
    await this.file.discard();
  }
}
