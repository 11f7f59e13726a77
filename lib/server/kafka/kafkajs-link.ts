import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Kafka, logLevel } from 'kafkajs';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';
import { Reader } from '@/broker/protocol/primitives/reader';
import { unsupported } from './api-releases';
import { connectionErrorOf, LinkClosedError } from './connection-error';
import type { ConnectionSecurity } from './security/connection-security';

/*
 * The only file that knows the private shape of kafkajs 2.2.4. kafkajs gives TLS, SASL, request queues and time-outs;
 * the requests are our own, because kafkajs lacks flexible versions, ordered headers, topic ids and reading without a group.
 */

export interface LinkOptions {
  clientId: string;
  host: string;
  port: number;
  /** For errors; undefined while the broker behind a bootstrap address is not known. */
  nodeId?: number;
  requestTimeoutMs: number;
  connectTimeoutMs: number;
  /** Of the cluster; without it the connection is plain. */
  security?: ConnectionSecurity;
}

export interface SendOptions {
  /** Longer than the link's own time-out, for requests that wait on the broker. */
  timeoutMs?: number;
  versionMax?: number;
}

interface PrivatePool {
  getConnection(index: number): Promise<unknown>;
  send(protocol: object): Promise<unknown>;
  destroy(): Promise<unknown>;
}

interface PrivateBroker {
  connect(): Promise<unknown>;
  versions: Readonly<Record<string, { minVersion: number; maxVersion: number }>> | null;
  connectionPool: PrivatePool;
}

interface PrivateCluster {
  rootLogger: object;
  connectionPoolBuilder: { build(address: { host: string; port: number }): Promise<PrivatePool> };
  brokerPool: { createBroker(options: object): PrivateBroker };
}

const fetchKey = 1;
/** Its answers never have tagged fields in the header, so that old clients can read them. */
const apiVersionsKey = 18;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && names.every((name) => typeof Reflect.get(value, name) === 'function');
}

function isPrivateCluster(value: unknown): value is PrivateCluster {
  return (
    isObject(value) &&
    isObject(Reflect.get(value, 'rootLogger')) &&
    hasFunctions(Reflect.get(value, 'connectionPoolBuilder'), ['build']) &&
    hasFunctions(Reflect.get(value, 'brokerPool'), ['createBroker'])
  );
}

function isPrivateBroker(value: unknown): value is PrivateBroker {
  return (
    hasFunctions(value, ['connect']) &&
    isObject(value) &&
    hasFunctions(Reflect.get(value, 'connectionPool'), ['getConnection', 'send', 'destroy'])
  );
}

function createPrivateCluster(kafka: Kafka): PrivateCluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === 'private:Kafka:createCluster');
  const create: unknown = symbol === undefined ? undefined : Reflect.get(kafka, symbol);
  const cluster: unknown =
    typeof create === 'function'
      ? Reflect.apply(create, kafka, [{ allowAutoTopicCreation: false, metadataMaxAge: 0 }])
      : undefined;
  if (!isPrivateCluster(cluster)) throw new Error('kafkajs is not the 2.2.4 this file was written for');
  return cluster;
}

/** One broker over connections of its own: one for requests, one for fetches. After an error of the connection it is done for; make a new one. */
export class KafkajsLink {
  readonly options: LinkOptions;
  #broker: PrivateBroker | undefined;
  #opening: Promise<PrivateBroker> | undefined;
  #fetchReady: Promise<unknown> | undefined;
  #closed = false;
  readonly #sockets = new Set<Socket>();

  constructor(options: LinkOptions) {
    this.options = options;
  }

  /** True once the connection failed or close() was called. */
  get isClosed(): boolean {
    return this.#closed;
  }

  async open(): Promise<void> {
    await this.#ready();
  }

  /** Highest version both sides speak; undefined when the broker lacks the API. */
  async versionOf(api: Api<Fields, Fields>): Promise<number | undefined> {
    const broker = await this.#ready();
    return commonVersion(api, broker, undefined);
  }

  async send<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    request: StructInput<Q>,
    options: SendOptions = {},
  ): Promise<StructValue<R>> {
    const broker = await this.#ready();
    const version = commonVersion(api, broker, options.versionMax);
    if (version === undefined) throw unsupported(api.name, this.options.nodeId);
    try {
      if (api.key === fetchKey) await this.#fetchConnection(broker);
      const answer: unknown = await broker.connectionPool.send(protocolOf(api, version, request, options, true));
      return answerOf(api, version, answer);
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** For requests that the broker does not answer (acks=0); resolves when the bytes are handed to the socket. */
  async sendOnly<Q extends Fields>(api: Api<Q, Fields>, request: StructInput<Q>, options: SendOptions = {}): Promise<void> {
    const broker = await this.#ready();
    const version = commonVersion(api, broker, options.versionMax);
    if (version === undefined) throw unsupported(api.name, this.options.nodeId);
    try {
      await broker.connectionPool.send(protocolOf(api, version, request, options, false));
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** Ends at once: requests in flight are rejected, nothing is waited for. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const socket of this.#sockets) socket.destroy(new LinkClosedError());
    this.#sockets.clear();
  }

  async #ready(): Promise<PrivateBroker> {
    if (this.#closed) throw this.#failed(new LinkClosedError(), true);
    if (this.#broker !== undefined) return this.#broker;
    this.#opening ??= this.#connect();
    return this.#opening;
  }

  async #connect(): Promise<PrivateBroker> {
    const { host, port, clientId, security, requestTimeoutMs, connectTimeoutMs } = this.options;
    try {
      const kafka = new Kafka({
        clientId,
        brokers: [`${host}:${port}`],
        ...(await security?.resolve()),
        requestTimeout: requestTimeoutMs,
        connectionTimeout: connectTimeoutMs,
        authenticationTimeout: connectTimeoutMs,
        retry: { retries: 0 },
        logLevel: logLevel.NOTHING,
        logCreator: () => () => undefined,
        socketFactory: (target) => this.#socket(target),
      });
      const cluster = createPrivateCluster(kafka);
      const connectionPool = await cluster.connectionPoolBuilder.build({ host, port });
      const broker: unknown = cluster.brokerPool.createBroker({ connectionPool, logger: cluster.rootLogger });
      if (!isPrivateBroker(broker)) throw new Error('kafkajs is not the 2.2.4 this file was written for');
      await broker.connect();
      this.#broker = broker;
      return broker;
    } catch (error) {
      throw this.#failed(error, true);
    }
  }

  /** kafkajs opens a second socket when two requests find its connection closed: connect once, before the first fetch. */
  #fetchConnection(broker: PrivateBroker): Promise<unknown> {
    this.#fetchReady ??= broker.connectionPool.getConnection(1);
    return this.#fetchReady;
  }

  #socket({ host, port, ssl, onConnect }: { host: string; port: number; ssl: object; onConnect: () => void }): Socket {
    const socket = isObject(ssl)
      ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...ssl }, onConnect)
      : connectTcp({ host, port }, onConnect);
    socket.setKeepAlive(true, 60_000);
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.close();
    });
    return socket;
  }

  #failed(error: unknown, unsent = false): unknown {
    const mapped = connectionErrorOf(error, this.options, unsent);
    if (mapped === undefined) return error;
    if (mapped.code === 'AUTHENTICATION_FAILED') this.options.security?.noteRefusal(mapped);
    this.close();
    return mapped;
  }
}

function commonVersion(api: Api<Fields, Fields>, broker: PrivateBroker, versionMax: number | undefined): number | undefined {
  const theirs = broker.versions?.[api.key];
  if (theirs === undefined) return undefined;
  const version = Math.min(theirs.maxVersion, api.request.versions.max, versionMax ?? theirs.maxVersion);
  return version >= Math.max(theirs.minVersion, api.request.versions.min) ? version : undefined;
}

/** A request in the form kafkajs sends. It writes header v1 only; the tag byte that makes it v2 goes before the body. */
function protocolOf<Q extends Fields>(
  api: Api<Q, Fields>,
  version: number,
  request: StructInput<Q>,
  options: SendOptions,
  expectResponse: boolean,
): object {
  const body = api.request.encode(version, request);
  const payload = api.request.isFlexible(version) ? Buffer.concat([Buffer.of(0), body]) : body;
  return {
    request: {
      apiKey: api.key,
      apiVersion: version,
      apiName: api.name,
      encode: () => Promise.resolve({ buf: payload, buffer: payload }),
      expectResponse: () => expectResponse,
    },
    response: {
      decode: (buffer: Buffer) => Promise.resolve({ buffer }),
      parse: (data: object) => Promise.resolve(data),
    },
    requestTimeout: options.timeoutMs ?? null,
    logResponseError: false,
  };
}

function answerOf<R extends Fields>(api: Api<Fields, R>, version: number, answer: unknown): StructValue<R> {
  const buffer: unknown = isObject(answer) ? Reflect.get(answer, 'buffer') : undefined;
  if (!Buffer.isBuffer(buffer)) throw new Error('kafkajs gave no response buffer');
  const reader = new Reader(buffer);
  if (api.response.isFlexible(version) && api.key !== apiVersionsKey) skipTaggedFields(reader);
  return api.response.read(reader, version);
}

function skipTaggedFields(reader: Reader): void {
  for (let left = reader.readUnsignedVarint(); left > 0; left -= 1) {
    reader.readUnsignedVarint();
    reader.take(reader.readUnsignedVarint());
  }
}
