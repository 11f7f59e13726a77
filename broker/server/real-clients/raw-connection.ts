import { connect, type Socket } from 'node:net';

/** A request with its size: api key, version, correlation id, then what follows. */
export function requestFrame(apiKey: number, version: number, correlationId: number, rest: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeInt32BE(8 + rest.length, 0);
  head.writeInt16BE(apiKey, 4);
  head.writeInt16BE(version, 6);
  head.writeInt32BE(correlationId, 8);
  return Buffer.concat([head, rest]);
}

/** A bare socket to a broker: what a client with bugs, or none at all, would send. */
export class RawConnection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #isClosed = false;
  #onChange: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#onChange();
    });
    socket.on('error', () => this.#onChange());
    socket.on('close', () => {
      this.#isClosed = true;
      this.#onChange();
    });
  }

  static async open(port: number, host = '127.0.0.1'): Promise<RawConnection> {
    const socket = connect(port, host);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    return new RawConnection(socket);
  }

  send(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  sendFrame(apiKey: number, version: number, correlationId: number, rest: Buffer): void {
    this.send(requestFrame(apiKey, version, correlationId, rest));
  }

  /** The next response without its size; undefined when the broker closes instead. */
  async nextFrame(): Promise<Buffer | undefined> {
    await this.#until(() => this.#isClosed || this.#frameEnd() !== undefined);
    const end = this.#frameEnd();
    if (end === undefined) return undefined;
    const frame = this.#received.subarray(4, end);
    this.#received = this.#received.subarray(end);
    return frame;
  }

  async closed(): Promise<void> {
    await this.#until(() => this.#isClosed);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #frameEnd(): number | undefined {
    if (this.#received.length < 4) return undefined;
    const end = 4 + this.#received.readInt32BE(0);
    return this.#received.length >= end ? end : undefined;
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }
}
