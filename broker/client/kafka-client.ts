import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Random } from '../platform/random';
import type { Timers } from '../platform/timers';
import type { Address, Transport } from '../platform/transport';
import { errorName, isRetriable } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { findCoordinatorApi } from '../protocol/messages/find-coordinator';
import { metadataApi } from '../protocol/messages/metadata';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { addressText, parseBootstrapServers } from './bootstrap-servers';
import type { BrokerConnection } from './broker-connection';
import {
  clusterMetadataOf,
  withNewestLeaders,
  type BrokerNode,
  type ClusterMetadata,
  type TopicMetadata,
} from './cluster-metadata';
import { ConnectionPool, type Lane } from './connection-pool';
import { firstThatAnswers } from './first-that-answers';
import { closedError, Pauses } from './pauses';

export interface KafkaClientOptions {
  transport: Transport;
  clock: Clock;
  timers: Timers;
  random: Random;
  logger: Logger;
  /** `host:port,host:port` */
  bootstrapServers: string;
  clientId: string;
  /** How long one request may take, and how long retries go on where an operation retries by itself. Default 30,000. */
  requestTimeoutMs?: number;
  connectTimeoutMs?: number;
}

/** A broker by its id, any that answers (for what may be asked twice), or the one Metadata calls the controller. */
export type BrokerChoice = number | 'any' | 'controller';

export interface SendOptions {
  /** Exactly this version. */
  version?: number;
  /** At most this version. */
  versionMax?: number;
  timeoutMs?: number;
  lane?: Lane;
}

/**
 * A client of one cluster. send() to one broker is one request without a retry; the methods that have a name retry what Kafka calls
 * retriable until the request timeout. Every rejection is a KafkaError; nothing of it is left open after close().
 */
export class KafkaClient {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly logger: Logger;
  readonly requestTimeoutMs: number;
  readonly #bootstrap: readonly Address[];
  readonly #pool: ConnectionPool;
  readonly #pauses: Pauses;
  readonly #brokers = new Map<number, BrokerNode>();
  readonly #topics = new Map<string, TopicMetadata>();
  /** What was told of each usable topic last, also when it is to be asked for again. */
  readonly #lastTold = new Map<string, TopicMetadata>();
  readonly #coordinators = new Map<string, number>();
  #controllerId = -1;
  #laneCount = 0;

  constructor(options: KafkaClientOptions) {
    const { clock, timers, random, logger, transport, clientId } = options;
    this.clock = clock;
    this.timers = timers;
    this.random = random;
    this.logger = logger;
    this.requestTimeoutMs = options.requestTimeoutMs ?? 30_000;
    this.#bootstrap = parseBootstrapServers(options.bootstrapServers);
    const connectTimeoutMs = options.connectTimeoutMs ?? Math.min(10_000, this.requestTimeoutMs);
    this.#pool = new ConnectionPool({ transport, timers, clientId, requestTimeoutMs: this.requestTimeoutMs, connectTimeoutMs });
    this.#pauses = new Pauses(timers, random);
  }

  get isClosed(): boolean {
    return this.#pool.isClosed;
  }

  close(): void {
    this.#pool.close();
    this.#pauses.close();
  }

  /** The name of a lane nobody else has. */
  newLane(): Lane {
    this.#laneCount += 1;
    return `lane-${this.#laneCount}`;
  }

  /** Closes the lane's connections; what is under way on them fails. */
  closeLane(lane: Lane): void {
    this.#pool.closeLane(lane);
  }

  /** One request, one response, in the newest version both sides have. Error codes inside the response are the caller's. */
  async send<Q extends Fields, R extends Fields>(
    node: BrokerChoice,
    api: Api<Q, R>,
    request: StructInput<Q>,
    options: SendOptions = {},
  ): Promise<StructValue<R>> {
    const timeout = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
    return this.#withConnection(node, options.lane ?? 'main', async (connection) => {
      const version = options.version ?? connection.versionOf(api, options.versionMax);
      const response = await connection.request(api, version, request, timeout);
      if (response === undefined) throw new KafkaError('NETWORK_EXCEPTION', `${api.name} was not answered.`);
      return response;
    });
  }

  /** A request that has no response; resolves when it is handed to the socket. */
  async sendWithoutResponse<Q extends Fields, R extends Fields>(
    node: BrokerChoice,
    api: Api<Q, R>,
    request: StructInput<Q>,
    options: SendOptions = {},
  ): Promise<void> {
    await this.#withConnection(node, options.lane ?? 'main', async (connection) => {
      const version = options.version ?? connection.versionOf(api, options.versionMax);
      await connection.request(api, version, request, { noResponse: true });
    });
  }

  /** Asks the cluster: about the topics named, about all (null), or about brokers only ([]). What is learnt is remembered. */
  async metadata(
    topics: readonly string[] | null = null,
    options: { allowAutoTopicCreation?: boolean } = {},
  ): Promise<ClusterMetadata> {
    const response = await this.send('any', metadataApi, {
      topics: topics === null ? null : topics.map((name) => ({ name })),
      allowAutoTopicCreation: options.allowAutoTopicCreation ?? false,
    });
    const metadata = clusterMetadataOf(response);
    this.#controllerId = metadata.controllerId;
    this.#brokers.clear();
    for (const broker of metadata.brokers) this.#brokers.set(broker.id, broker);
    for (const name of topics ?? []) this.#topics.delete(name);
    for (const topic of metadata.topics) this.#remember(topic);
    return metadata;
  }

  #remember(told: TopicMetadata): void {
    const topic = told.error === 'NONE' ? withNewestLeaders(told, this.#lastTold.get(told.name)) : told;
    this.#topics.set(topic.name, topic);
    if (topic.error === 'NONE') this.#lastTold.set(topic.name, topic);
  }

  /** The topic as remembered or, at first, as the cluster tells it: waits until it exists and has a partition. */
  async topic(name: string, options: { allowAutoTopicCreation?: boolean; refresh?: boolean } = {}): Promise<TopicMetadata> {
    const known = this.knownTopic(name);
    if (options.refresh !== true && known !== undefined) return known;
    return this.retrying(async () => {
      await this.metadata([name], options);
      const topic = this.#topics.get(name);
      if (topic === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `The topic ${name} does not exist.`);
      if (topic.error !== 'NONE') throw new KafkaError(topic.error, `The topic ${name} cannot be used: ${topic.error}.`);
      return topic;
    });
  }

  /** The topic as remembered, if it was usable. */
  knownTopic(name: string): TopicMetadata | undefined {
    const known = this.#topics.get(name);
    return known?.error === 'NONE' ? known : undefined;
  }

  /** The leader as remembered; undefined when it must be asked for. */
  knownLeaderOf({ topic, partition }: TopicPartition): number | undefined {
    const leader = this.#topics.get(topic)?.partitions.find((candidate) => candidate.partition === partition)?.leader;
    return leader === undefined || leader < 0 || !this.#brokers.has(leader) ? undefined : leader;
  }

  /** The broker as remembered. */
  knownBroker(id: number): BrokerNode | undefined {
    return this.#brokers.get(id);
  }

  /** Waits until the partition has a leader. */
  async leaderOf(topicPartition: TopicPartition): Promise<number> {
    const known = this.knownLeaderOf(topicPartition);
    if (known !== undefined) return known;
    return this.retrying(async () => {
      const topic = await this.topic(topicPartition.topic, { refresh: true });
      const name = topicPartitionName(topicPartition);
      if (!topic.partitions.some(({ partition }) => partition === topicPartition.partition)) {
        throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `The partition ${name} does not exist.`);
      }
      const leader = this.knownLeaderOf(topicPartition);
      if (leader === undefined) throw new KafkaError('LEADER_NOT_AVAILABLE', `The partition ${name} has no leader.`);
      return leader;
    });
  }

  /** What was remembered of the topic proved wrong; the next question goes to the cluster. */
  forgetTopic(topic: string): void {
    this.#topics.delete(topic);
  }

  /** The broker that coordinates the group. */
  async coordinatorOf(group: string): Promise<number> {
    const known = this.#coordinators.get(group);
    if (known !== undefined) return known;
    return this.retrying(async () => {
      const response = await this.send('any', findCoordinatorApi, { key: group, keyType: 0, coordinatorKeys: [group] });
      const found = response.coordinators[0] ?? response;
      if (found.errorCode !== 0) {
        throw new KafkaError(errorName(found.errorCode), found.errorMessage ?? `The group ${group} has no coordinator.`);
      }
      this.#brokers.set(found.nodeId, { id: found.nodeId, host: found.host, port: found.port, rack: null });
      this.#coordinators.set(group, found.nodeId);
      return found.nodeId;
    });
  }

  forgetCoordinator(group: string): void {
    this.#coordinators.delete(group);
  }

  /** Repeats `operation` while it fails with a retriable KafkaError, at most `timeoutMs`. */
  async retrying<T>(operation: () => Promise<T>, timeoutMs = this.requestTimeoutMs): Promise<T> {
    const untilMs = this.clock.monotonicMs() + timeoutMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await operation();
      } catch (error) {
        if (this.isClosed) throw closedError();
        const mayRetry = error instanceof KafkaError && isRetriable(error.errorName);
        if (!mayRetry || this.clock.monotonicMs() >= untilMs) throw error;
        await this.pause(attempt);
      }
    }
  }

  /** Waits before retry number `attempt`; rejects when the client is closed. */
  pause(attempt: number): Promise<void> {
    return this.#pauses.pause(attempt);
  }

  /** Waits; rejects when the client is closed. */
  wait(delayMs: number): Promise<void> {
    return this.#pauses.wait(delayMs);
  }

  retryDelayMs(attempt: number): number {
    return this.#pauses.delayMs(attempt);
  }

  /** Asks one broker, or one after the other until one answers. */
  async #withConnection<T>(node: BrokerChoice, lane: Lane, ask: (connection: BrokerConnection) => Promise<T>): Promise<T> {
    const broker = node === 'any' ? undefined : await this.#brokerOf(node);
    if (broker !== undefined) return ask(await this.#connectTo(broker, lane));
    const addresses = this.#addresses(lane);
    return firstThatAnswers(
      addresses,
      async (address) => ask(await this.#pool.get(address, lane)),
      () => this.isClosed,
    );
  }

  /** Undefined when nobody is said to be the controller: any broker will do. */
  async #brokerOf(node: number | 'controller'): Promise<BrokerNode | undefined> {
    const known = this.#brokers.get(node === 'controller' ? this.#controllerId : node);
    if (known !== undefined) return known;
    await this.metadata([]);
    const broker = this.#brokers.get(node === 'controller' ? this.#controllerId : node);
    if (broker !== undefined || node === 'controller') return broker;
    throw new KafkaError('NETWORK_EXCEPTION', `The cluster has no live broker ${node}.`);
  }

  /** A broker that cannot be reached may be gone or somewhere else by now: the cluster is asked before the next try. */
  async #connectTo(broker: BrokerNode, lane: Lane): Promise<BrokerConnection> {
    try {
      return await this.#pool.get(broker, lane);
    } catch (error) {
      if (this.#brokers.get(broker.id) === broker) this.#brokers.delete(broker.id);
      throw error;
    }
  }

  /** Open connections first, then each known broker from a random one on, then the bootstrap servers; each once. */
  #addresses(lane: Lane): Address[] {
    const brokers = [...this.#brokers.values()];
    const first = brokers.length === 0 ? 0 : this.random.integer(brokers.length);
    const all = [...brokers.slice(first), ...brokers.slice(0, first), ...this.#bootstrap];
    const distinct = new Map(all.map((address) => [addressText(address), address]));
    const isOpen = (address: Address): boolean => this.#pool.isOpen(address, lane);
    const addresses = [...distinct.values()];
    return [...addresses.filter(isOpen), ...addresses.filter((address) => !isOpen(address))];
  }
}
