import type { Clock } from '../platform/clock';
import type { FileSystem } from '../platform/file-system';
import type { Logger } from '../platform/logger';
import type { Timers } from '../platform/timers';
import { batchHeader } from '../protocol/records/batch-header';
import type { LogConfig } from './log-config';
import type { LogResources } from './log-resources';
import { LogSegment, relativeOffsetMax } from './log-segment';
import { LogSegments } from './log-segments';
import { RecentBatches } from './recent-batches';
import { SegmentRemoval } from './segment-removal';
import type { SegmentReadOptions } from './segment-reader';

const offsetIndexEntryBytes = 8;
const timeIndexEntryBytes = 12;

export interface LocalLogOptions {
  readonly resources: LogResources;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly directory: string;
  readonly config: LogConfig;
  readonly segments: readonly LogSegment[];
  readonly nextOffset: number;
  /** Files were created or removed while it was opened. */
  readonly directoryDirty: boolean;
}

/** The segments of a log and what is done to their files. Knows nothing of producers, epochs or the high watermark, and leaves the order of calls to its owner. */
export class LocalLog {
  readonly directory: string;
  config: LogConfig;
  /** Where the next batch goes: the log end offset. */
  nextOffset: number;
  /** Grows when bytes that a reader may be looking at are cut or removed. */
  generation = 0;
  /** Files were created or removed since the directory was last synced. */
  directoryDirty: boolean;
  readonly segments: LogSegments;
  readonly #resources: LogResources;
  readonly #clock: Clock;
  readonly #removal: SegmentRemoval;
  readonly #recent: RecentBatches;
  /** The active file may have bytes past its end, left by a write that failed. */
  #overhangs = false;
  /** Spreads time-based rolls of many logs; fixed per log. */
  readonly #jitterMs: number;

  constructor(options: LocalLogOptions & { jitterMs: number }) {
    this.directory = options.directory;
    this.config = options.config;
    this.nextOffset = options.nextOffset;
    this.directoryDirty = options.directoryDirty;
    this.segments = new LogSegments(options.segments);
    this.#resources = options.resources;
    this.#clock = options.clock;
    this.#jitterMs = options.jitterMs;
    this.#recent = new RecentBatches(options.resources.recent);
    this.#removal = new SegmentRemoval({
      fileSystem: options.resources.files.fileSystem,
      timers: options.timers,
      logger: options.resources.logger,
    });
  }

  get fileSystem(): FileSystem {
    return this.#resources.files.fileSystem;
  }

  get logger(): Logger {
    return this.#resources.logger;
  }

  get overhangs(): boolean {
    return this.#overhangs;
  }

  /**
   * Writes at the log's end, and then does what has to be done before the bytes count. When either fails nothing of them
   * stays, now or at the latest before the next write.
   */
  async write(buffers: readonly Buffer[], beforeTheyCount: () => Promise<void>): Promise<void> {
    const segment = this.segments.active;
    if (this.#overhangs) await this.#cutOverhang(segment);
    if (segment.mayHaveIndexFiles) await this.#removeIndexFiles(segment);
    try {
      await segment.file.write(buffers, segment.sizeBytes);
      await beforeTheyCount();
    } catch (error) {
      this.#overhangs = true;
      await this.#cutOverhang(segment).catch((cutError: unknown) => {
        this.logger.warn('A failed write could not be cut off yet; it is tried again before the next write.', {
          file: segment.file.path,
          error: String(cutError),
        });
      });
      throw error;
    }
  }

  /** The recovery point, before which they would be believed after a crash, moves only when the directory is synced. */
  async #removeIndexFiles(segment: LogSegment): Promise<void> {
    this.directoryDirty = true;
    await segment.removeIndexFiles();
  }

  async #cutOverhang(segment: LogSegment): Promise<void> {
    await segment.file.truncate(segment.sizeBytes);
    this.#overhangs = false;
  }

  /** Counts batches that write() has put at the end. */
  noteWritten(records: Buffer): void {
    const segment = this.segments.active;
    for (let at = 0; at < records.length; at += batchHeader.sizeBytes(records, at)) {
      segment.noteBatch(records, at, segment.sizeBytes + at);
      this.nextOffset = batchHeader.lastOffset(records, at) + 1;
    }
    segment.sizeBytes += records.length;
    this.#recent.add(records);
  }

  /** Whether the active segment, with `pendingBytes` about to be added, must not take this append as well. */
  mustRoll(pendingBytes: number, append: { sizeBytes: number; lastOffset: number; maxTimestampMs: number }): boolean {
    const segment = this.segments.active;
    const sizeBytes = segment.sizeBytes + pendingBytes;
    if (append.lastOffset - segment.baseOffset > relativeOffsetMax) return true;
    if (sizeBytes === 0) return false;
    if (sizeBytes > this.config.segmentBytes - append.sizeBytes) return true;
    const indexes = segment.loadedIndexes;
    if (indexes !== undefined) {
      const entriesMax = Math.floor(this.config.segmentIndexBytes / offsetIndexEntryBytes);
      const timeEntriesMax = Math.floor(this.config.segmentIndexBytes / timeIndexEntryBytes);
      if (indexes.offsets.count >= entriesMax || indexes.times.count >= timeEntriesMax - 1) return true;
    }
    return this.#ageMs(segment, append.maxTimestampMs) > this.config.segmentMs - this.#jitterMs;
  }

  #ageMs(segment: LogSegment, timestampMs: number): number {
    const firstTimestampMs = segment.firstTimestampMs;
    if (firstTimestampMs !== undefined && firstTimestampMs >= 0 && timestampMs >= 0) return timestampMs - firstTimestampMs;
    return this.#clock.nowMs() - segment.createdMs;
  }

  /** Starts a new active segment at the log's end; the file is there when it resolves. */
  async roll(): Promise<void> {
    const previous = this.segments.active;
    if (this.#overhangs) await this.#cutOverhang(previous);
    const segment = this.#newSegment(this.nextOffset);
    await segment.file.truncate(0);
    this.segments.add(segment);
    this.directoryDirty = true;
    previous.stopGrowing();
  }

  #newSegment(baseOffset: number): LogSegment {
    return new LogSegment({
      resources: this.#resources,
      directory: this.directory,
      baseOffset,
      sizeBytes: 0,
      indexFileCount: 0,
      createdMs: this.#clock.nowMs(),
      indexIntervalBytes: this.config.indexIntervalBytes,
    });
  }

  /** Batches from `startOffset` on, out of the first segment that has any; the log holds none at or after it when empty. */
  async read(options: SegmentReadOptions): Promise<Buffer> {
    const recent = this.#recent.read(options);
    if (recent !== undefined) return recent;
    for (const segment of this.segments.from(options.startOffset)) {
      if (segment.baseOffset >= options.maxOffsetExclusive) break;
      const records = await segment.reader.read(options);
      if (records !== undefined) return records;
    }
    return Buffer.alloc(0);
  }

  /** Removes the segments from the log; files follow after file.delete.delay.ms. A log without segments starts a new one. */
  async removeSegments(removed: readonly LogSegment[]): Promise<void> {
    if (removed.length === 0) return;
    this.generation += 1;
    this.segments.remove(removed);
    this.directoryDirty = true;
    await this.#removal.remove(removed, this.config.fileDeleteDelayMs);
  }

  /** Drops the batch that holds `offset` and all after it. */
  async truncateTo(offset: number): Promise<void> {
    this.generation += 1;
    this.#recent.clear();
    await this.removeSegments(this.segments.all.slice(1).filter((segment) => segment.baseOffset >= offset));
    await this.#removeIndexFiles(this.segments.active);
    // Before the cut: a crash in between must not leave later segments behind a gap, nor indexes that know of more.
    await this.fileSystem.syncDirectory(this.directory);
    this.nextOffset = await this.segments.active.truncateTo(offset);
    this.#overhangs = false;
    // Again: a reader that began meanwhile may have looked up positions before the cut.
    this.generation += 1;
  }

  /** Drops everything; the log is empty and goes on at `offset`. */
  async restartAt(offset: number): Promise<void> {
    this.generation += 1;
    this.#recent.clear();
    const removed = this.segments.all;
    await this.#removal.remove(removed, this.config.fileDeleteDelayMs);
    this.nextOffset = offset;
    this.#overhangs = false;
    const segment = this.#newSegment(offset);
    await segment.file.truncate(0);
    this.segments.add(segment);
    this.segments.remove(removed);
    await this.fileSystem.syncDirectory(this.directory);
  }

  /** Lets go of files and memory; nothing is written. */
  async release(): Promise<void> {
    this.#removal.cancel();
    this.#recent.clear();
    for (const segment of this.segments.all) await segment.release();
  }
}
