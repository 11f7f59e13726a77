import type { Address } from '../platform/transport';
import { KafkaError } from '../protocol/kafka-error';
import { BrokerConnection, type BrokerConnectionOptions } from './broker-connection';
import { addressText } from './bootstrap-servers';

/**
 * What a connection is for: `main`, or a name of its own. Responses of one connection come in order, so whoever sends
 * requests that wait on the broker (fetches, joins) takes a lane of his own and holds nobody up.
 */
export type Lane = string;

/** One connection per broker address and lane, made when first needed. */
export class ConnectionPool {
  readonly #options: Omit<BrokerConnectionOptions, 'address'>;
  readonly #connections = new Map<string, Promise<BrokerConnection>>();
  readonly #open = new Map<string, BrokerConnection>();
  #closed = false;

  constructor(options: Omit<BrokerConnectionOptions, 'address'>) {
    this.#options = options;
  }

  /** Whether a request could be sent without connecting first. */
  isOpen(address: Address, lane: Lane): boolean {
    return this.#open.get(keyOf(address, lane))?.isOpen === true;
  }

  async get(address: Address, lane: Lane): Promise<BrokerConnection> {
    if (this.#closed) throw new KafkaError('NETWORK_EXCEPTION', 'This client is closed.');
    const key = keyOf(address, lane);
    if (this.#open.get(key)?.isOpen === false) {
      this.#open.delete(key);
      this.#connections.delete(key);
    }
    const known = this.#connections.get(key);
    if (known !== undefined) return known;
    const connecting = this.#connect(key, address);
    this.#connections.set(key, connecting);
    return connecting;
  }

  /** Closes the lane's connections; what is under way on them fails. The lane may be used again. */
  closeLane(lane: Lane): void {
    for (const [key, connection] of this.#open) {
      if (!key.startsWith(`${lane} `)) continue;
      this.#open.delete(key);
      this.#connections.delete(key);
      connection.close();
    }
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#open.values()) connection.close();
    this.#open.clear();
    this.#connections.clear();
  }

  async #connect(key: string, address: Address): Promise<BrokerConnection> {
    try {
      const connection = await BrokerConnection.connect({ ...this.#options, address });
      if (this.isClosed) {
        connection.close();
        throw new KafkaError('NETWORK_EXCEPTION', 'This client is closed.');
      }
      this.#open.set(key, connection);
      return connection;
    } catch (error) {
      this.#connections.delete(key);
      throw error;
    }
  }

  get isClosed(): boolean {
    return this.#closed;
  }
}

function keyOf(address: Address, lane: Lane): string {
  return `${lane} ${addressText(address)}`;
}
