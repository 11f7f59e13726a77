import { TransportError, type Address, type Socket, type SocketEvents } from '../platform/transport';

/** From this many undelivered bytes on write() says "wait". */
const writableBytesMax = 64 * 1024;

/** How one end of a connection reaches its owner and the other end. */
export interface SimSocketWay {
  /** Runs a callback on this end's event loop; later, never at once. */
  readonly soon: (callback: () => void) => void;
  /** Runs a callback at the other end when what this end sends now has come there; later, never at once. */
  readonly carry: (callback: () => void) => void;
  /** Cuts what this end sends into pieces of at most this size. */
  readonly chunkBytes: number;
  /** Sees each piece that is delivered. */
  readonly onDelivery?: (chunk: Buffer) => void;
}

/**
 * One end of an in-memory connection. Bytes wait on the sender's side until the peer takes them, so a paused peer makes
 * `bufferedBytes` grow as a full TCP window does. A buffer given to write() is looked at again when it is delivered.
 */
export class SimSocket implements Socket {
  readonly remote: Address;
  readonly local: Address;
  readonly #way: SimSocketWay;
  #peer: SimSocket | undefined;
  #events: SocketEvents | undefined;
  #queue: Buffer[] = [];
  #queuedBytes = 0;
  #needsDrain = false;
  #corks = 0;
  #paused = false;
  #isOnItsWay = false;
  #ended = false;
  #endDelivered = false;
  #resetWhenSent = false;
  #closed = false;
  #closeError: TransportError | undefined;
  #closeTold = false;

  constructor(local: Address, remote: Address, way: SimSocketWay) {
    this.local = local;
    this.remote = remote;
    this.#way = way;
  }

  static pair(
    client: { address: Address; way: SimSocketWay },
    server: { address: Address; way: SimSocketWay },
  ): { client: SimSocket; server: SimSocket } {
    const clientSide = new SimSocket(client.address, server.address, client.way);
    const serverSide = new SimSocket(server.address, client.address, server.way);
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
    if (this.#closed) this.#tellClosed();
    else this.#wakePeer();
  }

  write(chunk: Buffer): boolean {
    if (this.#closed || this.#ended || this.#resetWhenSent) return true;
    this.#queue.push(chunk);
    this.#queuedBytes += chunk.length;
    this.#send();
    if (this.#queuedBytes < writableBytesMax) return true;
    this.#needsDrain = true;
    return false;
  }

  cork(): void {
    this.#corks += 1;
  }

  uncork(): void {
    this.#corks = Math.max(0, this.#corks - 1);
    this.#send();
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
    this.#send();
  }

  /** As the kernel does it, the peer sees an end and fails only when it writes. */
  destroy(): void {
    if (this.#closed) return;
    this.#dropQueue();
    this.#ended = true;
    this.#send();
    this.#close(undefined);
  }

  /** Breaks the connection: both ends close, the peer with ECONNRESET. */
  reset(): void {
    const peer = this.#peer;
    if (peer !== undefined) peer.#close(resetError());
    this.#close(undefined);
  }

  /** Breaks the connection when the peer has got that much of what is queued here. */
  resetAfter(bytes: number): void {
    this.#cutQueue(bytes);
    this.#resetWhenSent = true;
    this.#send();
  }

  /** This end gives up on a peer that does not answer; the peer learns it when it sends. */
  timeOut(): void {
    this.#close(new TransportError('ETIMEDOUT', 'the peer does not answer'));
  }

  /** The owner died: the kernel still sends `keptBytes` of what is queued, then an end, or a reset where something was unread. */
  die(keptBytes: number): void {
    if (this.#closed) return;
    this.#cutQueue(keptBytes);
    this.#ended = true;
    this.#forgetOwner();
    const peer = this.#peer;
    if (peer !== undefined && peer.#queuedBytes > 0) this.#way.carry(() => peer.#close(resetError()));
    else this.#send();
  }

  /** The machine is gone: nothing is sent, nobody is told. */
  vanish(): void {
    this.#dropQueue();
    this.#forgetOwner();
  }

  #forgetOwner(): void {
    this.#closed = true;
    this.#closeTold = true;
    this.#events = undefined;
  }

  #close(error: TransportError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeError = error;
    if (error !== undefined) this.#dropQueue();
    this.#tellClosed();
  }

  #tellClosed(): void {
    const events = this.#events;
    if (events === undefined || this.#closeTold) return;
    this.#closeTold = true;
    this.#way.soon(() => {
      events.onClose(this.#closeError);
    });
  }

  #dropQueue(): void {
    this.#queue = [];
    this.#queuedBytes = 0;
  }

  #cutQueue(keptBytes: number): void {
    if (keptBytes >= this.#queuedBytes) return;
    const kept = Buffer.concat(this.#queue, this.#queuedBytes).subarray(0, keptBytes);
    this.#queue = [kept];
    this.#queuedBytes = kept.length;
  }

  #wakePeer(): void {
    const peer = this.#peer;
    if (peer !== undefined && (peer.#queuedBytes > 0 || peer.#ended)) peer.#send();
  }

  /** One delivery is on its way at a time; it takes along what is written before it arrives. */
  #send(): void {
    if (this.#isOnItsWay) return;
    this.#isOnItsWay = true;
    this.#way.carry(() => {
      this.#isOnItsWay = false;
      this.#arrive();
    });
  }

  /** Runs at the peer. */
  #arrive(): void {
    const peer = this.#peer;
    if (peer === undefined) return;
    if (peer.#closed) {
      this.#refuse(peer);
      return;
    }
    if (peer.#paused || peer.#events === undefined) return;
    if (this.#queuedBytes > 0) {
      if (this.#corks > 0 && !this.#ended) return;
      const chunk = this.#takeChunk();
      this.#way.onDelivery?.(chunk);
      peer.#events.onData(chunk);
      this.#afterDelivery();
      return;
    }
    if (!this.#ended || this.#endDelivered) return;
    this.#endDelivered = true;
    peer.#events.onEnd();
    if (!peer.#endDelivered) return;
    peer.#close(undefined);
    if (!this.#closed) peer.#way.carry(() => this.#close(undefined));
  }

  /** Bytes for a closed end are answered by a reset. */
  #refuse(peer: SimSocket): void {
    const hadBytes = this.#queuedBytes > 0;
    this.#dropQueue();
    if (this.#closed) return;
    peer.#way.carry(() => this.#close(hadBytes ? resetError() : undefined));
  }

  #takeChunk(): Buffer {
    const { chunkBytes } = this.#way;
    const [first] = this.#queue;
    if (this.#queuedBytes <= chunkBytes || first === undefined) {
      const chunk = Buffer.concat(this.#queue, this.#queuedBytes);
      this.#dropQueue();
      return chunk;
    }
    const chunk = Buffer.alloc(Math.min(chunkBytes, first.length));
    first.copy(chunk);
    if (chunk.length < first.length) this.#queue[0] = first.subarray(chunk.length);
    else this.#queue.shift();
    this.#queuedBytes -= chunk.length;
    return chunk;
  }

  #afterDelivery(): void {
    if (this.#resetWhenSent && this.#queuedBytes === 0) {
      this.reset();
      return;
    }
    if (this.#queuedBytes > 0 || this.#ended) this.#send();
    if (!this.#needsDrain || this.#queuedBytes >= writableBytesMax / 4) return;
    this.#needsDrain = false;
    const events = this.#events;
    if (events !== undefined) this.#way.soon(() => events.onDrain());
  }
}

function resetError(): TransportError {
  return new TransportError('ECONNRESET', 'connection reset');
}
