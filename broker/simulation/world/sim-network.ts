import { TransportError, type Address, type Listener, type Socket, type Transport } from '../../platform/transport';
import { SimRandom } from '../sim-random';
import { SimSocket, type SimSocketWay } from '../sim-socket';
import type { Scheduler } from './scheduler';
import { SimLink } from './sim-link';
import type { SimProcess } from './sim-process';

interface Listening {
  readonly process: SimProcess;
  readonly onSocket: (socket: Socket) => void;
}

export interface SimConnection {
  readonly client: SimSocket;
  readonly server: SimSocket;
  readonly clientProcess: SimProcess;
  readonly serverProcess: SimProcess;
}

interface SimNetworkOptions {
  readonly scheduler: Scheduler;
  readonly seed: number;
  readonly chunkBytes: (random: SimRandom) => number;
}

const firstEphemeralPort = 40_000;

/** Machines by host name, the links between them, and the connections over these: what TCP does, and how it fails. */
export class SimNetwork {
  readonly #options: SimNetworkOptions;
  readonly #random: SimRandom;
  readonly #links = new Map<string, SimLink>();
  readonly #listening = new Map<string, Listening>();
  readonly #hosts = new Set<string>();
  #connections: SimConnection[] = [];
  #nextPort = firstEphemeralPort;
  /** Connections made so far that were refused. */
  refusals = 0;
  /** The size of the pieces in which a new connection's bytes arrive. */
  chunkBytes: (random: SimRandom) => number;

  constructor(options: SimNetworkOptions) {
    this.#options = options;
    this.chunkBytes = options.chunkBytes;
    this.#random = SimRandom.stream(options.seed, 'network');
  }

  addHost(host: string): void {
    this.#hosts.add(host);
  }

  get hosts(): string[] {
    return [...this.#hosts];
  }

  link(from: string, to: string): SimLink {
    const name = `${from}>${to}`;
    const known = this.#links.get(name);
    if (known !== undefined) return known;
    const { scheduler, seed } = this.#options;
    const link = new SimLink({ from, to, scheduler, random: SimRandom.stream(seed, `link ${name}`) });
    this.#links.set(name, link);
    return link;
  }

  /** The links from and to a machine. */
  linksOf(host: string): SimLink[] {
    return [...this.#hosts]
      .filter((other) => other !== host)
      .flatMap((other) => [this.link(host, other), this.link(other, host)]);
  }

  /** Connections that are open at one end at least. */
  connections(): readonly SimConnection[] {
    this.#connections = this.#connections.filter(({ client, server }) => !client.isClosed || !server.isClosed);
    return this.#connections;
  }

  transportOf(process: SimProcess): Transport {
    return {
      listen: (options, onSocket) => this.#listen(process, options, onSocket),
      connect: (address, options) => this.#connect(process, address, options.timeoutMs),
    };
  }

  /** The kernel closes what a dead process leaves: some of what it wrote is still sent. */
  processDied(process: SimProcess): void {
    this.#forgetListeners(process);
    for (const socket of this.#socketsOf(process)) socket.die(this.#random.integer(socket.bufferedBytes + 1));
  }

  /** The machine stopped without a word. */
  machineDied(process: SimProcess): void {
    this.#forgetListeners(process);
    for (const socket of this.#socketsOf(process)) socket.vanish();
  }

  #forgetListeners(process: SimProcess): void {
    for (const [name, listening] of this.#listening) if (listening.process === process) this.#listening.delete(name);
  }

  #socketsOf(process: SimProcess): SimSocket[] {
    return this.connections().flatMap(({ client, server, clientProcess, serverProcess }) => [
      ...(clientProcess === process ? [client] : []),
      ...(serverProcess === process ? [server] : []),
    ]);
  }

  #listen(
    process: SimProcess,
    { hosts, port: wanted }: { hosts: readonly string[]; port: number },
    onSocket: (socket: Socket) => void,
  ): Promise<Listener> {
    const port = wanted === 0 ? (this.#nextPort += 1) : wanted;
    const names = hosts.map((host) => `${host}:${port}`);
    if (names.some((name) => this.#listening.has(name)))
      return Promise.reject(new TransportError('EADDRINUSE', `port ${port} is taken`));
    const listening = { process, onSocket };
    for (const name of names) this.#listening.set(name, listening);
    return Promise.resolve({
      port,
      close: () => {
        for (const name of names) if (this.#listening.get(name) === listening) this.#listening.delete(name);
        return Promise.resolve();
      },
    });
  }

  #connect(process: SimProcess, address: Address, timeoutMs: number): Promise<Socket> {
    const { host } = process.machine;
    if (!this.#hosts.has(address.host)) return Promise.reject(new TransportError('ENOTFOUND', `no host ${address.host}`));
    return new Promise((resolve, reject) => {
      let isOver = false;
      const timer = process.after(timeoutMs, () => {
        isOver = true;
        reject(new TransportError('ETIMEDOUT', `no connection to ${address.host}:${address.port} in ${timeoutMs} ms`));
      });
      const answer = (callback: () => void): void => {
        this.link(address.host, host).carry(() => {
          process.deliver('network', () => {
            timer.cancel();
            callback();
          });
        });
      };
      this.link(host, address.host).carry(() => {
        if (isOver) return;
        const listening = this.#listening.get(`${address.host}:${address.port}`);
        if (listening === undefined) {
          this.refusals += 1;
          answer(() => {
            reject(new TransportError('ECONNREFUSED', `nobody listens on ${address.host}:${address.port}`));
          });
          return;
        }
        const client = this.#establish(process, listening, address);
        answer(() => {
          if (isOver) client.destroy();
          else resolve(client);
        });
      });
    });
  }

  #establish(clientProcess: SimProcess, { process: serverProcess, onSocket }: Listening, address: Address): SimSocket {
    const chunkBytes = this.chunkBytes(this.#random);
    const clientAddress = { host: clientProcess.machine.host, port: (this.#nextPort += 1) };
    const { client, server } = SimSocket.pair(
      { address: clientAddress, way: this.#way(clientProcess, serverProcess, chunkBytes) },
      { address, way: this.#way(serverProcess, clientProcess, chunkBytes) },
    );
    this.#connections.push({ client, server, clientProcess, serverProcess });
    serverProcess.deliver('network', () => {
      onSocket(server);
    });
    return client;
  }

  #way(from: SimProcess, to: SimProcess, chunkBytes: number): SimSocketWay {
    const { scheduler } = this.#options;
    const link = this.link(from.machine.host, to.machine.host);
    return {
      chunkBytes,
      soon: (callback) => {
        from.schedule('network', 0, callback);
      },
      carry: (callback) => {
        link.carry(() => {
          to.receive(callback);
        });
      },
      onDelivery: (chunk) => {
        scheduler.hash.addBytes(chunk);
      },
    };
  }
}
