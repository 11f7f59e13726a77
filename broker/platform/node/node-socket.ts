import type * as net from 'node:net';
import { TransportError, type Address, type Socket, type SocketEvents, type TransportErrorCode } from '../transport';

const knownCodes: ReadonlySet<string> = new Set<TransportErrorCode>([
  'ECONNREFUSED',
  'ECONNRESET',
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EACCES',
  'ENOTFOUND',
  'ETIMEDOUT',
]);

function isKnownCode(code: unknown): code is TransportErrorCode {
  return typeof code === 'string' && knownCodes.has(code);
}

function codeOf(error: Error): TransportErrorCode {
  const code: unknown = 'code' in error ? error.code : undefined;
  if (isKnownCode(code)) return code;
  if (code === 'EPIPE' || code === 'ECONNABORTED') return 'ECONNRESET';
  return code === 'EAI_AGAIN' ? 'ENOTFOUND' : 'EOTHER';
}

export function toTransportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  return new TransportError(codeOf(cause), cause.message, { cause });
}

/** A connected TCP socket. Data that arrives before setEvents() waits in the kernel: the socket starts paused. */
export class NodeSocket implements Socket {
  readonly remote: Address;
  readonly local: Address;
  readonly #socket: net.Socket;
  #events: SocketEvents | undefined;
  #error: TransportError | undefined;
  #closed = false;
  #paused = false;

  constructor(socket: net.Socket) {
    this.#socket = socket;
    this.remote = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    this.local = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    socket.setNoDelay(true);
    socket.pause();
    socket.on('data', (chunk: Buffer) => this.#events?.onData(chunk));
    socket.on('drain', () => this.#events?.onDrain());
    socket.on('end', () => this.#events?.onEnd());
    socket.on('error', (error) => {
      this.#error = toTransportError(error);
    });
    socket.on('close', () => {
      this.#closed = true;
      this.#events?.onClose(this.#error);
    });
  }

  setEvents(events: SocketEvents): void {
    this.#events = events;
    if (this.#closed) {
      queueMicrotask(() => {
        events.onClose(this.#error);
      });
    } else if (!this.#paused) {
      this.#socket.resume();
    }
  }

  write(chunk: Buffer): boolean {
    return this.#closed || this.#socket.destroyed ? true : this.#socket.write(chunk);
  }

  get bufferedBytes(): number {
    return this.#socket.writableLength;
  }

  cork(): void {
    this.#socket.cork();
  }

  uncork(): void {
    this.#socket.uncork();
  }

  pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  resume(): void {
    this.#paused = false;
    if (this.#events !== undefined) this.#socket.resume();
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
