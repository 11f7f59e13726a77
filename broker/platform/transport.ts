export interface Address {
  host: string;
  port: number;
}

/** What happens to one end of a byte stream; every call comes on the owner's event loop, `onClose` exactly once and last. */
export interface SocketEvents {
  /** Bytes that arrived; the buffer is the receiver's to keep. */
  onData(chunk: Buffer): void;
  /** The bytes handed to write() fell below the transport's mark after write() had returned false. */
  onDrain(): void;
  /** The peer will send no more; what we still owe it may be written. */
  onEnd(): void;
  onClose(error: TransportError | undefined): void;
}

export type TransportErrorCode =
  'ECONNREFUSED' | 'ECONNRESET' | 'EADDRINUSE' | 'EADDRNOTAVAIL' | 'EACCES' | 'ENOTFOUND' | 'ETIMEDOUT' | 'EOTHER';

export class TransportError extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TransportError';
    this.code = code;
  }
}

/** One TCP connection. */
export interface Socket {
  readonly remote: Address;
  readonly local: Address;
  setEvents(events: SocketEvents): void;
  /** Queues bytes; false means "wait for onDrain before writing more". */
  write(chunk: Buffer): boolean;
  /** Bytes accepted by write() that the kernel has not taken yet. */
  readonly bufferedBytes: number;
  /** Gathers the writes until uncork() into as few packets as possible. */
  cork(): void;
  uncork(): void;
  /** Stops and resumes onData: back-pressure towards the peer. */
  pause(): void;
  resume(): void;
  /** Sends what is queued, then closes. */
  end(): void;
  /** Closes at once, dropping what is queued. */
  destroy(): void;
}

export interface Listener {
  /** The port really bound (never 0). */
  readonly port: number;
  close(): Promise<void>;
}

/** The network. Rejections are TransportErrors. */
export interface Transport {
  /** Binds every host at one port (0 picks a port free on all of them). A host whose address family the machine lacks is skipped as long as one binds. */
  listen(options: { hosts: readonly string[]; port: number }, onSocket: (socket: Socket) => void): Promise<Listener>;
  connect(address: Address, options: { timeoutMs: number }): Promise<Socket>;
}
