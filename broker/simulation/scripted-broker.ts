import type { LogFields, Logger } from '../platform/logger';
import type { Listener, Socket, Transport } from '../platform/transport';
import { FrameAssembler } from '../protocol/frame-assembler';
import { requestHeader, responseHeader } from '../protocol/headers';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';

/** `silence`: no answer, ever. `hang-up`: the connection is closed instead. */
type Answer<R extends Fields> = StructInput<R> | 'silence' | 'hang-up';

interface Script {
  min: number;
  max: number;
  isFlexible(version: number): boolean;
  answer(body: Reader, version: number): Promise<{ flexible: boolean; write: (writer: Writer) => void } | 'silence' | 'hang-up'>;
}

/** A broker that says what a test tells it to, byte for byte in Kafka's protocol. */
export class ScriptedBroker {
  readonly #scripts = new Map<number, Script>();
  readonly #sockets = new Set<Socket>();
  #listener: Listener | undefined;
  /** Requests in the order they came, by API name. */
  readonly requests: { api: string; version: number; request: unknown }[] = [];
  /** ApiVersions above this is answered with error 35, as an old broker does. */
  apiVersionsMax = apiVersionsApi.request.versions.max;

  async start(transport: Transport, port: number): Promise<void> {
    this.#listener = await transport.listen({ hosts: ['127.0.0.1'], port }, (socket) => {
      this.#accept(socket);
    });
  }

  /** Where it listens; after start(). */
  get port(): number {
    return this.#listener?.port ?? 0;
  }

  async stop(): Promise<void> {
    await this.#listener?.close();
    this.disconnectAll();
  }

  disconnectAll(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  get connectionCount(): number {
    return this.#sockets.size;
  }

  /** Answers every request of this API from now on. */
  on<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    answer: (request: StructValue<Q>, version: number) => Answer<R> | Promise<Answer<R>>,
    versions: { min: number; max: number } = api.request.versions,
  ): void {
    this.#scripts.set(api.key, {
      ...versions,
      isFlexible: (version) => api.request.isFlexible(version),
      answer: async (body, version) => {
        const request = api.request.read(body, version);
        this.requests.push({ api: api.name, version, request });
        const response = await answer(request, version);
        if (response === 'silence' || response === 'hang-up') return response;
        return {
          flexible: api.response.isFlexible(version),
          write: (writer) => {
            api.response.write(writer, version, response);
          },
        };
      },
    });
  }

  #accept(socket: Socket): void {
    const assembler = new FrameAssembler({ frameBytesMax: 2 ** 30 });
    this.#sockets.add(socket);
    let previous = Promise.resolve();
    socket.setEvents({
      onData: (chunk) => {
        assembler.add(chunk);
        for (let frame = assembler.next(); frame !== undefined; frame = assembler.next()) {
          const answering = this.#answer(frame);
          previous = previous.then(async () => {
            const answer = await answering;
            if (answer === undefined) socket.destroy();
            else if (answer.length > 0) socket.write(answer);
          });
        }
      },
      onDrain: () => undefined,
      onEnd: () => {
        socket.end();
      },
      onClose: () => this.#sockets.delete(socket),
    });
  }

  /** Undefined: hang up. Empty: say nothing. */
  async #answer(frame: Buffer): Promise<Buffer | undefined> {
    const reader = new Reader(frame);
    const key = frame.readInt16BE(0);
    const version = frame.readInt16BE(2);
    if (key === apiVersionsApi.key) return this.#answerApiVersions(frame.readInt32BE(4), version);
    const script = this.#scripts.get(key);
    if (script === undefined) return undefined;
    const header = requestHeader.read(reader, script.isFlexible(version) ? 2 : 1);
    const answer = await script.answer(reader, version);
    if (answer === 'hang-up') return undefined;
    if (answer === 'silence') return Buffer.alloc(0);
    const writer = new Writer();
    responseHeader.write(writer, answer.flexible ? 1 : 0, { correlationId: header.correlationId });
    answer.write(writer);
    return framed(writer.toBuffer());
  }

  #answerApiVersions(correlationId: number, version: number): Buffer {
    const isRefused = version > this.apiVersionsMax;
    const writer = new Writer();
    writer.writeInt32(correlationId);
    const own = { apiKey: apiVersionsApi.key, minVersion: 0, maxVersion: this.apiVersionsMax };
    const apiKeys = [...this.#scripts].map(([apiKey, { min, max }]) => ({ apiKey, minVersion: min, maxVersion: max }));
    const response = { errorCode: isRefused ? 35 : 0, apiKeys: isRefused ? [own] : [own, ...apiKeys] };
    apiVersionsApi.response.write(writer, isRefused ? 0 : version, response);
    return framed(writer.toBuffer());
  }
}

function framed(body: Buffer): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeInt32BE(body.length);
  return Buffer.concat([prefix, body]);
}

/** Keeps what is logged, for a test to look at. */
export class RecordingLogger implements Logger {
  readonly lines: { level: string; message: string; fields: LogFields | undefined }[] = [];

  debug(): void {
    // Not kept: tests are about what a person sees.
  }

  info(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'error', message, fields });
  }
}
