import { TransportError, type Address, type Socket, type SocketEvents } from '../platform/transport';

/** From this many undelivered bytes on write() says "wait". */
const writableBytesMax = 64 * 1024;

export interface SimSocketOptions {
  /** Runs a delivery later; never at once. */
  schedule: (callback: () => void) => void;
  /** Cuts what is delivered into pieces of at most this size. */
  chunkBytes: number;
}

/**
 * One end of an in-memory connection. Bytes wait on the sender's side until the peer takes them, so a paused peer makes
 * `bufferedBytes` grow as a full TCP window does.
 */
export class SimSocket implements Socket {
  readonly remote: Address;
  readonly local: Address;
  readonly #options: SimSocketOptions;
  #peer: SimSocket | undefined;
  #events: SocketEvents | undefined;
  #queue: Buffer[] = [];
  #queuedBytes = 0;
  #needsDrain = false;
  #corks = 0;
  #paused = false;
  #deliveryScheduled = false;
  #ended = false;
  #endDelivered = false;
  #closed = false;
  #closeError: TransportError | undefined;

  constructor(local: Address, remote: Address, options: SimSocketOptions) {
    this.local = local;
    this.remote = remote;
    this.#options = options;
  }

  static pair(client: Address, server: Address, options: SimSocketOptions): { client: SimSocket; server: SimSocket } {
    const clientSide = new SimSocket(client, server, options);
    const serverSide = new SimSocket(server, client, options);
    clientSide.#peer = serverSide;
    serverSide.#peer = clientSide;
    return { client: clientSide, server: serverSide };
  }

  get bufferedBytes(): number {
    return this.#queuedBytes;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  setEvents(events: SocketEvents): void {
    this.#events = events;
    if (this.#closed) this.#options.schedule(() => events.onClose(this.#closeError));
    else this.#wakePeer();
  }

  write(chunk: Buffer): boolean {
    if (this.#closed || this.#ended) return true;
    if (this.#peer?.isClosed === true) {
      this.#options.schedule(() => this.#close(new TransportError('ECONNRESET', 'the peer closed the connection')));
      return true;
    }
    this.#queue.push(Buffer.from(chunk));
    this.#queuedBytes += chunk.length;
    this.#scheduleDelivery();
    if (this.#queuedBytes < writableBytesMax) return true;
    this.#needsDrain = true;
    return false;
  }

  cork(): void {
    this.#corks += 1;
  }

  uncork(): void {
    this.#corks = Math.max(0, this.#corks - 1);
    this.#scheduleDelivery();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#wakePeer();
  }

  end(): void {
    this.#ended = true;
    this.#scheduleDelivery();
  }

  /** As the kernel does it, the peer sees an end and fails only when it writes. */
  destroy(): void {
    if (this.#closed) return;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#ended = true;
    this.#scheduleDelivery();
    this.#options.schedule(() => this.#close(undefined));
  }

  /** Breaks the connection: both ends close at once, the peer with ECONNRESET. */
  reset(): void {
    const error = new TransportError('ECONNRESET', 'connection reset');
    const peer = this.#peer;
    if (peer !== undefined) peer.#close(error);
    this.#close(undefined);
  }

  #close(error: TransportError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeError = error;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#events?.onClose(error);
  }

  #wakePeer(): void {
    const peer = this.#peer;
    if (peer !== undefined) peer.#scheduleDelivery();
  }

  #scheduleDelivery(): void {
    if (this.#deliveryScheduled) return;
    this.#deliveryScheduled = true;
    this.#options.schedule(() => {
      this.#deliveryScheduled = false;
      this.#deliver();
    });
  }

  #deliver(): void {
    const peer = this.#peer;
    if (peer === undefined) return;
    if (peer.#closed) {
      if (this.#ended) this.#close(undefined);
      return;
    }
    if (peer.#paused || peer.#events === undefined) return;
    if (this.#queuedBytes > 0) {
      if (this.#corks > 0 && !this.#ended) return;
      peer.#events.onData(this.#takeChunk());
      this.#afterDelivery();
      return;
    }
    if (!this.#ended || this.#endDelivered) return;
    this.#endDelivered = true;
    peer.#events.onEnd();
    if (peer.#endDelivered) {
      peer.#close(undefined);
      this.#close(undefined);
    }
  }

  #takeChunk(): Buffer {
    const all = Buffer.concat(this.#queue, this.#queuedBytes);
    const chunk = Buffer.from(all.subarray(0, this.#options.chunkBytes));
    this.#queue = chunk.length < all.length ? [all.subarray(chunk.length)] : [];
    this.#queuedBytes -= chunk.length;
    return chunk;
  }

  #afterDelivery(): void {
    if (this.#queuedBytes > 0 || this.#ended) this.#scheduleDelivery();
    if (!this.#needsDrain || this.#queuedBytes >= writableBytesMax / 4) return;
    this.#needsDrain = false;
    this.#events?.onDrain();
  }
}
