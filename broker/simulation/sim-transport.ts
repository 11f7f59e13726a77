import { TransportError, type Address, type Listener, type Socket, type Transport } from '../platform/transport';
import { SimSocket, type SimSocketWay } from './sim-socket';

interface SimTransportOptions {
  /** Cuts every delivery into pieces of at most this size; default: no cut. */
  chunkBytes?: number;
  /** When a delivery happens; default: in a microtask. Give `(callback) => timers.after(latency, callback)` for a slow network. */
  schedule?: (callback: () => void) => void;
}

const firstEphemeralPort = 40_000;

function hostsOf(host: string): readonly string[] {
  return host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
}

/** A network in memory: sockets that carry bytes in order, refuse, close and reset as TCP does. */
export class SimTransport implements Transport {
  readonly #way: SimSocketWay;
  readonly #listeners = new Map<string, (socket: Socket) => void>();
  /** Both ends of every connection ever made, in order: client, server, client, … */
  readonly sockets: SimSocket[] = [];
  #nextPort = firstEphemeralPort;

  constructor(options: SimTransportOptions = {}) {
    const schedule = options.schedule ?? queueMicrotask;
    this.#way = { soon: schedule, carry: schedule, chunkBytes: options.chunkBytes ?? Number.MAX_SAFE_INTEGER };
  }

  listen(options: { hosts: readonly string[]; port: number }, onSocket: (socket: Socket) => void): Promise<Listener> {
    const port = options.port === 0 ? (this.#nextPort += 1) : options.port;
    const names = options.hosts.flatMap(hostsOf).map((host) => `${host} ${port}`);
    if (names.some((name) => this.#listeners.has(name))) {
      return Promise.reject(new TransportError('EADDRINUSE', `port ${port} is taken`));
    }
    for (const name of names) this.#listeners.set(name, onSocket);
    return Promise.resolve({
      port,
      close: () => {
        for (const name of names) this.#listeners.delete(name);
        return Promise.resolve();
      },
    });
  }

  connect(address: Address): Promise<Socket> {
    return new Promise((resolve, reject) => {
      this.#way.carry(() => {
        const host = hostsOf(address.host).find((candidate) => this.#listeners.has(`${candidate} ${address.port}`));
        const onSocket = host === undefined ? undefined : this.#listeners.get(`${host} ${address.port}`);
        if (host === undefined || onSocket === undefined) {
          reject(new TransportError('ECONNREFUSED', `nobody listens on ${address.host}:${address.port}`));
          return;
        }
        const { client, server } = SimSocket.pair(
          { address: { host, port: (this.#nextPort += 1) }, way: this.#way },
          { address: { host, port: address.port }, way: this.#way },
        );
        this.sockets.push(client, server);
        onSocket(server);
        resolve(client);
      });
    });
  }
}
