import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { batchHeader } from '../protocol/records/batch-header';
import { prepareFollowerAppend, prepareLeaderAppend, type PreparedAppend } from './append-preparation';
import type { LeaderEpochCache } from './leader-epoch-cache';
import type { LocalLog } from './local-log';
import type { AppendOptions, LogAppendInfo } from './log-append-info';
import type { LogBounds } from './log-bounds';
import type { LogFlusher } from './log-flusher';
import type { OperationQueue } from './operation-queue';
import type { ProducerStateManager } from './producer-state-manager';
import { toStorageError } from './storage-error';

/** Bytes of waiting appends that are written together at most. */
const groupBytesMax = 8 * 1024 * 1024;

export interface QueuedAppend {
  readonly records: Buffer;
  /** Undefined for what a follower fetched. */
  readonly leader: AppendOptions | undefined;
  readonly resolve: (info: LogAppendInfo) => void;
  readonly reject: (error: Error) => void;
}

/** What the appender needs of the log it serves. */
interface AppendTarget {
  readonly local: LocalLog;
  readonly bounds: LogBounds;
  readonly producers: ProducerStateManager;
  readonly epochs: LeaderEpochCache;
  readonly flusher: LogFlusher;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Throws when nothing may be done to the log. */
  readonly assertUsable: () => void;
  readonly roll: () => Promise<void>;
}

/**
 * Group commit: what waits at the head of the queue is checked and stamped one by one, written together, flushed when
 * flush.messages wants it, and only then counted and answered. So nobody reads, replicates, or takes for a duplicate what
 * has yet to reach the disk.
 */
export class LogAppender {
  readonly #log: AppendTarget;
  #writeFailing = false;

  constructor(target: AppendTarget) {
    this.#log = target;
  }

  async appendGroup(queue: OperationQueue<QueuedAppend>): Promise<void> {
    const group: { append: QueuedAppend; prepared: PreparedAppend }[] = [];
    let sizeBytes = 0;
    let nextOffset = this.#log.local.nextOffset;
    for (let append = queue.peek(); append !== undefined && sizeBytes < groupBytesMax; append = queue.peek()) {
      try {
        const prepared = this.#prepare(append, nextOffset);
        if (prepared.sizeBytes > 0 && this.#log.local.mustRoll(sizeBytes, prepared)) {
          if (sizeBytes > 0) break;
          await this.#log.roll();
        }
        queue.take();
        group.push({ append, prepared });
        if (prepared.duplicate) continue;
        this.#stage(prepared.records);
        sizeBytes += prepared.sizeBytes;
        nextOffset = prepared.lastOffset + 1;
      } catch (error) {
        queue.take();
        append.reject(toStorageError(error, 'Starting a segment'));
      }
    }
    try {
      if (sizeBytes > 0) await this.#write(group.map(({ prepared }) => prepared));
      for (const { append, prepared } of group) append.resolve(this.#infoOf(prepared));
    } catch (error) {
      for (const { append } of group) append.reject(toStorageError(error, 'Writing the log'));
    }
  }

  #prepare(append: QueuedAppend, nextOffset: number): PreparedAppend {
    this.#log.assertUsable();
    const { local } = this.#log;
    const context = { nextOffset, nowMs: this.#log.clock.nowMs(), config: local.config, producers: this.#log.producers };
    return append.leader === undefined
      ? prepareFollowerAppend(append.records, context)
      : prepareLeaderAppend(append.records, append.leader, context);
  }

  #stage(records: Buffer): void {
    for (let at = 0; at < records.length; at += batchHeader.sizeBytes(records, at)) this.#log.producers.stage(records, at);
  }

  async #write(group: readonly PreparedAppend[]): Promise<void> {
    const { local, producers, epochs, flusher } = this.#log;
    const written = group.filter(({ duplicate }) => !duplicate).map(({ records }) => records);
    const endOffset = Math.max(...group.map(({ lastOffset }) => lastOffset)) + 1;
    const knownEpochs = epochs.entries;
    try {
      await local.write(written, async () => {
        // Before the flush: the recovery point must not pass an epoch that the checkpoint lacks.
        for (const records of written) this.#assignEpochs(records);
        if (endOffset - flusher.recoveryPoint >= local.config.flushMessages) await flusher.flush(endOffset);
      });
    } catch (error) {
      epochs.goBackTo(knownEpochs);
      producers.discard();
      this.#noteWriteFailure(error);
      throw error;
    }
    if (this.#writeFailing) this.#noteWriteSuccess();
    producers.commit();
    for (const records of written) local.noteWritten(records);
    flusher.noteAppend();
  }

  #assignEpochs(records: Buffer): void {
    const { epochs } = this.#log;
    for (let at = 0; at < records.length; at += batchHeader.sizeBytes(records, at)) {
      const epoch = batchHeader.partitionLeaderEpoch(records, at);
      if (epoch > epochs.latestEpoch) epochs.assign(epoch, batchHeader.baseOffset(records, at));
    }
  }

  #noteWriteFailure(error: unknown): void {
    if (this.#writeFailing) return;
    this.#writeFailing = true;
    this.#log.logger.error('Writing a log failed; producers get KAFKA_STORAGE_ERROR until it works again.', {
      directory: this.#log.local.directory,
      error: String(error),
    });
  }

  #noteWriteSuccess(): void {
    this.#writeFailing = false;
    this.#log.logger.info('A log can be written again.', { directory: this.#log.local.directory });
  }

  #infoOf(prepared: PreparedAppend): LogAppendInfo {
    return {
      firstOffset: prepared.firstOffset,
      lastOffset: prepared.lastOffset,
      maxTimestampMs: prepared.maxTimestampMs,
      logAppendTimeMs: prepared.logAppendTimeMs,
      logStartOffset: this.#log.bounds.logStartOffset,
      duplicate: prepared.duplicate,
      sizeBytes: prepared.sizeBytes,
    };
  }
}
