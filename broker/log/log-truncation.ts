import type { LeaderEpochCache } from './leader-epoch-cache';
import { writeLeaderEpochs } from './leader-epoch-file';
import type { LocalLog } from './local-log';
import type { LogBounds } from './log-bounds';
import type { LogFlusher } from './log-flusher';
import { rebuildProducers } from './log-loader';
import type { ProducerSnapshotFiles } from './producer-snapshot-files';
import type { ProducerStateManager } from './producer-state-manager';

interface LogTruncationOptions {
  readonly local: LocalLog;
  readonly bounds: LogBounds;
  readonly epochs: LeaderEpochCache;
  readonly producers: ProducerStateManager;
  readonly snapshots: ProducerSnapshotFiles;
  readonly flusher: LogFlusher;
  readonly saveLogStartOffset: () => Promise<void>;
  readonly saveRecoveryPoint: () => Promise<void>;
  /** Something was cut and the rest could not be done: nobody knows what the log is. */
  readonly onFailedHalfway: (error: unknown) => void;
}

/** Cuts a log back, together with all that is known of what is cut: bounds, epochs, producers, indexes, the recovery point. */
export class LogTruncation {
  readonly #log: LogTruncationOptions;
  /** The checkpoint may say more than the recovery point. */
  #mustSaveRecoveryPoint = false;

  constructor(options: LogTruncationOptions) {
    this.#log = options;
  }

  /**
   * Drops the batch that holds `offset` and all after it. An epoch that began at the end and holds nothing goes too: no
   * other replica knows of it.
   */
  async truncateTo(offset: number): Promise<void> {
    const { local, epochs } = this.#log;
    if (offset >= local.nextOffset) epochs.truncateFromEnd(local.nextOffset);
    else if (offset <= local.segments.first.baseOffset) await this.restartAt(offset);
    else await this.#truncate(offset, () => local.truncateTo(offset));
  }

  /** Drops everything; the log goes on at `offset`. */
  async restartAt(offset: number): Promise<void> {
    const { local, epochs, bounds, snapshots } = this.#log;
    await this.#truncate(offset, async () => {
      // First, or a crash would leave a log whose epochs and producers are those of another one.
      epochs.clear();
      await writeLeaderEpochs(local.fileSystem, local.directory, epochs);
      await snapshots.removeWhere(() => true);
      await local.restartAt(offset);
    });
    bounds.restartAt(offset);
    await this.#log.saveLogStartOffset();
  }

  async #truncate(offset: number, cut: () => Promise<void>): Promise<void> {
    const { local, bounds, epochs, producers, snapshots, flusher } = this.#log;
    await flusher.settle();
    await this.#takeBackRecoveryPoint(offset);
    try {
      // Before and after the cut: the high watermark is never seen beyond the end, which may be the start of a batch before.
      bounds.endBy(offset);
      await cut();
      const endOffset = local.nextOffset;
      await this.#takeBackRecoveryPoint(endOffset);
      bounds.endBy(endOffset);
      epochs.truncateFromEnd(endOffset);
      await snapshots.removeWhere((snapshotOffset) => snapshotOffset > endOffset);
      // The recovery point must not pass snapshots that a power failure would bring back.
      local.directoryDirty = true;
      await rebuildProducers(producers, snapshots, local.segments.all, endOffset, bounds.logStartOffset);
    } catch (error) {
      this.#log.onFailedHalfway(error);
      throw error;
    }
  }

  /** Also on the disk: what is appended in place of what is cut would not be checked after a crash, nor its epochs found. */
  async #takeBackRecoveryPoint(offset: number): Promise<void> {
    const { flusher } = this.#log;
    if (flusher.recoveryPoint > offset) this.#mustSaveRecoveryPoint = true;
    flusher.truncateTo(offset);
    if (!this.#mustSaveRecoveryPoint) return;
    await this.#log.saveRecoveryPoint();
    this.#mustSaveRecoveryPoint = false;
  }
}
