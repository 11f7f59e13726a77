import { errorCodes } from '@/broker/protocol/error-codes';
import { metadataApi } from '@/broker/protocol/messages/metadata';
import { zeroUuid } from '@/broker/protocol/primitives/uuid';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';
import type { ClusterConfig } from '../console-config';
import { ServiceError } from '../service-error';
import { metadataOf, topicErrorOf, type BrokerNode, type ClusterMetadata, type TopicMetadata } from './cluster-metadata';
import { firstAnswer } from './first-answer';
import { serviceErrorOf } from './kafka-answer';
import { KafkajsLink, type SendOptions } from './kafkajs-link';
import { ConnectionSecurity } from './security/connection-security';
import { splitAddress } from './split-address';

export const requestTimeoutMs = 8_000;
const connectTimeoutMs = 3_000;
/** A broker that is frozen takes connections and keeps silent: a question goes on to another one after this long. */
const patienceMs = 400;
/** How old the list of all topics may be for a page; writes of our own ask anew. */
const metadataAgeMsMax = 1_000;

type MetadataQuestion = StructInput<(typeof metadataApi)['request']['fields']>;

/** One cluster: a link per broker for requests, metadata for a second, fetch links on loan. */
export class ClusterClient {
  readonly config: ClusterConfig;
  readonly #security: ConnectionSecurity;
  readonly #links = new Map<number, KafkajsLink>();
  readonly #loaned = new Set<KafkajsLink>();
  readonly #topics = new Map<string, { topic: TopicMetadata; atMs: number }>();
  readonly #asking = new Map<string, Promise<TopicMetadata>>();
  readonly #bootstrap = new Map<string, KafkajsLink>();
  /** The broker that answered last is asked first. */
  #answering: number | undefined;
  #metadata: ClusterMetadata | undefined;
  #refreshing: Promise<ClusterMetadata> | undefined;

  constructor(config: ClusterConfig) {
    this.config = config;
    this.#security = new ConnectionSecurity(config);
  }

  /** What was last known; undefined before the first answer. */
  get lastMetadata(): ClusterMetadata | undefined {
    return this.#metadata;
  }

  /** Metadata of all topics, at most `ageMsMax` old. Never creates one. */
  async metadata(ageMsMax: number = metadataAgeMsMax): Promise<ClusterMetadata> {
    const known = this.#metadata;
    if (known !== undefined && Date.now() - known.atMs <= ageMsMax) return known;
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async topic(name: string, ageMsMax: number = metadataAgeMsMax): Promise<TopicMetadata> {
    const known = this.#knownTopic(name);
    if (known !== undefined && Date.now() - known.atMs <= ageMsMax) return known.topic;
    const asking = this.#asking.get(name);
    if (asking !== undefined && ageMsMax > 0) return asking;
    const ask = this.#askTopic(name).finally(() => {
      if (this.#asking.get(name) === ask) this.#asking.delete(name);
    });
    this.#asking.set(name, ask);
    return ask;
  }

  /** Sends to one broker; a broker that is not in the metadata does not answer. */
  async send<Q extends Fields, R extends Fields>(
    nodeId: number,
    api: Api<Q, R>,
    request: StructInput<Q>,
    options?: SendOptions,
  ): Promise<StructValue<R>> {
    return (await this.#link(nodeId)).send(api, request, { timeoutMs: requestTimeoutMs, ...options });
  }

  async sendOnly<Q extends Fields>(
    nodeId: number,
    api: Api<Q, Fields>,
    request: StructInput<Q>,
    options?: SendOptions,
  ): Promise<void> {
    await (await this.#link(nodeId)).sendOnly(api, request, options);
  }

  /** Sends to one broker after the other until one answers, known brokers before bootstrap addresses. For what must not be done twice. */
  async sendAny<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    request: StructInput<Q>,
    options?: SendOptions,
  ): Promise<StructValue<R>> {
    return this.#askAll(api, request, options, requestTimeoutMs + (options?.timeoutMs ?? 0));
  }

  /** A question that any broker can answer, and that may be asked of several: nobody is waited for. */
  async askAny<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    request: StructInput<Q>,
    options?: SendOptions,
  ): Promise<StructValue<R>> {
    return this.#askAll(api, request, options, patienceMs);
  }

  /** The version both sides would use with this broker; undefined when it lacks the API. */
  async versionOf(nodeId: number, api: Api<Fields, Fields>): Promise<number | undefined> {
    return (await this.#link(nodeId)).versionOf(api);
  }

  /** A link of the caller's own, for requests that wait on the broker. The caller closes it. */
  async loan(nodeId: number): Promise<KafkajsLink> {
    const link = this.#newLink(await this.#address(nodeId), nodeId);
    for (const loaned of this.#loaned) if (loaned.isClosed) this.#loaned.delete(loaned);
    this.#loaned.add(link);
    return link;
  }

  close(): void {
    for (const link of this.#links.values()) link.close();
    for (const link of this.#loaned) link.close();
    for (const link of this.#bootstrap.values()) link.close();
    this.#links.clear();
    this.#loaned.clear();
    this.#bootstrap.clear();
  }

  async #askAll<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    request: StructInput<Q>,
    options: SendOptions | undefined,
    waitMs: number,
  ): Promise<StructValue<R>> {
    const known = [...(this.#metadata?.brokers.keys() ?? [])].sort(
      (a, b) => Number(b === this.#answering) - Number(a === this.#answering),
    );
    const asks = [
      ...known.map((nodeId) => async () => {
        const answer = await this.send(nodeId, api, request, options);
        this.#answering = nodeId;
        return answer;
      }),
      ...this.config.bootstrapServers.map(
        (address) => async () =>
          (await this.#bootstrapLink(address)).send(api, request, { timeoutMs: requestTimeoutMs, ...options }),
      ),
    ];
    try {
      return await firstAnswer(asks, waitMs, isUnavailable);
    } catch (error) {
      if (!isUnavailable(error) || isUnwelcome(error)) throw error;
      throw new ServiceError('CLUSTER_UNAVAILABLE', `No broker of ${this.config.name} answers.`, {
        retriable: true,
        details: { bootstrapServers: this.config.bootstrapServers.join(',') },
        cause: error,
      });
    }
  }

  /** From an answer about it alone, or about all topics, whichever is newer. */
  #knownTopic(name: string): { topic: TopicMetadata; atMs: number } | undefined {
    const alone = this.#topics.get(name);
    const topic = this.#metadata?.topics.get(name);
    const amongAll = this.#metadata === undefined || topic === undefined ? undefined : { topic, atMs: this.#metadata.atMs };
    return (alone?.atMs ?? 0) >= (amongAll?.atMs ?? 0) ? alone : amongAll;
  }

  async #refresh(): Promise<ClusterMetadata> {
    const answer = await this.askAny(metadataApi, { topics: null, allowAutoTopicCreation: false });
    const metadata = metadataOf(answer, Date.now());
    this.#adopt(metadata);
    for (const [name, { atMs }] of this.#topics) if (metadata.atMs - atMs > 60_000) this.#topics.delete(name);
    return metadata;
  }

  async #askTopic(name: string): Promise<TopicMetadata> {
    const request = { topics: [{ topicId: zeroUuid, name }], allowAutoTopicCreation: false };
    const wasKnown = this.#knownTopic(name) !== undefined;
    const answer = await this.askAny(metadataApi, request);
    const found = metadataOf(answer, Date.now());
    const known = this.#metadata;
    this.#adopt({ ...found, topics: known?.topics ?? found.topics, atMs: known?.atMs ?? 0 });
    const topic = found.topics.get(name) ?? (wasKnown ? await this.#topicOfOthers(name, request) : undefined);
    if (topic !== undefined) {
      this.#topics.set(name, { topic, atMs: found.atMs });
      return topic;
    }
    this.#forgetTopic(name);
    const code = topicErrorOf(answer, name);
    if (code === errorCodes.UNKNOWN_TOPIC_OR_PARTITION || code === errorCodes.INVALID_TOPIC_EXCEPTION) {
      throw new ServiceError('TOPIC_NOT_FOUND', `There is no topic ${name}.`, { details: { topic: name } });
    }
    throw serviceErrorOf(code, { details: { topic: name } });
  }

  /** A broker that has just started may not have heard of a topic yet: it is gone when no broker knows it. */
  async #topicOfOthers(name: string, request: MetadataQuestion): Promise<TopicMetadata | undefined> {
    for (const nodeId of this.#metadata?.brokers.keys() ?? []) {
      if (nodeId === this.#answering) continue;
      try {
        const topic = metadataOf(await this.send(nodeId, metadataApi, request), Date.now()).topics.get(name);
        if (topic !== undefined) return topic;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
      }
    }
    return undefined;
  }

  #forgetTopic(name: string): void {
    this.#topics.delete(name);
    if (this.#metadata?.topics.has(name) !== true) return;
    const topics = new Map(this.#metadata.topics);
    topics.delete(name);
    this.#metadata = { ...this.#metadata, topics };
  }

  #adopt(metadata: ClusterMetadata): void {
    for (const [nodeId, link] of this.#links) {
      const node = metadata.brokers.get(nodeId);
      if (node !== undefined && node.host === link.options.host && node.port === link.options.port) continue;
      link.close();
      this.#links.delete(nodeId);
    }
    this.#metadata = metadata;
  }

  async #link(nodeId: number): Promise<KafkajsLink> {
    const known = this.#links.get(nodeId);
    if (known !== undefined && !known.isClosed) return known;
    const link = this.#newLink(await this.#address(nodeId), nodeId);
    const meanwhile = this.#links.get(nodeId);
    if (meanwhile !== undefined && !meanwhile.isClosed) return meanwhile;
    this.#links.set(nodeId, link);
    return link;
  }

  async #address(nodeId: number): Promise<BrokerNode> {
    const node = this.#metadata?.brokers.get(nodeId) ?? (await this.metadata(0)).brokers.get(nodeId);
    if (node !== undefined) return node;
    throw new ServiceError('BROKER_UNAVAILABLE', `Broker ${nodeId} is not in the cluster now.`, {
      broker: nodeId,
      retriable: true,
      details: { unsent: true },
    });
  }

  async #bootstrapLink(address: string): Promise<KafkajsLink> {
    const known = this.#bootstrap.get(address);
    if (known !== undefined && !known.isClosed) return known;
    const link = this.#newLink(splitAddress(address), undefined);
    this.#bootstrap.set(address, link);
    await link.open();
    return link;
  }

  #newLink({ host, port }: { host: string; port: number }, nodeId: number | undefined): KafkajsLink {
    return new KafkajsLink({
      clientId: 'ottla-console',
      host,
      port,
      ...(nodeId === undefined ? {} : { nodeId }),
      requestTimeoutMs: connectTimeoutMs,
      connectTimeoutMs,
      security: this.#security,
    });
  }
}

export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  return (
    error.code === 'BROKER_UNAVAILABLE' || error.code === 'TIMEOUT' || error.code === 'CLUSTER_UNAVAILABLE' || isUnwelcome(error)
  );
}

/** Somebody is there, and does not let the console in: that is the news, and not that nobody answers. */
function isUnwelcome(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  return error.code === 'AUTHENTICATION_FAILED' || error.code === 'TLS_FAILED' || error.code === 'CREDENTIALS_UNREADABLE';
}
