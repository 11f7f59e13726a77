import { dirname } from 'node:path';
import type { Clock } from '../platform/clock';
import type { Timer, Timers } from '../platform/timers';
import type { LeaderEpochCache } from './leader-epoch-cache';
import { writeLeaderEpochs } from './leader-epoch-file';
import type { LocalLog } from './local-log';
import type { ProducerSnapshotFiles } from './producer-snapshot-files';
import type { ProducerStateEntry } from './producer-state-entry';

/** A flush for flush.ms that failed without harm to the log is tried again after this long. */
const retryDelayMs = 1000;

interface LogFlusherOptions {
  readonly local: LocalLog;
  readonly epochs: LeaderEpochCache;
  readonly snapshots: ProducerSnapshotFiles;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly recoveryPoint: number;
  /** A sync of the log's data failed; it is never tried again. */
  readonly onSyncFailed: (error: unknown) => void;
}

/**
 * Makes a log durable: the data of segments above the recovery point, the indexes and producer snapshots of finished
 * ones, the leader epochs, and the directory. The recovery point moves when all that is done. Callers that wait share one run.
 * With flush.ms it runs by itself, no later than that after an append.
 */
export class LogFlusher {
  readonly #options: LogFlusherOptions;
  #recoveryPoint: number;
  #unflushedSinceMs: number | undefined;
  #timer: Timer | undefined;
  #stopped = false;
  #pendingSnapshots: { offset: number; entries: readonly ProducerStateEntry[] }[] = [];
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  /** What the next run has to reach beyond the log's end. */
  #writtenOffset = 0;

  constructor(options: LogFlusherOptions) {
    this.#options = options;
    this.#recoveryPoint = options.recoveryPoint;
  }

  get recoveryPoint(): number {
    return this.#recoveryPoint;
  }

  noteAppend(): void {
    if (this.#unflushedSinceMs !== undefined || this.#options.local.nextOffset <= this.#recoveryPoint) return;
    this.#unflushedSinceMs = this.#options.clock.monotonicMs();
    this.schedule();
  }

  /** Sees to it that flush.ms, as it is now, is kept. */
  schedule(delayMsMin = 0): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const { flushMs } = this.#options.local.config;
    if (this.#stopped || this.#unflushedSinceMs === undefined || flushMs === Number.MAX_SAFE_INTEGER) return;
    const delayMs = this.#unflushedSinceMs + flushMs - this.#options.clock.monotonicMs();
    this.#timer = this.#options.timers.after(Math.max(delayMsMin, delayMs), () => {
      this.#timer = undefined;
      this.flushUnattended('Flushing a log for flush.ms failed.');
    });
  }

  /** Nothing is flushed by itself any more: the log is closed, or may not be synced again. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** For callers that do not wait. */
  flushUnattended(sentenceOnFailure: string): void {
    const { local } = this.#options;
    this.flush().catch((error: unknown) => {
      local.logger.warn(sentenceOnFailure, { directory: local.directory, error: String(error) });
      this.schedule(retryDelayMs);
    });
  }

  /** A segment was finished; these were the producers at its end. */
  noteRoll(entries: readonly ProducerStateEntry[]): void {
    this.#pendingSnapshots.push({ offset: this.#options.local.nextOffset, entries });
  }

  truncateTo(endOffset: number): void {
    this.#recoveryPoint = Math.min(this.#recoveryPoint, endOffset);
    this.#pendingSnapshots = this.#pendingSnapshots.filter(({ offset }) => offset <= endOffset);
  }

  /** Covers everything appended before the call, and what is written up to `writtenOffset` and does not count yet. */
  flush(writtenOffset = 0): Promise<void> {
    this.#writtenOffset = Math.max(this.#writtenOffset, writtenOffset);
    if (this.#next !== undefined) return this.#next;
    const run = this.#current
      .catch(() => undefined)
      .then(() => {
        const endOffset = Math.max(this.#options.local.nextOffset, this.#writtenOffset);
        this.#writtenOffset = 0;
        this.#next = undefined;
        this.#current = this.#flush(endOffset);
        return this.#current;
      });
    this.#next = run;
    return run;
  }

  /** Resolves when no flush is under way or waiting, however it ended. */
  settle(): Promise<void> {
    return (this.#next ?? this.#current).catch(() => undefined);
  }

  async #flush(endOffset: number): Promise<void> {
    const { local } = this.#options;
    const { generation } = local;
    const startedMs = this.#options.clock.monotonicMs();
    await this.#syncData(endOffset);
    await this.#writeCompanions();
    if (generation !== local.generation) return;
    this.#recoveryPoint = Math.max(this.#recoveryPoint, endOffset);
    this.#unflushedSinceMs = local.nextOffset > endOffset ? startedMs : undefined;
    this.schedule();
  }

  async #syncData(endOffset: number): Promise<void> {
    const { local, onSyncFailed } = this.#options;
    if (endOffset <= this.#recoveryPoint) return;
    for (const segment of local.segments.from(this.#recoveryPoint)) {
      const { generation } = local;
      try {
        if (endOffset > segment.baseOffset) await segment.file.sync();
      } catch (error) {
        // A segment that was removed meanwhile needs no sync.
        if (generation !== local.generation && !local.segments.all.includes(segment)) continue;
        onSyncFailed(error);
        throw error;
      }
    }
  }

  async #writeCompanions(): Promise<void> {
    const { local, epochs, snapshots } = this.#options;
    for (const segment of local.segments.all) {
      if (segment === local.segments.active || !segment.indexesDirty) continue;
      await segment.writeIndexes({ durableOffsets: true });
      segment.stopGrowing();
    }
    for (const snapshot of this.#pendingSnapshots) {
      await snapshots.write(snapshot.offset, snapshot.entries);
      this.#pendingSnapshots = this.#pendingSnapshots.filter((other) => other !== snapshot);
    }
    await writeLeaderEpochs(local.fileSystem, local.directory, epochs);
    if (!local.directoryDirty) return;
    local.directoryDirty = false;
    try {
      await local.fileSystem.syncDirectory(local.directory);
      await local.fileSystem.syncDirectory(dirname(local.directory));
    } catch (error) {
      local.directoryDirty = true;
      throw error;
    }
  }

  /** Flushes, and writes what a start without recovery needs: the active segment's indexes and the producers. */
  async close(entries: readonly ProducerStateEntry[]): Promise<void> {
    const { local, snapshots } = this.#options;
    if (local.overhangs) throw new Error(`bytes of a failed write are left in ${local.segments.active.file.path}`);
    await this.flush();
    await local.segments.active.writeIndexes({ durableOffsets: false });
    if (snapshots.latestOffset !== local.nextOffset && local.nextOffset > 0)
      await snapshots.writeUnsynced(local.nextOffset, entries);
  }
}
