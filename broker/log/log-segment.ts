/**
 * One file of a log, `<base offset>.log`: record batches one after the other, nothing between them. Beside it lie its
 * offset index and its time index. They are built in memory as batches arrive and written when the segment stops
 * growing; until then there are none on the disk, and recovery scans the last segment anyway.
 */
import { join } from 'node:path';
import { batchHeader, batchHeaderBytes } from '../protocol/records/batch-header';
import { damageOf, lookupChunkBytes, readRange, scanBatches, type BatchVisitor, type ScanResult } from './batch-scan';
import type { CachedFile } from './file-cache';
import { logSuffix, segmentFileName } from './file-names';
import { IndexFiles, type SegmentIndexes } from './index-files';
import type { LogResources } from './log-resources';
import { OffsetIndex } from './offset-index';
import { SegmentReader } from './segment-reader';
import { TimeIndex } from './time-index';

/** The indexes store offsets as i32, relative to the segment's base. */
export const relativeOffsetMax = 0x7fff_ffff;

export interface SegmentOptions {
  readonly resources: LogResources;
  readonly directory: string;
  readonly baseOffset: number;
  /** Bytes of the file; with 0 the indexes start empty, else they are loaded or rebuilt when first needed. */
  readonly sizeBytes: number;
  /** How many of its two index files are there. */
  readonly indexFileCount: number;
  /** Where the next segment starts. */
  readonly endOffsetMax?: number;
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
  readonly #indexFiles: IndexFiles;
  #endOffsetMax: number;
  #indexes: SegmentIndexes | undefined;
  #loading: Promise<SegmentIndexes> | undefined;
  /** The index files lack something. */
  #indexesDirty = false;
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
    this.#endOffsetMax = options.endOffsetMax ?? options.baseOffset + relativeOffsetMax + 1;
    const { fileSystem } = options.resources.files;
    const path = this.path.bind(this);
    this.#indexFiles = new IndexFiles({ fileSystem, baseOffset: options.baseOffset, path, count: options.indexFileCount });
    if (options.sizeBytes > 0) return;
    this.#growing = true;
    this.#startIndexes();
    this.#indexesDirty = options.indexFileCount < 2;
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
    const indexes = await this.#indexFiles.read({ logBytes: this.sizeBytes, endOffset: this.#endOffsetMax });
    if (indexes === undefined) {
      this.#resources.logger.warn('The indexes of a segment are missing or damaged; they are rebuilt.', {
        segment: this.file.path,
      });
      return (await this.scan(() => true)).indexes;
    }
    const { times } = indexes;
    this.#indexes = indexes;
    this.maxTimestampMs = times.lastTimestampMs;
    this.maxTimestampOffset = times.lastOffset;
    this.#touchCache(indexes);
    return indexes;
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
   * its last batch, or to undefined when its end does not look like batches, or the indexes know of more.
   */
  async openForAppend(): Promise<number | undefined> {
    const { offsets, times } = await this.#pinIndexes();
    await this.#readFirstTimestamp();
    let nextOffset = this.baseOffset;
    const from = offsets.lastPosition;
    const result = await scanBatches(this.file, from, this.sizeBytes, (buffer, at, position) => {
      if (batchHeader.baseOffset(buffer, at) < nextOffset) return 'offsets go back';
      nextOffset = batchHeader.lastOffset(buffer, at) + 1;
      if (position === from && offsets.lastOffset !== undefined && nextOffset - 1 > offsets.lastOffset)
        return 'the index means another batch';
      this.#noteTimestamp(batchHeader.maxTimestamp(buffer, at), nextOffset - 1);
      return true;
    });
    this.#bytesSinceIndexEntry = this.sizeBytes - from;
    const knowsMore = times.count > 0 && times.lastOffset >= nextOffset;
    return result.stopped === undefined && !knowsMore ? nextOffset : undefined;
  }

  /** They stay in memory from now on. */
  async #pinIndexes(): Promise<SegmentIndexes> {
    const indexes = await this.indexes();
    this.#growing = true;
    this.#endOffsetMax = this.baseOffset + relativeOffsetMax + 1;
    this.#resources.indexes.forget(this);
    return indexes;
  }

  get mayHaveIndexFiles(): boolean {
    return this.#indexFiles.mayExist;
  }

  /** Before batches are added or cut: what the index files say will not be true any more. Durable once the directory is synced. */
  async removeIndexFiles(): Promise<void> {
    await this.#pinIndexes();
    await this.#indexFiles.remove();
    this.#indexesDirty = true;
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

  /**
   * Drops the batch that holds `offset` and all after it, durably. Resolves to the offset the segment now ends before. Its
   * index files are gone already.
   */
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

  /** The segment rests or stops growing: notes its largest timestamp and writes its index files. */
  async writeIndexes(options: { durableOffsets: boolean }): Promise<void> {
    const indexes = this.#indexes;
    if (indexes === undefined || !this.#indexesDirty) return;
    indexes.times.maybeAppend(this.maxTimestampMs, this.maxTimestampOffset);
    await this.#indexFiles.write(indexes, options);
    this.#indexesDirty = false;
  }

  /** The segment no longer grows: its indexes, once written, may leave memory. */
  stopGrowing(): void {
    this.#growing = false;
    if (this.#indexes !== undefined && !this.#indexesDirty) this.#touchCache(this.#indexes);
  }

  /** Nothing of the segment stays in memory or open. */
  async release(): Promise<void> {
    this.#resources.indexes.forget(this);
    await this.file.discard();
  }
}
