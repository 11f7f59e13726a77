import { BrokerConnection } from '../client/broker-connection';
import type { HostAndPort } from '../config/quorum-addresses';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Random } from '../platform/random';
import type { Timers } from '../platform/timers';
import { TransportError, type Transport } from '../platform/transport';
import { KafkaError } from '../protocol/kafka-error';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import type { Peers } from '../replication/peers';
import { authenticateTo } from './authenticate-to';
import { peerName } from './peer-name';
import type { ScramPassword } from './scram/scram-password';

/** Peers are near, and one that does not answer is to be given up long before its session is over. */
const connectTimeoutMsDefault = 1000;

const transientNames: ReadonlySet<string> = new Set(['NETWORK_EXCEPTION', 'REQUEST_TIMED_OUT']);

interface PeerClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly logger: Logger;
  /** Of this node, as which it authenticates. */
  readonly nodeId: number;
  readonly secret: ScramPassword;
  /** Undefined for a node that nobody has told of. */
  readonly addressOf: (nodeId: number) => HostAndPort | undefined;
  readonly connectTimeoutMs?: number;
}

/** The way to the other brokers, with its two ends: where they are, and when this one stops. */
export interface PeerNetwork extends Peers {
  /** Closes connections to where nodes no longer are; what waits on them fails. */
  onAddressesChanged(): void;
  close(): void;
}

/** One connection, or the attempt to make it. */
interface LaneConnection {
  readonly nodeId: number;
  readonly address: HostAndPort;
  readonly connecting: Promise<BrokerConnection>;
  open: BrokerConnection | undefined;
}

/**
 * Requests to other brokers, over one authenticated connection for each node and lane. A connection is made when it is
 * needed, and made anew when it broke or when the node has moved; nothing is sent twice.
 */
export class PeerClient implements PeerNetwork {
  readonly #options: PeerClientOptions;
  readonly #connections = new Map<string, LaneConnection>();
  /** Nodes that were complained of; it is said once, not at every attempt. */
  readonly #refusals = new Set<number>();
  #closed = false;

  constructor(options: PeerClientOptions) {
    this.#options = options;
  }

  async request<Request extends Fields, Response extends Fields>(
    nodeId: number,
    lane: string,
    api: Api<Request, Response>,
    request: StructInput<Request>,
    { timeoutMs }: { readonly timeoutMs: number },
  ): Promise<StructValue<Response>> {
    const { clock } = this.#options;
    const untilMs = clock.monotonicMs() + timeoutMs;
    const connection = await this.#within(timeoutMs, nodeId, this.#connectionOf(nodeId, lane));
    const leftMs = Math.max(1, untilMs - clock.monotonicMs());
    const response = await connection.request(api, versionOf(connection, api), request, { timeoutMs: leftMs });
    if (response === undefined) throw new KafkaError('NETWORK_EXCEPTION', `Node ${nodeId} did not answer ${api.name}.`);
    return response;
  }

  isRefused(error: unknown): boolean {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      if (cause instanceof TransportError) return cause.code === 'ECONNREFUSED';
    }
    return false;
  }

  onAddressesChanged(): void {
    for (const [key, connection] of this.#connections) {
      if (!isAt(connection, this.#options.addressOf(connection.nodeId))) this.#drop(key, connection);
    }
  }

  close(): void {
    this.#closed = true;
    for (const [key, connection] of this.#connections) this.#drop(key, connection);
  }

  #connectionOf(nodeId: number, lane: string): Promise<BrokerConnection> {
    const address = this.#options.addressOf(nodeId);
    if (this.#closed) return Promise.reject(new KafkaError('NETWORK_EXCEPTION', 'This broker is stopping.'));
    if (address === undefined) {
      return Promise.reject(new KafkaError('NETWORK_EXCEPTION', `Nobody has said where node ${nodeId} is.`));
    }
    const key = `${nodeId} ${lane}`;
    const known = this.#connections.get(key);
    if (known !== undefined) {
      if (isAt(known, address) && known.open?.isOpen !== false) return known.connecting;
      this.#drop(key, known);
    }
    const connection: LaneConnection = { nodeId, address, connecting: this.#connect(nodeId, address), open: undefined };
    this.#connections.set(key, connection);
    connection.connecting.then(
      (open) => {
        connection.open = open;
        if (this.#connections.get(key) !== connection) open.close();
      },
      () => {
        if (this.#connections.get(key) === connection) this.#connections.delete(key);
      },
    );
    return connection.connecting;
  }

  async #connect(nodeId: number, address: HostAndPort): Promise<BrokerConnection> {
    const {
      transport,
      timers,
      random,
      logger,
      secret,
      nodeId: ownId,
      connectTimeoutMs = connectTimeoutMsDefault,
    } = this.#options;
    const username = peerName(ownId);
    const connection = await BrokerConnection.connect({
      transport,
      timers,
      address,
      clientId: username,
      requestTimeoutMs: connectTimeoutMs,
      connectTimeoutMs,
    });
    try {
      await authenticateTo(connection, { username, password: secret, random });
      this.#refusals.delete(nodeId);
      return connection;
    } catch (error) {
      connection.close();
      if (error instanceof KafkaError && transientNames.has(error.errorName)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#refusals.has(nodeId)) logger.warn(`Node ${nodeId} and this one do not know each other.`, { reason });
      this.#refusals.add(nodeId);
      throw new KafkaError('NETWORK_EXCEPTION', `Node ${nodeId} and this one do not know each other: ${reason}`, {
        cause: error,
      });
    }
  }

  #drop(key: string, connection: LaneConnection): void {
    this.#connections.delete(key);
    connection.open?.close();
  }

  #within(timeoutMs: number, nodeId: number, connecting: Promise<BrokerConnection>): Promise<BrokerConnection> {
    return new Promise((resolve, reject) => {
      const timer = this.#options.timers.after(timeoutMs, () => {
        reject(new KafkaError('REQUEST_TIMED_OUT', `There was no connection to node ${nodeId} in ${timeoutMs} ms.`));
      });
      connecting.then(resolve, reject).finally(() => {
        timer.cancel();
      });
    });
  }
}

function isAt(connection: LaneConnection, address: HostAndPort | undefined): boolean {
  return address?.host === connection.address.host && address.port === connection.address.port;
}

/** A version we do not have in common is, to the caller, a peer that cannot be talked to. */
function versionOf(connection: BrokerConnection, api: Api<Fields, Fields>): number {
  try {
    return connection.versionOf(api);
  } catch (error) {
    throw new KafkaError('NETWORK_EXCEPTION', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
