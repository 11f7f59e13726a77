import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timers } from '../platform/timers';
import type { Listener, Socket, Transport } from '../platform/transport';
import { Connection } from './connection';
import type { ConnectionContext, FrameHandler } from './frame-handler';
import type { NetworkLimits } from './limits';
import type { MemoryBudget } from './memory-budget';

interface SocketServerOptions {
  transport: Transport;
  clock: Clock;
  timers: Timers;
  logger: Logger;
  limits: NetworkLimits;
  handler: FrameHandler;
  listenerName: string;
  /** Asked before a request is started and before a response is sent: when not, the connection is closed instead. */
  mayServe: () => boolean;
  /** Shared by all listeners of a broker. */
  memoryBudget: MemoryBudget;
}

export interface SocketServerStats {
  connections: number;
  bytesIn: number;
  bytesOut: number;
  requestsInFlight: number;
}

/** One listener of a broker and the connections made to it. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #connections = new Set<Connection>();
  #listener: Listener | undefined;
  #nextConnectionId = 1;
  #closedBytesIn = 0;
  #closedBytesOut = 0;
  #stopping = false;
  #onAllClosed: (() => void) | undefined;

  constructor(options: SocketServerOptions) {
    this.#options = options;
  }

  async start(address: { hosts: readonly string[]; port: number }): Promise<{ port: number }> {
    this.#listener = await this.#options.transport.listen(address, (socket) => {
      this.#accept(socket);
    });
    return { port: this.#listener.port };
  }

  /** Accepts and starts nothing more; requests at work get `graceMs` to be answered, then every socket is closed. */
  async stop(options: { graceMs: number }): Promise<void> {
    this.#stopping = true;
    await this.#listener?.close();
    if (this.#connections.size === 0) return;
    const allClosed = new Promise<void>((resolve) => {
      this.#onAllClosed = resolve;
    });
    for (const connection of [...this.#connections]) {
      if (connection.isQuiet) connection.destroy();
      else connection.finish();
    }
    const timer = this.#options.timers.after(options.graceMs, () => {
      for (const connection of [...this.#connections]) connection.destroy();
    });
    await allClosed;
    timer.cancel();
  }

  /** Closes every connection as it is; new ones are accepted. */
  closeConnections(): void {
    for (const connection of [...this.#connections]) connection.destroy();
  }

  stats(): SocketServerStats {
    const stats = {
      connections: this.#connections.size,
      bytesIn: this.#closedBytesIn,
      bytesOut: this.#closedBytesOut,
      requestsInFlight: 0,
    };
    for (const connection of this.#connections) {
      stats.bytesIn += connection.bytesIn;
      stats.bytesOut += connection.bytesOut;
      stats.requestsInFlight += connection.requestsInFlight;
    }
    return stats;
  }

  #accept(socket: Socket): void {
    if (this.#stopping) {
      socket.destroy();
      return;
    }
    const { clock, timers, logger, limits, handler, listenerName, memoryBudget, mayServe } = this.#options;
    const context: ConnectionContext = {
      id: this.#nextConnectionId,
      remote: socket.remote,
      local: socket.local,
      listenerName,
      peerId: null,
      clientSoftwareName: null,
      clientSoftwareVersion: null,
    };
    this.#nextConnectionId += 1;
    const onClosed = (connection: Connection): void => {
      this.#forget(connection);
    };
    this.#connections.add(
      new Connection({ socket, context, handler, limits, budget: memoryBudget, clock, timers, logger, mayServe, onClosed }),
    );
  }

  #forget(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#closedBytesIn += connection.bytesIn;
    this.#closedBytesOut += connection.bytesOut;
    if (this.#connections.size === 0) this.#onAllClosed?.();
  }
}
