import type { BrokerConfig } from '../config/broker-config';
import type { ListenerConfig } from '../config/listeners';
import type { ConnectionContext, FrameHandler, FrameResult } from '../network/frame-handler';
import { defaultNetworkLimits, requestMemoryBytesMaxDefault } from '../network/limits';
import { MemoryBudget } from '../network/memory-budget';
import { SocketServer, type SocketServerStats } from '../network/socket-server';
import type { Platform } from '../platform/platform';
import type { Address } from '../platform/transport';

/** Hosts that stand for several addresses. */
const hostsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['localhost', ['127.0.0.1', '::1']],
  ['', ['0.0.0.0', '::']],
]);
/** Hosts that can be bound but not connected to. */
const wildcards: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

interface OpenListener {
  readonly name: string;
  readonly advertised: Address;
  readonly server: SocketServer;
}

/**
 * The broker's listeners. Their ports are bound before anything else is opened, so that a taken port stops the start
 * early; requests that come before the broker is ready wait for serve().
 */
export class BrokerListeners {
  readonly #open: readonly OpenListener[];
  readonly #gate: Gate;

  private constructor(open: readonly OpenListener[], gate: Gate) {
    this.#open = open;
    this.#gate = gate;
  }

  /** Rejects with a TransportError when an address cannot be bound; then none is. */
  static async bind(platform: Platform, config: BrokerConfig): Promise<BrokerListeners> {
    const gate = new Gate();
    const memoryBudget = new MemoryBudget(memoryBytesMax(config));
    const limits = {
      ...defaultNetworkLimits,
      requestBytesMax: config.values['socket.request.max.bytes'],
      idleMsMax: config.values['connections.max.idle.ms'],
    };
    const open: OpenListener[] = [];
    try {
      for (const listener of config.listeners) {
        const { name } = listener;
        const { transport, clock, timers, logger } = platform;
        const server = new SocketServer({
          transport,
          clock,
          timers,
          logger,
          limits,
          handler: gate,
          listenerName: name,
          memoryBudget,
        });
        const { port } = await server.start({ hosts: hostsOf.get(listener.host) ?? [listener.host], port: listener.port });
        open.push({ name, server, advertised: advertisedAddress(config, listener, port) });
      }
    } catch (error) {
      await Promise.all(open.map(({ server }) => server.stop({ graceMs: 0 })));
      throw error;
    }
    return new BrokerListeners(open, gate);
  }

  /** What clients of each listener are told to connect to. */
  get advertised(): ReadonlyMap<string, Address> {
    return new Map(this.#open.map(({ name, advertised }) => [name, advertised]));
  }

  /** The advertised address of the listener named first. */
  get primary(): Address {
    const [first] = this.#open;
    if (first === undefined) throw new RangeError('a broker has at least one listener');
    return first.advertised;
  }

  /** From now on requests are handled, those that waited first. */
  serve(handler: FrameHandler): void {
    this.#gate.open(handler);
  }

  async stop(options: { graceMs: number }): Promise<void> {
    await Promise.all(this.#open.map(({ server }) => server.stop(options)));
  }

  stats(): SocketServerStats {
    const sum = { connections: 0, bytesIn: 0, bytesOut: 0, requestsInFlight: 0 };
    for (const { server } of this.#open) {
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

/** Holds requests back, in order, until there is someone to handle them. */
class Gate implements FrameHandler {
  #handler: FrameHandler | undefined;
  #release: (handler: FrameHandler) => void = () => undefined;
  readonly #opened = new Promise<FrameHandler>((resolve) => {
    this.#release = resolve;
  });

  open(handler: FrameHandler): void {
    this.#handler = handler;
    this.#release(handler);
  }

  handleFrame(frame: Buffer, connection: ConnectionContext): Promise<FrameResult> {
    if (this.#handler !== undefined) return this.#handler.handleFrame(frame, connection);
    return this.#opened.then((handler) => handler.handleFrame(frame, connection));
  }

  onClose(connection: ConnectionContext): void {
    this.#handler?.onClose?.(connection);
  }
}
