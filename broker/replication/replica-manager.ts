import type { LogAppendInfo } from '../log/log-append-info';
import { forEachConcurrently } from '../log/for-each-concurrently';
import type { LogManager } from '../log/log-manager';
import type { MetadataDelta } from '../metadata/metadata-delta';
import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/metadata-image';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../protocol/messages/alter-partition';
import type { Uuid } from '../protocol/primitives/uuid';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { AlterPartitionManager } from './alter-partition-manager';
import { DelayedCondition } from './delayed-condition';
import { DelayedProduce } from './delayed-produce';
import type { FetchedPartition, FetchLimits } from './fetch-partition';
import { fetchRecords, followersKey, readerKey } from './fetch-records';
import type { FetchTarget } from './fetch-target';
import { removeLeftovers } from './leftovers';
import { nearerReplica } from './nearer-replica';
import { OfflineReplicas } from './offline-replicas';
import { Partition, type AppendOrigin } from './partition';
import type { PartitionContext } from './partition-context';
import type { Peers } from './peers';
import { Purgatory } from './purgatory';
import { ReplicaFetcherManager } from './replica-fetcher-manager';
import type { ReplicationConfig, ThrottledSide } from './replication-config';
import { ReplicationThrottle } from './replication-throttle';
import { toKafkaError } from './to-kafka-error';

/** Logs opened at a time; more would only queue for the disk. */
const openConcurrency = 16;

export interface ReplicaManagerOptions {
  readonly nodeId: number;
  readonly logManager: LogManager;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly peers: Peers;
  /** Of this broker's registration; -1 before there is one. */
  readonly brokerEpoch: () => number;
  /** AlterPartition to the controller, wherever it is. Rejects with a KafkaError when it is not reached. */
  readonly alterPartition: (request: AlterPartitionRequest) => Promise<AlterPartitionResponse>;
  /** `min.insync.replicas` of a topic as it is now. */
  readonly minInsyncReplicas: (topic: string) => number;
  readonly config: () => ReplicationConfig;
  /** Whether a topic's config lists this broker's replica as throttled. */
  readonly isListedAsThrottled: (side: ThrottledSide, topicPartition: TopicPartition) => boolean;
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
  readonly #offline: OfflineReplicas;
  /** By partition: the change under way, and those that wait for it. */
  readonly #turns = new Map<string, Promise<void>>();
  readonly #produces: Purgatory;
  readonly #fetches: Purgatory;
  readonly #deletes: Purgatory;
  readonly #context: PartitionContext;
  readonly #throttle: ReplicationThrottle;
  readonly #fetchers: ReplicaFetcherManager;
  #image: MetadataImage | undefined;
  #isrTimer: Timer | undefined;

  constructor(options: ReplicaManagerOptions) {
    this.#options = options;
    const { nodeId, clock, timers, logger, peers, brokerEpoch, config } = options;
    this.#produces = new Purgatory(timers);
    this.#fetches = new Purgatory(timers);
    this.#deletes = new Purgatory(timers);
    this.#offline = new OfflineReplicas({ timers, logger, retry: (topicPartition) => this.#applyNewest(topicPartition) });
    this.#throttle = new ReplicationThrottle({ clock, config, isListed: options.isListedAsThrottled });
    this.#fetchers = new ReplicaFetcherManager({
      localId: nodeId,
      brokerEpoch,
      peers,
      clock,
      timers,
      logger,
      config,
      throttle: this.#throttle,
    });
    this.#context = this.#createContext();
  }

  #createContext(): PartitionContext {
    const { nodeId, clock, timers, logger, brokerEpoch, minInsyncReplicas, alterPartition, config } = this.#options;
    const alterations = new AlterPartitionManager({ brokerId: nodeId, brokerEpoch, send: alterPartition });
    return {
      localId: nodeId,
      clock,
      timers,
      logger,
      lagMsMax: config().lagMsMax,
      brokerEpoch,
      minInsyncReplicas,
      broker: (id) => this.#image?.brokers.get(id),
      alterPartition: (alteration) => alterations.alter(alteration),
      onAppended: () => this.#fetches.check(followersKey),
      onChanged: (name) => {
        this.#produces.check(name);
        this.#fetches.check(name);
        this.#fetches.check(followersKey);
        this.#deletes.check(name);
      },
      onFollowerLogStartMoved: (name) => this.#deletes.check(name),
    };
  }

  /** Looks from now on for followers that fell behind. */
  start(): void {
    this.#isrTimer = this.#options.timers.after(this.#context.lagMsMax / 2, () => {
      for (const partition of this.#partitions.values()) partition.maybeShrinkIsr();
      this.start();
    });
  }

  /** Creates, changes and deletes replicas as the controller decided. */
  async applyMetadata(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    const isFirst = this.#image === undefined;
    this.#image = image;
    if (isFirst) await removeLeftovers(this.#options, image);
    for (const topic of delta.deletedTopics) await this.#deleteTopic(topic);
    const created = delta.createdTopics.flatMap((topic) => topic.partitions.map((_, partition) => ({ topic, partition })));
    const affected = [...created, ...delta.changedPartitions];
    const isLed = ({ topic, partition }: (typeof affected)[number]): boolean =>
      topic.partitions[partition]?.leader === this.#options.nodeId;
    // Leaders first: clients wait for them.
    const ordered = [...affected.filter(isLed), ...affected.filter((each) => !isLed(each))];
    await forEachConcurrently(ordered, openConcurrency, ({ topic, partition }) =>
      this.#inTurn({ topic: topic.name, partition }, () => this.#apply(topic, partition)),
    );
    if (delta.changedBrokers.length > 0) this.#onBrokersChanged(delta.changedBrokers);
    for (const { type, name } of delta.changedConfigs) {
      if (type === 'topic') this.#options.logManager.updateTopicConfig(name);
      else for (const topic of image.topicsByName.keys()) this.#options.logManager.updateTopicConfig(topic);
    }
  }

  #onBrokersChanged(brokerIds: readonly number[]): void {
    this.#fetchers.onBrokersChanged(brokerIds);
    for (const partition of this.#partitions.values()) partition.onBrokersChanged();
  }

  /** One after the other: a log that is tried again may take its time, and its partition change or go meanwhile. */
  #inTurn(topicPartition: TopicPartition, change: () => Promise<void>): Promise<void> {
    const name = topicPartitionName(topicPartition);
    const before = this.#turns.get(name) ?? Promise.resolve();
    const turn = before
      .catch(() => undefined)
      .then(change)
      .finally(() => {
        if (this.#turns.get(name) === turn) this.#turns.delete(name);
      });
    this.#turns.set(name, turn);
    return turn;
  }

  /** What the newest metadata says of the partition, once more. */
  #applyNewest(topicPartition: TopicPartition): Promise<void> {
    return this.#inTurn(topicPartition, async () => {
      const topic = this.#image?.topicsByName.get(topicPartition.topic);
      if (topic !== undefined) await this.#apply(topic, topicPartition.partition);
    });
  }

  async #apply(topic: TopicImage, index: number): Promise<void> {
    const image = topic.partitions[index];
    if (image === undefined) return;
    const topicPartition = { topic: topic.name, partition: index };
    const name = topicPartitionName(topicPartition);
    try {
      if (!image.replicas.includes(this.#options.nodeId)) {
        await this.#drop(topicPartition, topic);
        return;
      }
      const partition = this.#partitions.get(name) ?? (await this.#open(topicPartition, topic));
      const { following } = partition;
      if (following !== undefined && following.leaderEpoch !== image.leaderEpoch) this.#fetchers.unfollow(name);
      await partition.apply(image);
      if (partition.following !== undefined) this.#fetchers.follow(partition.following);
      if (this.#offline.remove(name)) this.#options.logger.info(`The log of ${name} can be used again.`, { partition: name });
    } catch (error) {
      this.#offline.add(topicPartition, error);
    }
  }

  async #open(topicPartition: TopicPartition, topic: TopicImage): Promise<Partition> {
    const log = await this.#options.logManager.getOrCreate(topicPartition, topic.id);
    const partition = new Partition({ topicPartition, log, context: this.#context });
    this.#partitions.set(partition.name, partition);
    return partition;
  }

  async #deleteTopic(topic: TopicImage): Promise<void> {
    for (const partition of topic.partitions.keys()) {
      const topicPartition = { topic: topic.name, partition };
      await this.#inTurn(topicPartition, () => this.#drop(topicPartition, topic));
    }
  }

  /** Nothing stays of the replica, if there is one, whether its log is open or not. */
  async #drop(topicPartition: TopicPartition, { id }: TopicImage): Promise<void> {
    const { logManager, logger } = this.#options;
    const name = topicPartitionName(topicPartition);
    const partition = this.#partitions.get(name);
    if (partition !== undefined && partition.topicId !== id) return;
    this.#partitions.delete(name);
    this.#offline.remove(name);
    this.#fetchers.unfollow(name);
    partition?.remove();
    try {
      await logManager.delete(topicPartition, id);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const fields = { partition: name, cause: error.message };
      logger.error('The log of a partition that is gone could not be removed; the next start removes it.', fields);
    }
  }

  /** The replica here, led here or not. Throws what a client has to be told when there is none. */
  replica(topicPartition: TopicPartition): Partition {
    const name = topicPartitionName(topicPartition);
    const offline = this.#offline.errorOf(name);
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
    const partition = this.replica(topicPartition);
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

  /** Resolves when everything below `offset` is committed; rejects when this broker's leadership since that epoch ends before. */
  async whenCommitted(partition: Partition, offset: number, leaderEpoch: number): Promise<void> {
    const { name } = partition;
    const isCommitted = (): boolean => {
      partition.checkLedSince(leaderEpoch);
      return partition.log.highWatermark >= offset;
    };
    const delayed = new DelayedCondition(isCommitted, `The broker stopped before ${name} was committed to offset ${offset}.`);
    this.#produces.watch(delayed, [name]);
    const error = await delayed.completed;
    if (error !== undefined) throw error;
  }

  /**
   * Reads every target, in that order, waiting as the limits allow until there is enough to read. Undefined for one of
   * which there is nothing new to tell since it was told of last.
   */
  fetch(targets: readonly FetchTarget[], limits: FetchLimits): Promise<(FetchedPartition | undefined)[]> {
    const { clock, timers } = this.#options;
    return fetchRecords({ source: this.#fetchSource, purgatory: this.#fetches, clock, timers }, targets, limits);
  }

  readonly #fetchSource = {
    replica: (topicPartition: TopicPartition) => this.replica(topicPartition),
    nearerReplica: (partition: Partition, fetchOffset: number, rack: string) => {
      const { config, nodeId } = this.#options;
      if (!config().isRackAware) return -1;
      return nearerReplica({ partition, localId: nodeId, fetchOffset, rack, broker: this.#context.broker });
    },
    isThrottled: (partition: Partition, replicaId: number) => this.#throttle.holdsBack(partition, replicaId),
    noteSent: (partition: Partition, replicaId: number, sizeBytes: number) => {
      this.#throttle.noteSent(partition, replicaId, sizeBytes);
    },
  };

  /** The reader is gone, or waits for something else: its waiting fetches are answered as they are. */
  abandonFetches(reader: string): void {
    this.#fetches.expire(readerKey(reader));
  }

  /**
   * Deletes what lies below `offset` (-1: everything committed), here and on every live follower. Resolves to where the
   * last of these logs begins.
   */
  async deleteRecords(topicPartition: TopicPartition, offset: number, timeoutMs: number): Promise<number> {
    const partition = this.leader(topicPartition);
    const { log, name } = partition;
    if (!log.config.cleanupPolicy.has('delete')) {
      throw new KafkaError('POLICY_VIOLATION', `Records of ${name} cannot be deleted: its cleanup.policy is compact.`);
    }
    const wanted = offset === -1 ? log.highWatermark : offset;
    if (wanted < 0 || wanted > log.highWatermark) {
      throw new KafkaError('OFFSET_OUT_OF_RANGE', `${name} has no offset ${wanted} to delete up to.`);
    }
    await partition.deleteRecordsBefore(wanted);
    const sentence = `Not every replica of ${name} deleted its records in time.`;
    const delayed = new DelayedCondition(() => partition.lowWatermark() >= wanted, sentence);
    this.#deletes.watch(delayed, [name], timeoutMs);
    const error = await delayed.completed;
    if (error !== undefined) throw error;
    return partition.lowWatermark();
  }

  /** How far the log of a replica here reaches; a log that cannot be told of is an error. */
  logInfo(topicPartition: TopicPartition, topicId: Uuid): { lastEpoch: number; leaderEpoch: number; logEndOffset: number } {
    const name = topicPartitionName(topicPartition);
    const offline = this.#offline.errorOf(name);
    if (offline !== undefined) throw offline;
    const partition = this.#partitions.get(name);
    const log = partition?.log ?? this.#options.logManager.get(topicPartition);
    if (log?.topicId !== topicId) throw new KafkaError('UNKNOWN_TOPIC_ID', `There is no log of ${name} with that topic id here.`);
    return { lastEpoch: log.lastWrittenEpoch, leaderEpoch: partition?.leaderEpoch ?? -1, logEndOffset: log.logEndOffset };
  }

  /** Fetches no more and answers whatever waits, at once; later calls do not wait. */
  stop(): void {
    this.#isrTimer?.cancel();
    this.#offline.close();
    this.#fetchers.close();
    for (const partition of this.#partitions.values()) partition.stop();
    this.#produces.close();
    this.#fetches.close();
    this.#deletes.close();
  }
}
