import type { Clock } from '../platform/clock';
import type { LeaderEpochCache } from './leader-epoch-cache';
import { writeLeaderEpochs } from './leader-epoch-file';
import type { LocalLog } from './local-log';
import type { LogBounds } from './log-bounds';
import type { LogFlusher } from './log-flusher';
import type { LogSegment } from './log-segment';
import type { ProducerSnapshotFiles } from './producer-snapshot-files';

interface LogRetentionOptions {
  readonly local: LocalLog;
  readonly bounds: LogBounds;
  readonly epochs: LeaderEpochCache;
  readonly snapshots: ProducerSnapshotFiles;
  readonly flusher: LogFlusher;
  readonly clock: Clock;
  readonly roll: () => Promise<void>;
  readonly moveStartTo: (offset: number) => void;
}

/** Removes a log's oldest segments: those wholly before its start, and those that retention.ms and retention.bytes give up. */
export class LogRetention {
  readonly #log: LogRetentionOptions;

  constructor(options: LogRetentionOptions) {
    this.#log = options;
  }

  /** Resolves to the number of segments removed. */
  async apply(): Promise<number> {
    const { local, epochs, snapshots, flusher } = this.#log;
    const deletable = await this.#deletableSegments();
    if (deletable.length === 0) return 0;
    if (deletable.includes(local.segments.active)) await this.#log.roll();
    await flusher.settle();
    const firstOffset = local.segments.all[deletable.length]?.baseOffset ?? local.nextOffset;
    // First, or who reads meanwhile from an offset that is going would be given what comes after the gap.
    this.#log.moveStartTo(firstOffset);
    await local.removeSegments(deletable);
    await snapshots.removeWhere((offset) => offset < firstOffset);
    // No batch tells the epoch any more.
    if (firstOffset === local.nextOffset) await writeLeaderEpochs(local.fileSystem, local.directory, epochs);
    return deletable.length;
  }

  /** Nothing above the high watermark goes. The active segment goes only when it has batches. */
  async #deletableSegments(): Promise<LogSegment[]> {
    const { local, bounds } = this.#log;
    const { logStartOffset, highWatermark } = bounds;
    const { all: segments } = local.segments;
    const { nextOffset } = local;
    const deletable: LogSegment[] = [];
    let { sizeBytes } = local.segments;
    for (const [index, segment] of segments.entries()) {
      const next = segments[index + 1];
      const endOffset = next?.baseOffset ?? nextOffset;
      if (endOffset > highWatermark || (next === undefined && segment.sizeBytes === 0)) break;
      const beforeStart = next !== undefined && endOffset <= logStartOffset;
      if (!beforeStart && !(await this.#breaksLimits(segment, sizeBytes))) break;
      deletable.push(segment);
      sizeBytes -= segment.sizeBytes;
    }
    return deletable;
  }

  async #breaksLimits(segment: LogSegment, sizeBytes: number): Promise<boolean> {
    const { clock, local } = this.#log;
    const { config } = local;
    if (!config.cleanupPolicy.has('delete')) return false;
    if (config.retentionBytes >= 0 && sizeBytes - segment.sizeBytes >= config.retentionBytes) return true;
    return config.retentionMs >= 0 && clock.nowMs() - (await segment.largestTimestampMs()) > config.retentionMs;
  }
}
