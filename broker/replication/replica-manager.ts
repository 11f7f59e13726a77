import type { LogAppendInfo } from '../log/log-append-info';
import { forEachConcurrently } from '../log/for-each-concurrently';
import type { LogManager } from '../log/log-manager';
import type { MetadataDelta } from '../metadata/metadata-delta';
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/metadata-image';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { DelayedProduce } from './delayed-produce';
import { fetchRecords, readerKey, type FetchedPartition, type FetchLimits, type FetchPartition } from './fetch-records';
import { Partition, type AppendOrigin } from './partition';
import { Purgatory } from './purgatory';
import { toKafkaError } from './to-kafka-error';

/** Logs opened at a time; more would only queue for the disk. */
const openConcurrency = 16;

interface ReplicaManagerOptions {
  readonly nodeId: number;
  readonly logManager: LogManager;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** `min.insync.replicas` of a topic as it is now. */
  readonly minInsyncReplicas: (topic: string) => number;
}

export type AppendOutcome = { readonly info: LogAppendInfo } | { readonly error: KafkaError };

interface AppendOptions {
  /** 0 and 1: the leader's write is enough; -1: all in-sync replicas. */
  readonly requiredAcks: number;
  readonly timeoutMs: number;
  readonly origin: AppendOrigin;
}

/** The partitions this broker holds: follows the metadata, and is the way from the request handlers to the logs. */
export class ReplicaManager {
  readonly #options: ReplicaManagerOptions;
  readonly #partitions = new Map<string, Partition>();
  /** Partitions whose log could not be opened, and why. */
  readonly #offline = new Map<string, KafkaError>();
  readonly #produces: Purgatory;
  readonly #fetches: Purgatory;
  #image: MetadataImage | undefined;

  constructor(options: ReplicaManagerOptions) {
    this.#options = options;
    this.#produces = new Purgatory(options.timers);
    this.#fetches = new Purgatory(options.timers);
  }

  /** Creates, changes and deletes replicas as the controller decided. */
  async applyMetadata(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    if (this.#image === undefined) await this.#deleteLeftovers(image);
    this.#image = image;
    for (const topic of delta.deletedTopics) await this.#deleteTopic(topic);
    const created = delta.createdTopics.flatMap((topic) => topic.partitions.map((_, partition) => ({ topic, partition })));
    await forEachConcurrently([...created, ...delta.changedPartitions], openConcurrency, ({ topic, partition }) =>
      this.#apply(topic, partition),
    );
    for (const { type, name } of delta.changedConfigs) {
      if (type === 'topic') this.#options.logManager.updateTopicConfig(name);
      else for (const topic of image.topicsByName.keys()) this.#options.logManager.updateTopicConfig(topic);
    }
  }

  /** Logs of topics that were deleted just before the broker stopped. */
  async #deleteLeftovers(image: MetadataImage): Promise<void> {
    const { logManager, logger } = this.#options;
    const leftovers = [...logManager.all()].filter(({ topicPartition: { topic, partition } }) => {
      return image.topicsByName.get(topic)?.partitions[partition] === undefined;
    });
    for (const { topicPartition } of leftovers) {
      logger.warn('A log belongs to no topic any more; it is removed.', { partition: topicPartitionName(topicPartition) });
      await logManager.delete(topicPartition);
    }
  }

  async #apply(topic: TopicImage, index: number): Promise<void> {
    const image = topic.partitions[index];
    if (image?.replicas.includes(this.#options.nodeId) !== true) return;
    const topicPartition = { topic: topic.name, partition: index };
    const name = topicPartitionName(topicPartition);
    try {
      const partition = this.#partitions.get(name) ?? (await this.#open(topicPartition, topic));
      await partition.apply(image);
      this.#offline.delete(name);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      this.#offline.set(
        name,
        new KafkaError('KAFKA_STORAGE_ERROR', `The log of ${name} cannot be used: ${cause}`, { cause: error }),
      );
      this.#options.logger.error(`The log of ${name} cannot be used.`, { partition: name, cause });
    }
  }

  async #open(topicPartition: TopicPartition, topic: TopicImage): Promise<Partition> {
    const { logManager, nodeId, minInsyncReplicas } = this.#options;
    const partition = new Partition({
      topicPartition,
      log: await logManager.getOrCreate(topicPartition, topic.id),
      localId: nodeId,
      minInsyncReplicas: () => minInsyncReplicas(topic.name),
      onHighWatermarkAdvanced: ({ name }) => {
        this.#produces.check(name);
        this.#fetches.check(name);
      },
    });
    this.#partitions.set(partition.name, partition);
    return partition;
  }

  async #deleteTopic(topic: TopicImage): Promise<void> {
    for (const index of topic.partitions.keys()) {
      const topicPartition = { topic: topic.name, partition: index };
      const name = topicPartitionName(topicPartition);
      const partition = this.#partitions.get(name);
      this.#partitions.delete(name);
      this.#offline.delete(name);
      partition?.resign();
      if (this.#options.logManager.get(topicPartition)?.topicId === topic.id)
        await this.#options.logManager.delete(topicPartition);
    }
  }

  /** The replica here, led here or not. Throws what a client has to be told when there is none. */
  partition(topicPartition: TopicPartition): Partition {
    const name = topicPartitionName(topicPartition);
    const offline = this.#offline.get(name);
    if (offline !== undefined) throw offline;
    const partition = this.#partitions.get(name);
    if (partition === undefined) throw this.#absent(topicPartition, name);
    if (partition.log.isOffline)
      throw new KafkaError('KAFKA_STORAGE_ERROR', `The log of ${name} is offline after a failed write.`);
    return partition;
  }

  #absent(topicPartition: TopicPartition, name: string): KafkaError {
    if (this.partitionImage(topicPartition) === undefined) {
      return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `This server does not host ${name}.`);
    }
    return new KafkaError('NOT_LEADER_OR_FOLLOWER', `This broker does not lead ${name}.`);
  }

  /** The partition as the controller decided it; undefined when the topic has no such partition. */
  partitionImage({ topic, partition }: TopicPartition): PartitionImage | undefined {
    return this.#image?.topicsByName.get(topic)?.partitions[partition];
  }

  /** The replica here, if this broker leads it in the epoch the client believes in (-1: not checked); throws otherwise. */
  leader(topicPartition: TopicPartition, currentLeaderEpoch = -1): Partition {
    const partition = this.partition(topicPartition);
    partition.checkLeader(currentLeaderEpoch);
    return partition;
  }

  /** Every replica here. */
  partitions(): Iterable<Partition> {
    return this.#partitions.values();
  }

  /** Never rejects. The queueing is done when this returns: calls made in order are written in order. */
  async append(topicPartition: TopicPartition, records: Buffer, options: AppendOptions): Promise<AppendOutcome> {
    try {
      const partition = this.leader(topicPartition);
      const leaderEpoch = partition.leaderEpoch;
      const info = await partition.append(records, options);
      if (options.requiredAcks !== -1) return { info };
      const delayed = new DelayedProduce(partition, leaderEpoch, info.lastOffset + 1);
      this.#produces.watch(delayed, [partition.name], options.timeoutMs);
      const error = await delayed.completed;
      return error === undefined ? { info } : { error };
    } catch (error) {
      const failure = toKafkaError(error);
      if (failure.errorName === 'UNKNOWN_SERVER_ERROR') this.#logFault('append', topicPartition, error);
      return { error: failure };
    }
  }

  #logFault(action: string, topicPartition: TopicPartition, error: unknown): void {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#options.logger.error(`An unforeseen failure of ${action}.`, { partition: topicPartitionName(topicPartition), cause });
  }

  /** Reads every partition asked for, in that order, waiting as the limits allow until there is enough to read. */
  fetch(partitions: readonly FetchPartition[], limits: FetchLimits): Promise<FetchedPartition[]> {
    return fetchRecords(this, this.#fetches, this.#options.clock, partitions, limits);
  }

  /** The reader is gone: what it waits for need not be held in memory. */
  abandonFetches(reader: string): void {
    this.#fetches.expire(readerKey(reader));
  }

  /** Deletes what lies below `offset` (-1: everything committed) and returns the partition's new log start offset. */
  async deleteRecords(topicPartition: TopicPartition, offset: number): Promise<number> {
    const { log, name } = this.leader(topicPartition);
    if (!log.config.cleanupPolicy.has('delete')) {
      throw new KafkaError('POLICY_VIOLATION', `Records of ${name} cannot be deleted: its cleanup.policy is compact.`);
    }
    const wanted = offset === -1 ? log.highWatermark : offset;
    if (wanted < 0 || wanted > log.highWatermark) {
      throw new KafkaError('OFFSET_OUT_OF_RANGE', `${name} has no offset ${wanted} to delete up to.`);
    }
    await log.incrementLogStartOffset(wanted);
    return log.logStartOffset;
  }

  /** Answers whatever waits, at once; later calls do not wait. */
  stop(): void {
    this.#produces.close();
    this.#fetches.close();
  }
}
