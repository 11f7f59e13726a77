import { dirname, join } from 'node:path';
import type { Clock } from '../platform/clock';
import { batchHeader } from '../protocol/records/batch-header';
import { scanBatches } from './batch-scan';
import {
  cleanedSuffix,
  deletedSuffix,
  logSuffix,
  offsetIndexSuffix,
  offsetOfFileName,
  segmentFileName,
  segmentSuffixes,
  swapSuffix,
  timeIndexSuffix,
  transactionIndexSuffix,
} from './file-names';
import { LeaderEpochCache } from './leader-epoch-cache';
import { leaderEpochFileName, readLeaderEpochs, writeLeaderEpochs } from './leader-epoch-file';
import type { LogConfig } from './log-config';
import type { LogResources } from './log-resources';
import { LogSegment, type SegmentOptions } from './log-segment';
import { ProducerSnapshotFiles } from './producer-snapshot-files';
import type { ProducerStateManager } from './producer-state-manager';

export interface LoadOptions {
  readonly resources: LogResources;
  readonly clock: Clock;
  readonly directory: string;
  readonly config: LogConfig;
  readonly producers: ProducerStateManager;
  /** The log was closed in order: its files are taken as they are. Otherwise what lies above the recovery point is checked. */
  readonly hadCleanShutdown: boolean;
  readonly recoveryPoint: number;
  readonly logStartOffset: number;
}

export interface LoadedLog {
  readonly segments: LogSegment[];
  readonly nextOffset: number;
  readonly logStartOffset: number;
  readonly recoveryPoint: number;
  readonly epochs: LeaderEpochCache;
  readonly snapshots: ProducerSnapshotFiles;
  /** Files were created or removed. */
  readonly directoryDirty: boolean;
}

const leftoverSuffixes = [deletedSuffix, cleanedSuffix, swapSuffix, '.tmp'];

/** Opens the files of a log, repairing what a crash left. */
export async function loadLog(options: LoadOptions): Promise<LoadedLog> {
  return new LogLoader(options).load();
}

class LogLoader {
  readonly #options: LoadOptions;
  #segments: LogSegment[] = [];
  #epochs = new LeaderEpochCache();
  #directoryDirty = false;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  get #fileSystem() {
    return this.#options.resources.files.fileSystem;
  }

  async load(): Promise<LoadedLog> {
    try {
      return await this.#load();
    } catch (error) {
      for (const segment of this.#segments) await segment.release();
      throw error;
    }
  }

  async #load(): Promise<LoadedLog> {
    const { directory, resources, producers } = this.#options;
    const names = await this.#removeLeftovers(await this.#fileSystem.list(directory));
    const snapshots = new ProducerSnapshotFiles({ fileSystem: this.#fileSystem, logger: resources.logger, directory, names });
    this.#segments = await this.#openSegments(names);
    if (names.includes(leaderEpochFileName)) {
      this.#epochs = await readLeaderEpochs(this.#fileSystem, directory, resources.logger);
    }
    const knownEpochs = this.#epochs.entries;
    const savedEpochs = this.#epochs.toBuffer();
    const firstOffset = this.#segments[0]?.baseOffset ?? 0;
    // Of before what is here: batches between it and the first segment are unknown, and a producer's next one would be refused.
    await snapshots.removeWhere((offset) => offset < firstOffset);
    let nextOffset = await this.#openEnd(snapshots);
    const logStartOffset = Math.max(this.#options.logStartOffset, firstOffset);
    if (logStartOffset > nextOffset) {
      resources.logger.warn('The log ends before its start offset; it starts anew there.', {
        directory,
        nextOffset,
        logStartOffset,
      });
      await this.#removeSegments(0);
      producers.load([]);
      this.#epochs.clear();
      await snapshots.removeWhere(() => true);
      this.#segments = [await this.#createSegment(logStartOffset)];
      nextOffset = logStartOffset;
    }
    this.#epochs.truncateFromEnd(nextOffset);
    this.#epochs.truncateFromStart(logStartOffset);
    const emptied = knownEpochs.find(({ startOffset }) => startOffset === nextOffset);
    if (nextOffset === logStartOffset && nextOffset > 0 && emptied !== undefined) this.#epochs.assign(emptied.epoch, nextOffset);
    // The recovery point is the log's end from now on: what was found in batches before it is not looked for again.
    const hasFound = !this.#options.hadCleanShutdown && !this.#epochs.toBuffer().equals(savedEpochs);
    if (hasFound) await writeLeaderEpochs(this.#fileSystem, directory, this.#epochs);
    const bases = new Set(this.#segments.map((segment) => segment.baseOffset));
    const latest = snapshots.latestOffset;
    await snapshots.removeWhere((offset) => offset > nextOffset || (offset !== latest && !bases.has(offset)));
    return {
      segments: this.#segments,
      nextOffset,
      logStartOffset,
      recoveryPoint: nextOffset,
      epochs: this.#epochs,
      snapshots,
      directoryDirty: this.#directoryDirty || !this.#options.hadCleanShutdown,
    };
  }

  async #removeLeftovers(names: readonly string[]): Promise<string[]> {
    const bases = new Set(names.map((name) => offsetOfFileName(name, logSuffix)));
    const kept: string[] = [];
    for (const name of names) {
      const indexOffset = [offsetIndexSuffix, timeIndexSuffix, transactionIndexSuffix]
        .map((suffix) => offsetOfFileName(name, suffix))
        .find((offset) => offset !== undefined);
      const isOrphan = indexOffset !== undefined && !bases.has(indexOffset);
      if (isOrphan || leftoverSuffixes.some((suffix) => name.endsWith(suffix))) {
        await this.#fileSystem.removeFile(join(this.#options.directory, name));
      } else {
        kept.push(name);
      }
    }
    return kept;
  }

  async #openSegments(names: readonly string[]): Promise<LogSegment[]> {
    const there = new Set(names);
    const bases = names
      .map((name) => offsetOfFileName(name, logSuffix))
      .filter((baseOffset) => baseOffset !== undefined)
      .sort((a, b) => a - b);
    const segments: LogSegment[] = [];
    for (const [index, baseOffset] of bases.entries()) {
      const stat = await this.#fileSystem.stat(join(this.#options.directory, segmentFileName(baseOffset, logSuffix)));
      const suffixes = [offsetIndexSuffix, timeIndexSuffix].filter((suffix) => there.has(segmentFileName(baseOffset, suffix)));
      const next = bases[index + 1];
      segments.push(
        this.#segment({
          baseOffset,
          sizeBytes: stat?.sizeBytes ?? 0,
          indexFileCount: suffixes.length,
          ...(next === undefined ? {} : { endOffsetMax: next }),
        }),
      );
    }
    return segments;
  }

  #segment(facts: Pick<SegmentOptions, 'baseOffset' | 'sizeBytes' | 'indexFileCount' | 'endOffsetMax'>): LogSegment {
    const { resources, directory, clock, config } = this.#options;
    return new LogSegment({
      ...facts,
      resources,
      directory,
      createdMs: clock.nowMs(),
      indexIntervalBytes: config.indexIntervalBytes,
    });
  }

  async #createSegment(baseOffset: number): Promise<LogSegment> {
    this.#directoryDirty = true;
    const segment = this.#segment({ baseOffset, sizeBytes: 0, indexFileCount: 0 });
    await segment.file.truncate(0);
    return segment;
  }

  /** Finds the log's end and the state of its producers there. */
  async #openEnd(snapshots: ProducerSnapshotFiles): Promise<number> {
    const last = this.#segments.at(-1);
    if (last === undefined) {
      this.#segments = [await this.#createSegment(this.#options.logStartOffset)];
      return this.#options.logStartOffset;
    }
    let recoverFrom = this.#segments.length;
    let nextOffset = last.baseOffset;
    if (this.#options.hadCleanShutdown) {
      const end = await last.openForAppend();
      if (end === undefined) recoverFrom -= 1;
      else nextOffset = end;
    } else {
      const checked = this.#segments.findLastIndex((segment) => segment.baseOffset <= this.#options.recoveryPoint);
      recoverFrom = Math.min(Math.max(0, checked), this.#segments.length - 1);
    }
    const replayTo = this.#segments[recoverFrom]?.baseOffset ?? nextOffset;
    await rebuildProducers(this.#options.producers, snapshots, this.#segments, replayTo, this.#options.logStartOffset);
    return recoverFrom < this.#segments.length ? this.#recover(recoverFrom) : nextOffset;
  }

  /** Checks every batch from that segment on, and cuts the log at the first that is wrong. */
  async #recover(from: number): Promise<number> {
    const { producers, resources } = this.#options;
    this.#epochs.truncateFromEnd(this.#segments[from]?.baseOffset ?? 0);
    let nextOffset = 0;
    for (const [index, segment] of this.#segments.entries()) {
      if (index < from) continue;
      const result = await segment.scan(
        (buffer, at) => {
          const epoch = batchHeader.partitionLeaderEpoch(buffer, at);
          if (epoch >= 0 && epoch < this.#epochs.latestEpoch) return `leader epoch ${epoch} after ${this.#epochs.latestEpoch}`;
          if (epoch > this.#epochs.latestEpoch) this.#epochs.assign(epoch, batchHeader.baseOffset(buffer, at));
          producers.replay(buffer, at);
          return true;
        },
        this.#segments[index + 1]?.baseOffset,
      );
      nextOffset = result.nextOffset;
      const stopped = result.stopped ?? this.#gapAfter(index, nextOffset);
      if (stopped !== undefined) {
        resources.logger.warn('Recovery cut the end of a log.', {
          segment: segment.file.path,
          endOffset: nextOffset,
          cutBytes: segment.sizeBytes - result.position,
          reason: stopped,
        });
        // In this order: a crash in between must not leave later segments behind a gap.
        await this.#removeSegments(index + 1);
        await segment.file.truncate(result.position);
        segment.sizeBytes = result.position;
      }
      if (segment.sizeBytes > 0 || stopped !== undefined) await segment.file.sync();
      if (segment === this.#segments.at(-1)) break;
      segment.stopGrowing();
      await segment.writeIndexes({ durableOffsets: true });
    }
    await this.#segments.at(-1)?.openForAppend();
    await this.#removeIndexFiles(this.#segments.at(-1));
    if (nextOffset > this.#options.recoveryPoint) await this.#syncNames();
    return nextOffset;
  }

  /** What they say may go beyond the log's end, and the segment may be finished before anything is added. An empty one is not. */
  async #removeIndexFiles(segment: LogSegment | undefined): Promise<void> {
    if (segment?.mayHaveIndexFiles !== true || segment.sizeBytes === 0) return;
    await segment.removeIndexFiles();
    await this.#fileSystem.syncDirectory(this.#options.directory);
  }

  /** What was recovered counts as durable from now on, so the files it is in have to be there after a power failure too. */
  async #syncNames(): Promise<void> {
    const { directory, recoveryPoint } = this.#options;
    if (this.#segments.every(({ baseOffset }) => baseOffset < recoveryPoint)) return;
    await this.#fileSystem.syncDirectory(directory);
    if (recoveryPoint === 0) await this.#fileSystem.syncDirectory(dirname(directory));
  }

  /** A file can end with a whole batch and still lack its end: the next one reached the disk, it did not. */
  #gapAfter(index: number, nextOffset: number): string | undefined {
    const next = this.#segments[index + 1]?.baseOffset ?? 0;
    if (nextOffset >= next || next <= this.#options.recoveryPoint) return undefined;
    return `it ends at ${nextOffset} and the next segment starts at ${next}`;
  }

  async #removeSegments(from: number): Promise<void> {
    for (const segment of this.#segments.splice(from)) {
      this.#options.resources.logger.warn('Recovery removed a segment behind the end of its log.', {
        segment: segment.file.path,
        sizeBytes: segment.sizeBytes,
      });
      await segment.release();
      for (const suffix of segmentSuffixes) {
        await this.#fileSystem.removeFile(join(this.#options.directory, segmentFileName(segment.baseOffset, suffix)));
      }
    }
    await this.#fileSystem.syncDirectory(this.#options.directory);
  }
}

/** Makes `producers` what it was when the log ended before `endOffset`: the newest snapshot at or below it, and the batches since. */
export async function rebuildProducers(
  producers: ProducerStateManager,
  snapshots: ProducerSnapshotFiles,
  segments: readonly LogSegment[],
  endOffset: number,
  logStartOffset: number,
): Promise<void> {
  const snapshot = await snapshots.load(endOffset);
  producers.load(snapshot?.entries ?? []);
  const fromOffset = Math.max(snapshot?.offset ?? 0, logStartOffset);
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1]?.baseOffset ?? Number.MAX_SAFE_INTEGER;
    if (next <= fromOffset || segment.baseOffset >= endOffset) continue;
    const { position } = await segment.positionOf(fromOffset);
    await scanBatches(segment.file, position, segment.sizeBytes, (buffer, at) => {
      if (batchHeader.baseOffset(buffer, at) >= endOffset) return 'enough';
      producers.replay(buffer, at);
      return true;
    });
  }
}
