import type { BrokerConfig } from '../config/broker-config';
import type { ListenerConfig } from '../config/listeners';
import type { FrameHandler } from '../network/frame-handler';
import { beforeAuthenticationLimits, defaultNetworkLimits, requestMemoryBytesMaxDefault } from '../network/limits';
import { MemoryBudget } from '../network/memory-budget';
import { SocketServer, type SocketServerStats } from '../network/socket-server';
import type { Platform } from '../platform/platform';
import type { Address } from '../platform/transport';
import { RequestGate } from './request-gate';

/** Hosts that stand for several addresses. */
const hostsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['localhost', ['127.0.0.1', '::1']],
  ['', ['0.0.0.0', '::']],
]);
/** Hosts that can be bound but not connected to. */
const wildcards: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

interface OpenListener {
  readonly name: string;
  readonly isInternal: boolean;
  readonly advertised: Address;
  readonly server: SocketServer;
}

interface Gates {
  readonly clients: RequestGate;
  readonly peers: RequestGate;
}

/**
 * The broker's listeners: those of clients, and the one of the other brokers if there are any. Their ports are bound
 * before anything else is opened, so that a taken port stops the start early; requests that come too early wait for
 * servePeers() and serveClients().
 */
export class BrokerListeners {
  readonly #open: readonly OpenListener[];
  readonly #gates: Gates;

  private constructor(open: readonly OpenListener[], gates: Gates) {
    this.#open = open;
    this.#gates = gates;
  }

  /**
   * `mayServe` is asked before each request and each answer; when not, clients are disconnected. The other brokers are
   * not, as the way back leads over them. Rejects with a TransportError when an address cannot be bound; then none is.
   */
  static async bind(platform: Platform, config: BrokerConfig, mayServe: () => boolean = () => true): Promise<BrokerListeners> {
    const gates = { clients: new RequestGate(), peers: new RequestGate() };
    const { transport, clock, timers, logger } = platform;
    const shared = { transport, clock, timers, logger, memoryBudget: new MemoryBudget(memoryBytesMax(config)) };
    const limits = {
      ...defaultNetworkLimits,
      requestBytesMax: config.values['socket.request.max.bytes'],
      idleMsMax: config.values['connections.max.idle.ms'],
    };
    const forClients = { ...shared, limits, handler: gates.clients, mayServe };
    const forPeers = {
      ...shared,
      limits: { ...limits, beforeAuthentication: beforeAuthenticationLimits },
      handler: gates.peers,
      mayServe: () => {
        mayServe();
        return true;
      },
    };
    const open: OpenListener[] = [];
    try {
      for (const listener of config.listeners) {
        const { name } = listener;
        const isInternal = name === config.internalListener?.name;
        const server = new SocketServer({ ...(isInternal ? forPeers : forClients), listenerName: name });
        const { port } = await server.start({ hosts: hostsOf.get(listener.host) ?? [listener.host], port: listener.port });
        open.push({ name, isInternal, server, advertised: advertisedAddress(config, listener, port) });
      }
    } catch (error) {
      await Promise.all(open.map(({ server }) => server.stop({ graceMs: 0 })));
      throw error;
    }
    return new BrokerListeners(open, gates);
  }

  /** What clients, and on the internal listener brokers, are told to connect to. */
  get advertised(): ReadonlyMap<string, Address> {
    return new Map(this.#open.map(({ name, advertised }) => [name, advertised]));
  }

  /** Of the internal listener, as the metadata quorum knows its voters; none on a node without one. */
  get internalEndpoints(): readonly { readonly name: string; readonly host: string; readonly port: number }[] {
    return this.#open.filter(({ isInternal }) => isInternal).map(({ name, advertised }) => ({ name, ...advertised }));
  }

  /** The advertised address of the listener for clients that is named first. */
  get primary(): Address {
    const first = this.#open.find(({ isInternal }) => !isInternal);
    if (first === undefined) throw new RangeError('a broker has at least one listener for clients');
    return first.advertised;
  }

  /** From now on the requests of other brokers are handled, those that waited first. */
  servePeers(handler: FrameHandler): void {
    this.#gates.peers.open(handler);
  }

  /** From now on the requests of clients are handled, those that waited first. */
  serveClients(handler: FrameHandler): void {
    this.#gates.clients.open(handler);
  }

  /** Hangs up on every client; who connects again is served. */
  disconnectClients(): void {
    for (const { isInternal, server } of this.#open) if (!isInternal) server.closeConnections();
  }

  async stop(options: { graceMs: number }): Promise<void> {
    await Promise.all(this.#open.map(({ server }) => server.stop(options)));
  }

  /** Of the clients. */
  stats(): SocketServerStats {
    const sum = { connections: 0, bytesIn: 0, bytesOut: 0, requestsInFlight: 0 };
    for (const { isInternal, server } of this.#open) {
      if (isInternal) continue;
      const stats = server.stats();
      sum.connections += stats.connections;
      sum.bytesIn += stats.bytesIn;
      sum.bytesOut += stats.bytesOut;
      sum.requestsInFlight += stats.requestsInFlight;
    }
    return sum;
  }
}

function memoryBytesMax(config: BrokerConfig): number {
  const configured = config.values['queued.max.request.bytes'];
  return configured > 0 ? configured : requestMemoryBytesMaxDefault;
}

/** A listener without an advertised address of its own, or with port 0, is reached at the port it got. */
function advertisedAddress(config: BrokerConfig, listener: ListenerConfig, boundPort: number): Address {
  const advertised = config.advertisedListeners.find(({ name }) => name === listener.name) ?? listener;
  return {
    host: wildcards.has(advertised.host) ? 'localhost' : advertised.host,
    port: advertised.port === 0 ? boundPort : advertised.port,
  };
}
