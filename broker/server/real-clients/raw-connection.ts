import { connect, type Socket } from 'node:net';
import type { Api } from '../../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../../protocol/schema/struct';

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

  /** One request and its response, at a version of the test's choice. Rejects when the broker closes instead. */
  async request<Request extends Fields, Response extends Fields>(
    api: Api<Request, Response>,
    version: number,
    body: StructInput<Request>,
  ): Promise<StructValue<Response>> {
    const header = api.request.isFlexible(version) ? [0xff, 0xff, 0x00] : [0xff, 0xff];
    this.sendFrame(api.key, version, 1, Buffer.concat([Buffer.from(header), api.request.encode(version, body)]));
    const frame = await this.nextFrame();
    if (frame === undefined) throw new Error(`the broker closed the connection at ${api.name} v${version}`);
    const headerBytes = api.key !== 18 && api.response.isFlexible(version) ? 5 : 4;
    return api.response.decode(frame.subarray(headerBytes), version);
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
