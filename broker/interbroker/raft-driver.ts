import type { MetadataLog, QuorumStatus } from '../controller/metadata-log';
import { defaultLogConfig, type LogConfig } from '../log/log-config';
import { UnifiedLog } from '../log/unified-log';
import type { LeaderAndEpoch, MetadataBatch, MetadataLogListener } from '../metadata/metadata-log-listener';
import { clusterMetadataTopic } from '../metadata/topic-name';
import { FileError, type FileSystem } from '../platform/file-system';
import type { Platform } from '../platform/platform';
import { KafkaError } from '../protocol/kafka-error';
import type { Uuid } from '../protocol/primitives/uuid';
import { batchHeader } from '../protocol/records/batch-header';
import { batchesIn } from '../protocol/records/batches';
import { leaderChangeMessage } from '../protocol/records/control-records';
import { decodeBatch } from '../protocol/records/decode-batch';
import { encodeBatch } from '../protocol/records/encode-batch';
import { bootstrapCheckpointFile, controlRecord, controlRecordTypes, votersOfCheckpoint } from './bootstrap-checkpoint';
import { metadataLogDirectory } from './format-storage';
import type { MetaProperties } from './meta-properties';
import { readQuorumState, writeQuorumState } from './quorum-state';
import { StorageError } from './storage-error';

/** Kafka's id of the metadata topic, the same in every cluster. */
const metadataTopicId: Uuid = 'AAAAAAAAAAAAAAAAAAAAAQ';
const readBytesMax = 1024 * 1024;

interface RaftDriverOptions {
  platform: Platform;
  /** The broker's log directory, formatted. */
  directory: string;
  properties: MetaProperties;
  segmentBytes: number;
  segmentMs: number;
}

interface WaitingAppend {
  readonly batch: Buffer;
  readonly delivered: MetadataBatch;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * The metadata quorum of a single voter: it elects itself in a new epoch at each start, and a batch is committed as soon
 * as it is synced to its own disk. Appends that come while a sync is under way share the next one. A write that fails is
 * final: nothing is written after it, and the process is to exit.
 */
export class RaftDriver implements MetadataLog {
  readonly leader: LeaderAndEpoch;
  /** Resolves, with the reason, when the log can be written no more. */
  readonly failed: Promise<Error>;
  readonly #platform: Platform;
  readonly #log: UnifiedLog;
  readonly #voter: { id: number; directoryId: Uuid };
  #nextOffset: number;
  #waiting: WaitingAppend[] = [];
  #writing: Promise<void> | undefined;
  #stopped: Error | undefined;
  #failure: Error | undefined;
  #listener: MetadataLogListener | undefined;
  #delivered: Promise<void> = Promise.resolve();
  #reportFailure: (error: Error) => void = () => undefined;

  private constructor(platform: Platform, log: UnifiedLog, properties: MetaProperties, leaderEpoch: number) {
    this.#platform = platform;
    this.#log = log;
    this.#voter = { id: properties.nodeId, directoryId: properties.directoryId };
    this.leader = { leaderId: properties.nodeId, epoch: leaderEpoch };
    this.#nextOffset = log.logEndOffset;
    this.failed = new Promise((resolve) => {
      this.#reportFailure = resolve;
    });
  }

  /** Opens the metadata log, cuts a torn tail off, and makes this node its leader. */
  static async open({ platform, directory, properties, segmentBytes, segmentMs }: RaftDriverOptions): Promise<RaftDriver> {
    const { fileSystem } = platform;
    const logDirectory = `${directory}/${metadataLogDirectory}`;
    await checkVoter(fileSystem, logDirectory, properties);
    const before = await readQuorumState(fileSystem, logDirectory);
    const config: LogConfig = {
      ...defaultLogConfig,
      segmentBytes,
      segmentMs,
      retentionMs: -1,
      retentionBytes: -1,
      maxMessageBytes: 2 ** 31 - 1,
    };
    const log = await UnifiedLog.open({
      platform,
      directory: logDirectory,
      topicPartition: { topic: clusterMetadataTopic, partition: 0 },
      topicId: metadataTopicId,
      config,
    });
    const leaderEpoch = Math.max(before?.leaderEpoch ?? 0, log.latestEpoch, 0) + 1;
    const { nodeId, directoryId } = properties;
    await writeQuorumState(fileSystem, logDirectory, {
      leaderId: nodeId,
      leaderEpoch,
      votedId: nodeId,
      votedDirectoryId: directoryId,
    });
    await log.beginLeaderEpoch(leaderEpoch);
    const driver = new RaftDriver(platform, log, properties, leaderEpoch);
    await driver.#appendLeaderChange();
    return driver;
  }

  get nextOffset(): number {
    return this.#nextOffset;
  }

  get highWatermark(): number {
    return this.#log.highWatermark;
  }

  /** Delivers what is committed, tells that this node leads, and goes on delivering. Resolves when the first part is done. */
  async start(listener: MetadataLogListener): Promise<void> {
    for await (const batches of this.#committedBatches()) await listener.onCommit(batches);
    listener.onLeaderChange(this.leader);
    this.#listener = listener;
  }

  async *#committedBatches(): AsyncGenerator<MetadataBatch[], undefined> {
    let startOffset = this.#log.logStartOffset;
    const maxOffsetExclusive = this.#log.highWatermark;
    while (startOffset < maxOffsetExclusive) {
      const { records } = await this.#log.read({ startOffset, maxBytes: readBytesMax, maxOffsetExclusive, minOneBatch: true });
      const batches: MetadataBatch[] = [];
      for (const { at } of batchesIn(records)) {
        const lastOffset = batchHeader.lastOffset(records, at);
        startOffset = lastOffset + 1;
        batches.push({ lastOffset, epoch: batchHeader.partitionLeaderEpoch(records, at), values: valuesOf(records, at) });
      }
      if (batches.length === 0) throw new Error(`the metadata log cannot be read at offset ${startOffset}`);
      yield batches;
    }
    return undefined;
  }

  append(epoch: number, values: readonly Buffer[]): { lastOffset: number; committed: Promise<void> } {
    if (epoch !== this.leader.epoch) throw new KafkaError('NOT_CONTROLLER', `The metadata log is in epoch ${this.leader.epoch}.`);
    const timestampMs = this.#platform.clock.nowMs();
    const records = values.map((value) => ({ key: null, value, timestampMs }));
    const options = { baseOffset: this.#nextOffset, partitionLeaderEpoch: epoch };
    const committed = this.#enqueue(encodeBatch(records, options), values, values.length);
    return { lastOffset: this.#nextOffset - 1, committed };
  }

  /** The only voter has nobody to hand over to. */
  resign(): void {
    this.#stopped ??= new KafkaError('NOT_CONTROLLER', 'This node gave up the metadata log.');
  }

  status(): QuorumStatus {
    const nowMs = this.#platform.clock.nowMs();
    return {
      leaderId: this.#voter.id,
      leaderEpoch: this.leader.epoch,
      highWatermark: this.#log.highWatermark,
      voters: [{ ...this.#voter, logEndOffset: this.#log.logEndOffset, lastFetchMs: nowMs, lastCaughtUpMs: nowMs }],
      observers: [],
    };
  }

  /** Waits for what is being written, refuses what comes later, and closes the log. */
  async close(): Promise<void> {
    this.#stopped ??= new KafkaError('NOT_CONTROLLER', 'The metadata log is closed.');
    await this.#writing;
    await this.#log.close();
  }

  async #appendLeaderChange(): Promise<void> {
    const { id } = this.#voter;
    const voters = [{ voterId: id }];
    // Kafka's tools read this record as version 0, whatever it says of itself.
    const message = leaderChangeMessage.encode(0, { version: 0, leaderId: id, voters, grantingVoters: voters });
    const record = controlRecord(controlRecordTypes.leaderChange, message, this.#platform.clock.nowMs());
    const options = { baseOffset: this.#nextOffset, partitionLeaderEpoch: this.leader.epoch, isControl: true };
    await this.#enqueue(encodeBatch([record], options), [], 1);
  }

  #enqueue(batch: Buffer, values: readonly Buffer[], recordCount: number): Promise<void> {
    const stopped = this.#stopped;
    if (stopped !== undefined) return Promise.reject(stopped);
    this.#nextOffset += recordCount;
    const delivered = { lastOffset: this.#nextOffset - 1, epoch: this.leader.epoch, values };
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, delivered, resolve, reject });
      this.#writing ??= this.#writeWaiting();
    });
  }

  /** Writes group after group until nothing waits. */
  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      const failure = this.#failure ?? (await this.#writeGroup(group));
      if (failure === undefined) this.#deliver(group.map(({ delivered }) => delivered));
      for (const { resolve, reject } of group) {
        if (failure === undefined) resolve();
        else reject(failure);
      }
    }
    this.#writing = undefined;
  }

  #deliver(batches: readonly MetadataBatch[]): void {
    const listener = this.#listener;
    if (listener === undefined) return;
    this.#delivered = this.#delivered.then(() => listener.onCommit(batches));
    this.#delivered.catch((error: unknown) => {
      this.#fail(error);
    });
  }

  #fail(error: unknown): Error {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#stopped ??= this.#failure;
    this.#reportFailure(this.#failure);
    return this.#failure;
  }

  async #writeGroup(group: readonly WaitingAppend[]): Promise<Error | undefined> {
    try {
      const baseOffset = this.#log.logEndOffset;
      const records = Buffer.concat(group.map(({ batch }) => batch));
      const expected = batchHeader.baseOffset(records, 0);
      const { firstOffset } = await this.#log.appendAsLeader(records, { leaderEpoch: this.leader.epoch, origin: 'raft-leader' });
      if (firstOffset !== expected)
        throw new Error(`metadata written at offset ${firstOffset} instead of ${expected}, end was ${baseOffset}`);
      await this.#log.flush();
      this.#log.updateHighWatermark(this.#log.logEndOffset);
      return undefined;
    } catch (error) {
      const failure = this.#fail(error);
      this.#platform.logger.error('the metadata log could not be written', { error: failure.message });
      return failure;
    }
  }
}

function valuesOf(records: Buffer, at: number): Buffer[] {
  if (batchHeader.isControl(records, at)) return [];
  const values: Buffer[] = [];
  for (const { value } of decodeBatch(records, at)) if (value !== null) values.push(value);
  return values;
}

/** The bootstrap checkpoint names the voters; a directory whose voter is another one has been moved or copied. */
async function checkVoter(fileSystem: FileSystem, logDirectory: string, { nodeId, directoryId }: MetaProperties): Promise<void> {
  const path = `${logDirectory}/${bootstrapCheckpointFile}`;
  let checkpoint: Buffer;
  try {
    checkpoint = await fileSystem.readFile(path);
  } catch (error) {
    if (error instanceof FileError && error.code === 'ENOENT')
      throw new StorageError(logDirectory, `${path} is missing: the directory is not whole.`, { cause: error });
    throw error;
  }
  const voters = votersOfCheckpoint(checkpoint);
  if (!voters.some((voter) => voter.id === nodeId && voter.directoryId === directoryId)) {
    throw new StorageError(logDirectory, `${path} does not name node ${nodeId} with directory ${directoryId} as a voter.`);
  }
}
