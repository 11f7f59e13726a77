import { connect, type Socket } from 'node:net';

/**
 * The least a Kafka client can be: frames out, frames in, answers matched by order. It decodes nothing, so that the
 * figures are the broker's and not the client's.
 */
export class RequestSocket {
  readonly #socket: Socket;
  #waiting: ((frame: Buffer) => void)[] = [];
  #parts: Buffer[] = [];
  #bytes = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
  }

  static open(port: number): Promise<RequestSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new RequestSocket(socket)));
    });
  }

  /** Sends a frame (without its size) and resolves to the answer's frame, size and all. */
  send(frame: readonly Buffer[]): Promise<Buffer> {
    const size = Buffer.alloc(4);
    size.writeInt32BE(frame.reduce((total, part) => total + part.length, 0));
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#socket.cork();
      this.#socket.write(size);
      for (const part of frame) this.#socket.write(part);
      this.#socket.uncork();
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #onData(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#bytes += chunk.length;
    for (;;) {
      const wanted = this.#frameBytes();
      if (wanted === undefined || this.#bytes < wanted) return;
      const all = this.#parts.length === 1 && this.#parts[0] !== undefined ? this.#parts[0] : Buffer.concat(this.#parts);
      this.#parts = all.length === wanted ? [] : [all.subarray(wanted)];
      this.#bytes -= wanted;
      this.#waiting.shift()?.(all.subarray(0, wanted));
    }
  }

  #frameBytes(): number | undefined {
    const [first] = this.#parts;
    if (first === undefined || this.#bytes < 4) return undefined;
    if (first.length >= 4) return first.readInt32BE(0) + 4;
    this.#parts = [Buffer.concat(this.#parts)];
    return (this.#parts[0]?.readInt32BE(0) ?? 0) + 4;
  }
}
