import { KafkaError } from '../protocol/kafka-error';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import type { TopicPartition } from '../protocol/topic-partition';
import type { EpochEntry, LeaderEpochCache } from './leader-epoch-cache';
import { LocalLog } from './local-log';
import type { AppendOptions, LogAppendInfo } from './log-append-info';
import { LogBounds } from './log-bounds';
import { LogAppender, type QueuedAppend } from './log-appender';
import type { LogConfig } from './log-config';
import { LogFlusher } from './log-flusher';
import { loadLog, type LoadedLog } from './log-loader';
import { LogReader } from './log-reader';
import { createLogResources, type LogResources } from './log-resources';
import { LogRetention } from './log-retention';
import { LogTruncation } from './log-truncation';
import type { OffsetAndTimestamp } from './offset-and-timestamp';
import { OperationQueue } from './operation-queue';
import { readTopicId, writeTopicId } from './partition-metadata';
import type { ProducerSnapshotFiles } from './producer-snapshot-files';
import { lastSequenceOf } from './producer-state-entry';
import { ProducerStateManager } from './producer-state-manager';
import { toStorageError } from './storage-error';
import type { ActiveProducer, ReadOptions, UnifiedLogOptions } from './unified-log-options';

const producerExpirationMsDefault = 24 * 60 * 60 * 1000;

/**
 * The log of one partition. Everything that changes it goes through one queue: appends that wait together are checked,
 * stamped and written with one call; offsets, producer state and answers move only after the write succeeded, and a
 * write that failed leaves nothing. Reads do not queue. A failed sync takes the log offline until the next start, because
 * the kernel may have dropped what it could not write.
 */
export class UnifiedLog {
  readonly topicPartition: TopicPartition;
  readonly directory: string;
  readonly #options: UnifiedLogOptions;
  readonly #local: LocalLog;
  readonly #epochs: LeaderEpochCache;
  readonly #producers: ProducerStateManager;
  readonly #snapshots: ProducerSnapshotFiles;
  readonly #flusher: LogFlusher;
  readonly #queue: OperationQueue<QueuedAppend>;
  readonly #bounds: LogBounds;
  readonly #reader: LogReader;
  readonly #truncation: LogTruncation;
  readonly #retention: LogRetention;
  #topicId: Uuid;
  #unusable: 'offline' | 'closed' | undefined;

  private constructor(
    options: UnifiedLogOptions,
    resources: LogResources,
    loaded: LoadedLog & { topicId: Uuid },
    producers: ProducerStateManager,
  ) {
    const { platform, config, directory } = options;
    this.topicPartition = options.topicPartition;
    this.#topicId = loaded.topicId;
    this.directory = directory;
    this.#options = options;
    this.#local = new LocalLog({
      resources,
      clock: platform.clock,
      timers: platform.timers,
      directory,
      config,
      segments: loaded.segments,
      nextOffset: loaded.nextOffset,
      directoryDirty: loaded.directoryDirty,
      jitterMs: config.segmentJitterMs > 0 ? platform.random.integer(Math.min(config.segmentJitterMs, 0x7fff_ffff)) : 0,
    });
    this.#epochs = loaded.epochs;
    this.#snapshots = loaded.snapshots;
    this.#producers = producers;
    const highWatermark = Math.min(Math.max(options.highWatermark ?? 0, loaded.logStartOffset), loaded.nextOffset);
    this.#bounds = new LogBounds(loaded.logStartOffset, highWatermark);
    this.#flusher = new LogFlusher({
      local: this.#local,
      epochs: this.#epochs,
      snapshots: this.#snapshots,
      clock: platform.clock,
      timers: platform.timers,
      recoveryPoint: loaded.recoveryPoint,
      onSyncFailed: (error) => this.#goOffline('A sync failed', error),
    });
    const parts = {
      local: this.#local,
      bounds: this.#bounds,
      epochs: this.#epochs,
      producers: this.#producers,
      snapshots: this.#snapshots,
      flusher: this.#flusher,
      assertUsable: () => {
        this.#assertUsable();
      },
    };
    this.#reader = new LogReader(parts);
    this.#truncation = new LogTruncation({
      ...parts,
      saveLogStartOffset: () => this.#saveLogStartOffset(),
      saveRecoveryPoint: () => options.saveRecoveryPoint?.() ?? Promise.resolve(),
      onFailedHalfway: (error) => this.#goOffline('Truncating failed halfway', error),
    });
    const { clock, logger } = platform;
    const roll = (): Promise<void> => this.#roll();
    this.#retention = new LogRetention({ ...parts, clock, roll, moveStartTo: (offset) => this.#moveStartTo(offset) });
    const appender = new LogAppender({ ...parts, clock, logger, roll });
    this.#queue = new OperationQueue((queue) => appender.appendGroup(queue));
  }

  static async open(options: UnifiedLogOptions): Promise<UnifiedLog> {
    const { platform, directory, config } = options;
    const { fileSystem, clock } = platform;
    const resources = options.resources ?? createLogResources({ fileSystem, logger: platform.logger });
    const producers = new ProducerStateManager({ expirationMs: options.producerIdExpirationMs ?? producerExpirationMsDefault });
    try {
      await fileSystem.makeDirectory(directory);
      const topicId = await readTopicId(fileSystem, directory);
      if (topicId === undefined && options.topicId !== zeroUuid) await writeTopicId(fileSystem, directory, options.topicId);
      const loaded = await loadLog({
        resources,
        clock,
        directory,
        config,
        producers,
        hadCleanShutdown: options.hadCleanShutdown ?? false,
        recoveryPoint: options.recoveryPoint ?? 0,
        logStartOffset: options.logStartOffset ?? 0,
      });
      return new UnifiedLog(options, resources, { ...loaded, topicId: topicId ?? options.topicId }, producers);
    } catch (error) {
      throw toStorageError(error, `Opening the log in ${directory}`);
    }
  }

  /** The id in the directory's partition.metadata; the zero id when it has none. */
  get topicId(): Uuid {
    return this.#topicId;
  }

  /** Gives a log without a topic id its id. */
  async adoptTopicId(topicId: Uuid): Promise<void> {
    await writeTopicId(this.#local.fileSystem, this.directory, topicId);
    this.#topicId = topicId;
  }

  get logStartOffset(): number {
    return this.#bounds.logStartOffset;
  }

  get logEndOffset(): number {
    return this.#local.nextOffset;
  }

  get highWatermark(): number {
    return this.#bounds.highWatermark;
  }

  /** The high watermark, as long as there are no transactions. */
  get lastStableOffset(): number {
    return this.#bounds.highWatermark;
  }

  /** Everything below it is on the disk. */
  get recoveryPoint(): number {
    return this.#flusher.recoveryPoint;
  }

  get sizeBytes(): number {
    return this.#local.segments.sizeBytes;
  }

  get segmentCount(): number {
    return this.#local.segments.all.length;
  }

  /** −1 when no epoch is known. */
  get latestEpoch(): number {
    return this.#epochs.latestEpoch;
  }

  /** Where each leader's epoch begins, in order. */
  get leaderEpochs(): readonly EpochEntry[] {
    return this.#epochs.entries;
  }

  /** The leader epoch of the last record, also when retention has removed it since; −1 when there was none or it is not known. */
  get lastWrittenEpoch(): number {
    const isEmptied = this.logEndOffset > 0 && this.logStartOffset === this.logEndOffset;
    return this.#epochs.epochFor(isEmptied ? this.logEndOffset : this.logEndOffset - 1);
  }

  get config(): LogConfig {
    return this.#local.config;
  }

  updateConfig(config: LogConfig): void {
    this.#local.config = config;
    this.#flusher.schedule();
  }

  /** A sync failed: every call rejects with KAFKA_STORAGE_ERROR until the next start. */
  get isOffline(): boolean {
    return this.#unusable === 'offline';
  }

  takeOffline(reason: string): void {
    this.#goOffline(reason, undefined);
  }

  /** Appends batches as the partition's leader; stamps them in place. */
  appendAsLeader(records: Buffer, options: AppendOptions): Promise<LogAppendInfo> {
    return this.#append(records, options);
  }

  /** Appends batches as the leader sent them. */
  appendAsFollower(records: Buffer): Promise<LogAppendInfo> {
    return this.#append(records, undefined);
  }

  #append(records: Buffer, leader: AppendOptions | undefined): Promise<LogAppendInfo> {
    return new Promise((resolve, reject) => {
      this.#queue.append({ records, leader, resolve, reject });
    });
  }

  /** Whole batches from the one that holds `startOffset` on; none beyond `maxOffsetExclusive`. */
  read(options: ReadOptions): Promise<{ records: Buffer; startOffsetOfRecords: number }> {
    return this.#reader.read(options);
  }

  /** The first record whose timestamp is at or after the given one. */
  offsetForTimestamp(timestampMs: number): Promise<OffsetAndTimestamp | undefined> {
    return this.#reader.offsetForTimestamp(timestampMs);
  }

  /** The first record with the largest timestamp. */
  offsetOfMaxTimestamp(): Promise<OffsetAndTimestamp | undefined> {
    return this.#reader.offsetOfMaxTimestamp();
  }

  endOffsetForEpoch(epoch: number): { leaderEpoch: number; endOffset: number } {
    return this.#epochs.endOffsetFor(epoch, this.logEndOffset);
  }

  /** A leader's epoch begins at the log's end. */
  beginLeaderEpoch(epoch: number): Promise<void> {
    return this.#run('Beginning a leader epoch', () => {
      if (epoch > this.#epochs.latestEpoch) this.#epochs.assign(epoch, this.logEndOffset);
      return Promise.resolve();
    });
  }

  /** Resolves when everything that was asked of the log before has been done. */
  settle(): Promise<void> {
    return this.#queue.run(() => Promise.resolve());
  }

  /** Drops the batch that holds `offset` and all after it, and an epoch that began at the end and holds nothing. */
  truncateTo(offset: number): Promise<void> {
    return this.#run('Truncating the log', () => this.#truncation.truncateTo(offset));
  }

  /** Drops everything; the log goes on at `offset`. */
  truncateFullyAndStartAt(offset: number): Promise<void> {
    return this.#run('Truncating the log', () => this.#truncation.restartAt(offset));
  }

  /** Moves the high watermark forward, never back and never past the log's end. */
  updateHighWatermark(offset: number): number {
    this.#bounds.moveHighWatermarkTo(Math.min(offset, this.logEndOffset));
    return this.#bounds.highWatermark;
  }

  /** Records before `offset` are gone for readers; segments wholly before it go with the next deleteOldSegments(). */
  async incrementLogStartOffset(offset: number): Promise<void> {
    await this.#run('Deleting records', () => {
      const { highWatermark } = this.#bounds;
      if (offset > highWatermark || offset < 0) {
        throw new KafkaError('OFFSET_OUT_OF_RANGE', `Offset ${offset} is above the high watermark ${highWatermark}.`);
      }
      this.#moveStartTo(offset);
      return Promise.resolve();
    });
    await this.#saveLogStartOffset();
  }

  #saveLogStartOffset(): Promise<void> {
    return this.#options.saveLogStartOffset?.() ?? Promise.resolve();
  }

  #moveStartTo(offset: number): void {
    if (offset <= this.#bounds.logStartOffset) return;
    this.#bounds.moveStartTo(offset);
    this.#epochs.truncateFromStart(offset);
  }

  /** Makes everything appended so far durable. */
  async flush(): Promise<void> {
    try {
      this.#assertUsable();
      await this.#flusher.flush();
    } catch (error) {
      throw toStorageError(error, 'Flushing the log');
    }
  }

  /** Starts a new segment unless the active one is empty. */
  roll(): Promise<void> {
    return this.#run('Starting a segment', () => this.#roll());
  }

  async #roll(): Promise<void> {
    if (this.#local.segments.active.sizeBytes === 0) return;
    await this.#local.roll();
    this.#flusher.noteRoll(this.#producers.entries);
    this.#flusher.flushUnattended('Flushing a finished segment failed.');
  }

  /** Applies retention; resolves to the number of segments removed. */
  deleteOldSegments(): Promise<number> {
    return this.#run('Removing old segments', () => this.#retention.apply());
  }

  activeProducers(): ActiveProducer[] {
    return this.#producers.entries.map((entry) => ({
      producerId: entry.producerId,
      producerEpoch: entry.producerEpoch,
      lastSequence: lastSequenceOf(entry),
      lastTimestampMs: entry.lastTimestampMs,
      coordinatorEpoch: entry.coordinatorEpoch,
      currentTxnStartOffset: entry.currentTxnFirstOffset,
    }));
  }

  removeExpiredProducers(): number {
    return this.#producers.removeExpired(this.#options.platform.clock.nowMs());
  }

  /** Writes what only memory holds, for a start without recovery, and lets go of the files. Rejects when that failed. */
  close(): Promise<void> {
    return this.#end(async () => {
      if (this.isOffline) throw new KafkaError('KAFKA_STORAGE_ERROR', `The log in ${this.directory} is offline.`);
      await this.#flusher.close(this.#producers.entries);
    });
  }

  /** Lets go of the files without writing anything: what a crash would leave. */
  abandon(): Promise<void> {
    return this.#end(() => Promise.resolve());
  }

  #end(finish: () => Promise<void>): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#unusable === 'closed') return;
      this.#flusher.stop();
      try {
        await this.#flusher.settle();
        await finish();
      } catch (error) {
        throw toStorageError(error, 'Closing the log');
      } finally {
        this.#unusable = 'closed';
        await this.#local.release();
      }
    });
  }

  #run<T>(doing: string, operation: () => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      try {
        this.#assertUsable();
        return await operation();
      } catch (error) {
        throw toStorageError(error, doing);
      }
    });
  }

  #goOffline(reason: string, error: unknown): void {
    if (this.#unusable !== undefined) return;
    this.#unusable = 'offline';
    this.#flusher.stop();
    this.#options.platform.logger.error('A log is offline until the next start.', {
      directory: this.directory,
      reason,
      error: error instanceof Error ? error.message : undefined,
    });
  }

  #assertUsable(): void {
    if (this.#unusable === undefined) return;
    throw new KafkaError('KAFKA_STORAGE_ERROR', `The log of ${this.directory} is ${this.#unusable}.`);
  }
}
