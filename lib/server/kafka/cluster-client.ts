import { errorCodes } from '@/broker/protocol/error-codes';
import { metadataApi } from '@/broker/protocol/messages/metadata';
import { zeroUuid } from '@/broker/protocol/primitives/uuid';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';
import type { ClusterConfig } from '../console-config';
import { ServiceError } from '../service-error';
import { metadataOf, topicErrorOf, type BrokerNode, type ClusterMetadata, type TopicMetadata } from './cluster-metadata';
import { serviceErrorOf } from './kafka-answer';
import { KafkajsLink, type SendOptions } from './kafkajs-link';

export const requestTimeoutMs = 8_000;
const connectTimeoutMs = 3_000;
/** How old the list of all topics may be for a page; writes of our own ask anew. */
const metadataAgeMsMax = 1_000;

/** One cluster: a link per broker for requests, metadata for a second, fetch links on loan. */
export class ClusterClient {
  readonly config: ClusterConfig;
  readonly #links = new Map<number, KafkajsLink>();
  readonly #loaned = new Set<KafkajsLink>();
  readonly #topics = new Map<string, { topic: TopicMetadata; atMs: number }>();
  readonly #asking = new Map<string, Promise<TopicMetadata>>();
  #bootstrap: KafkajsLink | undefined;
  #metadata: ClusterMetadata | undefined;
  #refreshing: Promise<ClusterMetadata> | undefined;

  constructor(config: ClusterConfig) {
    this.config = config;
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
    const known = this.#topics.get(name);
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
    return (await this.#link(nodeId)).send(api, request, options);
  }

  async sendOnly<Q extends Fields>(nodeId: number, api: Api<Q, Fields>, request: StructInput<Q>): Promise<void> {
    await (await this.#link(nodeId)).sendOnly(api, request);
  }

  /** Sends to whichever broker answers first, known brokers before bootstrap addresses. */
  async sendAny<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    request: StructInput<Q>,
    options?: SendOptions,
  ): Promise<StructValue<R>> {
    const failures: unknown[] = [];
    for (const nodeId of this.#metadata?.brokers.keys() ?? []) {
      try {
        return await this.send(nodeId, api, request, options);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        failures.push(error);
      }
    }
    for (const address of this.config.bootstrapServers) {
      try {
        return await (await this.#bootstrapLink(address)).send(api, request, options);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        failures.push(error);
      }
    }
    throw new ServiceError('CLUSTER_UNAVAILABLE', `No broker of ${this.config.name} answers.`, {
      retriable: true,
      details: { bootstrapServers: this.config.bootstrapServers.join(',') },
      cause: failures[0],
    });
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
    this.#bootstrap?.close();
    this.#links.clear();
    this.#loaned.clear();
  }

  async #refresh(): Promise<ClusterMetadata> {
    const answer = await this.sendAny(metadataApi, { topics: null, allowAutoTopicCreation: false });
    const metadata = metadataOf(answer, Date.now());
    this.#adopt(metadata);
    for (const [name, { atMs }] of this.#topics) if (metadata.atMs - atMs > 60_000) this.#topics.delete(name);
    return metadata;
  }

  async #askTopic(name: string): Promise<TopicMetadata> {
    const answer = await this.sendAny(metadataApi, { topics: [{ topicId: zeroUuid, name }], allowAutoTopicCreation: false });
    const found = metadataOf(answer, Date.now());
    const known = this.#metadata;
    this.#adopt({ ...found, topics: known?.topics ?? found.topics, atMs: known?.atMs ?? 0 });
    const topic = found.topics.get(name);
    if (topic !== undefined) {
      this.#topics.set(name, { topic, atMs: found.atMs });
      return topic;
    }
    this.#topics.delete(name);
    const code = topicErrorOf(answer, name);
    if (code === errorCodes.UNKNOWN_TOPIC_OR_PARTITION || code === errorCodes.INVALID_TOPIC_EXCEPTION) {
      throw new ServiceError('TOPIC_NOT_FOUND', `There is no topic ${name}.`, { details: { topic: name } });
    }
    throw serviceErrorOf(code, { details: { topic: name } });
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
    });
  }

  async #bootstrapLink(address: string): Promise<KafkajsLink> {
    const at = address.lastIndexOf(':');
    const target = { host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(address.slice(at + 1)) };
    const known = this.#bootstrap;
    if (known !== undefined && !known.isClosed && known.options.host === target.host && known.options.port === target.port) {
      return known;
    }
    known?.close();
    const link = this.#newLink(target, undefined);
    this.#bootstrap = link;
    await link.open();
    return link;
  }

  #newLink({ host, port }: { host: string; port: number }, nodeId: number | undefined): KafkajsLink {
    return new KafkajsLink({
      clientId: 'ottla-console',
      host,
      port,
      ...(nodeId === undefined ? {} : { nodeId }),
      requestTimeoutMs,
      connectTimeoutMs,
    });
  }
}

export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  return error.code === 'BROKER_UNAVAILABLE' || error.code === 'TIMEOUT' || error.code === 'CLUSTER_UNAVAILABLE';
}
