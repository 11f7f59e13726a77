import { join } from 'node:path';
import { FileError } from '../platform/file-system';
import type { Platform } from '../platform/platform';
import { KafkaError } from '../protocol/kafka-error';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { readCleanShutdown, removeCleanShutdown, writeCleanShutdown } from './clean-shutdown-file';
import { DirectoryRemoval } from './directory-removal';
import { forEachConcurrently } from './for-each-concurrently';
import { LogCheckpoints } from './log-checkpoints';
import type { LogConfig } from './log-config';
import { parseLogDirectoryName } from './log-directory-name';
import { LogHousekeeping, type HousekeepingIntervals } from './log-housekeeping';
import { createLogResources, type LogResources } from './log-resources';
import { readTopicId } from './partition-metadata';
import { isOutOfSpace, toStorageError } from './storage-error';
import { UnifiedLog } from './unified-log';

/** The metadata log shares the directory but belongs to the controller. */
const metadataTopic = '__cluster_metadata';

/** Logs opened or closed at a time. */
const openConcurrency = 16;

export interface LogManagerOptions {
  readonly platform: Platform;
  /** The broker's log directory. */
  readonly directory: string;
  readonly config: (topic: string) => LogConfig;
  readonly producerIdExpirationMs?: number;
  /** Open files kept for all logs. */
  readonly openFilesMax?: number;
  readonly intervals?: Partial<HousekeepingIntervals>;
  /** The directory itself can no longer be written; every log in it is offline. */
  readonly onOffline?: (reason: string) => void;
}

/** All logs of a log directory: opens them (with recovery after a crash), creates, deletes, and looks after them. */
export class LogManager {
  readonly directory: string;
  readonly directoryId: Uuid;
  /** Every log was closed in order when the directory was last used. */
  readonly hadCleanShutdown: boolean;
  /** The broker's epoch at that time; −1 when unknown. */
  readonly previousBrokerEpoch: number;
  readonly #options: LogManagerOptions;
  readonly #resources: LogResources;
  readonly #checkpoints: LogCheckpoints;
  readonly #housekeeping: LogHousekeeping;
  readonly #removal: DirectoryRemoval;
  readonly #logs = new Map<string, UnifiedLog>();
  readonly #creating = new Map<string, Promise<UnifiedLog>>();
  /** Partitions whose log is there and could not be opened, and why. */
  readonly #unopened = new Map<string, { readonly topicPartition: TopicPartition; readonly error: KafkaError }>();
  #offline = false;

  private constructor(options: LogManagerOptions, facts: { directoryId: Uuid; previousBrokerEpoch: number | undefined }) {
    const { platform, directory, openFilesMax } = options;
    const { fileSystem, logger } = platform;
    this.directory = directory;
    this.directoryId = facts.directoryId;
    this.hadCleanShutdown = facts.previousBrokerEpoch !== undefined;
    this.previousBrokerEpoch = facts.previousBrokerEpoch ?? -1;
    this.#options = options;
    this.#resources = createLogResources({ fileSystem, logger, ...(openFilesMax === undefined ? {} : { openFilesMax }) });
    this.#checkpoints = new LogCheckpoints({
      fileSystem,
      directory,
      logs: () => this.#logs.values(),
      unopened: () => [...this.#unopened.values()].map(({ topicPartition }) => topicPartition),
    });
    this.#removal = new DirectoryRemoval({ platform, directory });
    this.#housekeeping = new LogHousekeeping({
      platform,
      logs: () => this.#logs.values(),
      checkpoints: this.#checkpoints,
      intervals: options.intervals ?? {},
      onCheckpointFailed: (error) => this.#checkpointFailed(error),
    });
  }

  static async open(options: LogManagerOptions): Promise<LogManager> {
    const { platform, directory } = options;
    const { fileSystem, logger } = platform;
    try {
      await fileSystem.makeDirectory(directory);
      const previousBrokerEpoch = await readCleanShutdown(fileSystem, directory);
      const manager = new LogManager(options, { directoryId: await readDirectoryId(options), previousBrokerEpoch });
      await manager.#checkpoints.load(logger);
      await manager.#openAll(await fileSystem.list(directory));
      await removeCleanShutdown(fileSystem, directory);
      return manager;
    } catch (error) {
      throw toStorageError(error, `Opening the log directory ${directory}`);
    }
  }

  get isOffline(): boolean {
    return this.#offline;
  }

  get(topicPartition: TopicPartition): UnifiedLog | undefined {
    return this.#logs.get(topicPartitionName(topicPartition));
  }

  all(): Iterable<UnifiedLog> {
    return this.#logs.values();
  }

  /**
   * The partition's log, created when there is none. One of another topic of the same name is put aside. One that found
   * no room when it was opened is opened now if there is some; one that failed otherwise waits for the next start.
   */
  getOrCreate(topicPartition: TopicPartition, topicId: Uuid): Promise<UnifiedLog> {
    const name = topicPartitionName(topicPartition);
    const creating = this.#creating.get(name);
    if (creating !== undefined) return creating.then(() => this.getOrCreate(topicPartition, topicId));
    const log = this.#logs.get(name);
    if (log?.topicId === topicId) return Promise.resolve(log);
    const created = this.#openOrCreate(topicPartition, topicId).finally(() => this.#creating.delete(name));
    this.#creating.set(name, created);
    return created;
  }

  async #openOrCreate(topicPartition: TopicPartition, topicId: Uuid): Promise<UnifiedLog> {
    const name = topicPartitionName(topicPartition);
    if (this.#offline) throw cannotBeOpened(name);
    await this.#openUnopened(topicPartition, topicId);
    const owner = await this.#ownerOf(name);
    if (owner !== undefined && owner !== zeroUuid && owner !== topicId) {
      this.#options.platform.logger.warn('A log belongs to another topic of the same name; it is put aside.', { log: name });
      await this.putAside(topicPartition);
    }
    const existing = this.#logs.get(name);
    if (existing?.topicId === zeroUuid) await existing.adoptTopicId(topicId);
    return existing ?? this.#create(topicPartition, topicId);
  }

  /** Opens a log that found no room before, unless it is of another topic. */
  async #openUnopened(topicPartition: TopicPartition, topicId: Uuid): Promise<void> {
    const name = topicPartitionName(topicPartition);
    const unopened = this.#unopened.get(name);
    if (unopened === undefined) return;
    const owner = await this.#ownerOf(name);
    if (owner !== zeroUuid && owner !== topicId) return;
    if (!isOutOfSpace(unopened.error)) throw cannotBeOpened(name);
    await this.#openExisting(topicPartition);
  }

  async #create(topicPartition: TopicPartition, topicId: Uuid): Promise<UnifiedLog> {
    const name = topicPartitionName(topicPartition);
    const directory = join(this.directory, name);
    const isNew = (await this.#options.platform.fileSystem.stat(directory)) === undefined;
    try {
      await this.#checkpoints.settle(name);
      const log = await this.#openLog(topicPartition, topicId, true);
      this.#logs.set(name, log);
      return log;
    } catch (error) {
      // Half a log would outlive its topic: nobody knows of it.
      if (isNew) await this.#removal.removeNow(directory);
      throw toStorageError(error, `Creating the log of ${name}`);
    }
  }

  /** The topic that a partition's directory belongs to, as far as can be told: the zero id when it cannot, undefined when there is no directory. */
  async #ownerOf(name: string): Promise<Uuid | undefined> {
    const log = this.#logs.get(name);
    if (log !== undefined || !this.#unopened.has(name)) return log?.topicId;
    try {
      return (await readTopicId(this.#options.platform.fileSystem, join(this.directory, name))) ?? zeroUuid;
    } catch (error) {
      if (error instanceof FileError) return zeroUuid;
      throw error;
    }
  }

  #openLog(topicPartition: TopicPartition, topicId: Uuid, hadCleanShutdown: boolean): Promise<UnifiedLog> {
    const { platform, config, producerIdExpirationMs } = this.#options;
    const name = topicPartitionName(topicPartition);
    return UnifiedLog.open({
      platform,
      topicPartition,
      topicId,
      directory: join(this.directory, name),
      config: config(topicPartition.topic),
      resources: this.#resources,
      hadCleanShutdown,
      ...this.#checkpoints.offsetsOf(name),
      ...(producerIdExpirationMs === undefined ? {} : { producerIdExpirationMs }),
      saveRecoveryPoint: () => this.#checkpoints.write('recovery-point-offset-checkpoint'),
      saveLogStartOffset: () => this.#checkpoints.write('log-start-offset-checkpoint'),
    });
  }

  /** Every partition that has a log here, open or not, and the topic it is of; the zero id when that cannot be told. */
  async owned(): Promise<{ topicPartition: TopicPartition; topicId: Uuid }[]> {
    const owned = [...this.#logs.values()].map(({ topicPartition, topicId }) => ({ topicPartition, topicId }));
    for (const [name, { topicPartition }] of this.#unopened) {
      owned.push({ topicPartition, topicId: (await this.#ownerOf(name)) ?? zeroUuid });
    }
    return owned;
  }

  /** Drops that topic's partition, whether its log is open or not: its directory is renamed now and removed after file.delete.delay.ms. */
  async delete(topicPartition: TopicPartition, topicId: Uuid): Promise<void> {
    const name = topicPartitionName(topicPartition);
    await Promise.allSettled([this.#creating.get(name)]);
    const owner = await this.#ownerOf(name);
    if (owner === undefined || (owner !== zeroUuid && owner !== topicId)) return;
    const { fileDeleteDelayMs } = this.#logs.get(name)?.config ?? this.#options.config(topicPartition.topic);
    await this.#moveAway(topicPartition, () => this.#removal.drop(topicPartition, fileDeleteDelayMs));
  }

  /** The partition's log, open or not, is of no topic that is known: its directory is renamed now, and a person has a day to look at it. */
  putAside(topicPartition: TopicPartition): Promise<void> {
    return this.#moveAway(topicPartition, () => this.#removal.putAside(topicPartition));
  }

  async #moveAway(topicPartition: TopicPartition, rename: () => Promise<void>): Promise<void> {
    const name = topicPartitionName(topicPartition);
    const log = this.#logs.get(name);
    this.#logs.delete(name);
    this.#unopened.delete(name);
    this.#checkpoints.forget(name);
    try {
      await log?.abandon();
      await rename();
    } catch (error) {
      const failure = toStorageError(error, `Removing the log of ${name}`);
      if (failure instanceof KafkaError) this.#unopened.set(name, { topicPartition, error: failure });
      throw failure;
    }
  }

  /** The topic's configuration changed: its logs take the new one. */
  updateTopicConfig(topic: string): void {
    const config = this.#options.config(topic);
    for (const log of this.#logs.values()) if (log.topicPartition.topic === topic) log.updateConfig(config);
  }

  /** Starts retention, flushing and checkpoints in the background. */
  start(): void {
    this.#housekeeping.start();
  }

  /** Applies retention to every log now; resolves to the number of segments removed. */
  applyRetention(): Promise<number> {
    return this.#housekeeping.applyRetention();
  }

  /** Closes every log. A clean close leaves a directory that opens without recovery; otherwise nothing is written. */
  async close(options: { clean: boolean; brokerEpoch?: number }): Promise<void> {
    await this.#housekeeping.stop();
    this.#removal.close();
    await Promise.allSettled(this.#creating.values());
    let failures = this.#unopened.size;
    await forEachConcurrently([...this.#logs.values()], openConcurrency, async (log) => {
      if (!options.clean) return log.abandon();
      try {
        await log.close();
      } catch (error) {
        failures += 1;
        this.#options.platform.logger.error('A log could not be closed in order; it is checked at the next start.', {
          directory: log.directory,
          error: String(error),
        });
      }
    });
    if (!options.clean || this.#offline) return;
    await this.#writeLastCheckpoints(failures === 0, options.brokerEpoch ?? -1);
  }

  async #writeLastCheckpoints(closedInOrder: boolean, brokerEpoch: number): Promise<void> {
    try {
      await this.#checkpoints.write('recovery-point-offset-checkpoint');
      await this.#checkpoints.write('log-start-offset-checkpoint');
      await this.#checkpoints.write('replication-offset-checkpoint');
      if (closedInOrder) await writeCleanShutdown(this.#options.platform.fileSystem, this.directory, brokerEpoch);
    } catch (error) {
      throw toStorageError(error, `Closing the log directory ${this.directory}`);
    }
  }

  async #openAll(names: readonly string[]): Promise<void> {
    const { fileSystem, logger, clock } = this.#options.platform;
    const startedMs = clock.monotonicMs();
    await this.#removal.takeUp(names);
    const partitions: TopicPartition[] = [];
    for (const name of names) {
      const topicPartition = parseLogDirectoryName(name);
      if (topicPartition === undefined || topicPartition.topic === metadataTopic) continue;
      if ((await fileSystem.stat(join(this.directory, name)))?.kind === 'directory') partitions.push(topicPartition);
    }
    if (!this.hadCleanShutdown && partitions.length > 0)
      logger.info('No clean shutdown: the logs are checked.', { logs: partitions.length });
    await forEachConcurrently(partitions, openConcurrency, async (topicPartition) => {
      try {
        await this.#openExisting(topicPartition);
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        const fields = { log: topicPartitionName(topicPartition), error: error.message };
        logger.error('A log could not be opened; its partition is offline.', fields);
      }
    });
    if (partitions.length === 0) return;
    logger.info('Opened the logs.', { logs: partitions.length, tookMs: Math.round(clock.monotonicMs() - startedMs) });
  }

  async #openExisting(topicPartition: TopicPartition): Promise<void> {
    const name = topicPartitionName(topicPartition);
    try {
      this.#logs.set(name, await this.#openLog(topicPartition, zeroUuid, this.hadCleanShutdown));
      this.#unopened.delete(name);
    } catch (error) {
      if (error instanceof KafkaError) this.#unopened.set(name, { topicPartition, error });
      throw error;
    }
  }

  /** Without room the files stay as they were and are written later; any other failure means the directory is no longer safe. */
  #checkpointFailed(error: unknown): void {
    const { logger } = this.#options.platform;
    if (isOutOfSpace(error)) {
      logger.warn('A checkpoint could not be written: the disk is full.', { directory: this.directory });
      return;
    }
    if (this.#offline) return;
    this.#offline = true;
    const reason = `A checkpoint could not be written: ${String(error)}`;
    logger.error('The log directory is offline.', { directory: this.directory, reason });
    for (const log of this.#logs.values()) log.takeOffline(reason);
    this.#options.onOffline?.(reason);
  }
}

function cannotBeOpened(name: string): KafkaError {
  return new KafkaError('KAFKA_STORAGE_ERROR', `The log of ${name} could not be opened; see the broker's log.`);
}

/** `directory.id` of meta.properties; the zero id when the directory was never formatted. */
async function readDirectoryId({ platform, directory }: LogManagerOptions): Promise<Uuid> {
  try {
    const content = await platform.fileSystem.readFile(join(directory, 'meta.properties'));
    return /^directory\.id\s*=\s*([\w-]{22})\s*$/m.exec(content.toString('latin1'))?.[1] ?? zeroUuid;
  } catch (error) {
    if (error instanceof FileError && error.code === 'ENOENT') return zeroUuid;
    throw error;
  }
}
