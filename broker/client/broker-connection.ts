import type { Timer, Timers } from '../platform/timers';
import { TransportError, type Address, type Socket, type Transport } from '../platform/transport';
import { errorCodes } from '../protocol/error-codes';
import { FrameAssembler } from '../protocol/frame-assembler';
import { requestHeader, responseHeader } from '../protocol/headers';
import { KafkaError } from '../protocol/kafka-error';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import { addressText } from './bootstrap-servers';

/** Largest response read; memory grows with what arrives, not with what is announced. */
const responseBytesMax = 1024 * 1024 * 1024;
/** Requests up to this size are sent as one buffer. */
const gatherBytesMax = 16 * 1024;

export interface BrokerConnectionOptions {
  transport: Transport;
  timers: Timers;
  address: Address;
  clientId: string;
  requestTimeoutMs: number;
  connectTimeoutMs: number;
}

interface RequestOptions {
  timeoutMs?: number;
  /** The request has no response (Produce with acks=0): resolves to undefined once it is written. */
  noResponse?: boolean;
}

interface Pending {
  correlationId: number;
  /** Reads the response behind its header and resolves the request. */
  receive: (reader: Reader) => void;
  reject: (error: Error) => void;
  timer: Timer;
}

interface VersionRange {
  min: number;
  max: number;
}

/** One socket to one broker: requests are pipelined, responses come back in order. Every rejection is a KafkaError. */
export class BrokerConnection {
  readonly address: Address;
  readonly #options: BrokerConnectionOptions;
  readonly #socket: Socket;
  readonly #assembler = new FrameAssembler({ frameBytesMax: responseBytesMax });
  readonly #pending: Pending[] = [];
  readonly #versions = new Map<number, VersionRange>();
  #nextCorrelationId = 1;
  #failure: KafkaError | undefined;

  private constructor(socket: Socket, options: BrokerConnectionOptions) {
    this.address = options.address;
    this.#options = options;
    this.#socket = socket;
    socket.setEvents({
      onData: (chunk) => {
        this.#onData(chunk);
      },
      onDrain: () => undefined,
      onEnd: () => {
        this.#fail(new KafkaError('NETWORK_EXCEPTION', `${addressText(this.address)} closed the connection.`));
      },
      onClose: (error) => {
        const reason = error === undefined ? 'is closed' : `broke (${error.code})`;
        this.#fail(new KafkaError('NETWORK_EXCEPTION', `The connection to ${addressText(this.address)} ${reason}.`));
      },
    });
  }

  /** Connects and learns which versions the broker speaks. A frozen process takes connections too, but answers nothing. */
  static async connect(options: BrokerConnectionOptions): Promise<BrokerConnection> {
    let socket: Socket;
    try {
      socket = await options.transport.connect(options.address, { timeoutMs: options.connectTimeoutMs });
    } catch (error) {
      const code = error instanceof TransportError ? error.code : 'EOTHER';
      throw new KafkaError('NETWORK_EXCEPTION', `Cannot connect to ${addressText(options.address)} (${code}).`, { cause: error });
    }
    const connection = new BrokerConnection(socket, options);
    try {
      await connection.#negotiate();
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  get isOpen(): boolean {
    return this.#failure === undefined;
  }

  /** Ranges the broker told, by API key. */
  get versions(): ReadonlyMap<number, VersionRange> {
    return this.#versions;
  }

  /** The newest version both sides have, at most `versionMax`. */
  versionOf(api: Api<Fields, Fields>, versionMax = Number.MAX_SAFE_INTEGER): number {
    const range = this.#versions.get(api.key);
    const { min, max } = api.request.versions;
    const version = Math.min(max, range?.max ?? -1, versionMax);
    if (range === undefined || version < Math.max(min, range.min)) {
      const theirs = range === undefined ? 'does not have it' : `has ${range.min} to ${range.max}`;
      throw new KafkaError(
        'UNSUPPORTED_VERSION',
        `${addressText(this.address)} ${theirs}: ${api.name} ${min} to ${max} is needed.`,
      );
    }
    return version;
  }

  async request<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    version: number,
    request: StructInput<Q>,
    options: RequestOptions = {},
  ): Promise<StructValue<R> | undefined> {
    if (this.#failure !== undefined) throw this.#failure;
    const correlationId = this.#nextCorrelationId;
    this.#nextCorrelationId = (correlationId + 1) % 0x7fff_ffff;
    const parts = this.#encode(api, version, correlationId, request);
    if (options.noResponse === true) {
      this.#write(parts);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const timeoutMs = options.timeoutMs ?? this.#options.requestTimeoutMs;
      const timer = this.#options.timers.after(timeoutMs, () => {
        this.#fail(
          new KafkaError('REQUEST_TIMED_OUT', `${addressText(this.address)} did not answer ${api.name} in ${timeoutMs} ms.`),
        );
      });
      const receive = (reader: Reader): void => {
        resolve(readResponse(api, version, reader));
      };
      this.#pending.push({ correlationId, receive, reject, timer });
      this.#write(parts);
    });
  }

  close(): void {
    this.#fail(new KafkaError('NETWORK_EXCEPTION', `The connection to ${addressText(this.address)} was closed by this client.`));
  }

  /** ApiVersions at our newest version; a broker too old for it answers error 35 in version 0's layout (KIP-511). */
  async #negotiate(): Promise<void> {
    let version = apiVersionsApi.request.versions.max;
    let response = await this.#apiVersions(version);
    if (response.errorCode === errorCodes.UNSUPPORTED_VERSION) {
      const theirs = response.apiKeys.find(({ apiKey }) => apiKey === apiVersionsApi.key);
      version = Math.min(version - 1, theirs?.maxVersion ?? 0);
      response = await this.#apiVersions(version);
    }
    if (response.errorCode !== 0) {
      throw new KafkaError('UNSUPPORTED_VERSION', `${addressText(this.address)} refuses ApiVersions ${version}.`);
    }
    for (const { apiKey, minVersion, maxVersion } of response.apiKeys) {
      this.#versions.set(apiKey, { min: minVersion, max: maxVersion });
    }
  }

  async #apiVersions(
    version: number,
  ): Promise<NonNullable<Awaited<ReturnType<typeof this.request<ApiVersionsQ, ApiVersionsR>>>>> {
    const { connectTimeoutMs: timeoutMs } = this.#options;
    const software = { clientSoftwareName: 'ottla', clientSoftwareVersion: '1' };
    const response = await this.request(apiVersionsApi, version, software, { timeoutMs });
    if (response === undefined) throw new KafkaError('NETWORK_EXCEPTION', 'ApiVersions has a response.');
    return response;
  }

  #encode<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    version: number,
    correlationId: number,
    request: StructInput<Q>,
  ): Buffer[] {
    const writer = new Writer();
    const header = { requestApiKey: api.key, requestApiVersion: version, correlationId, clientId: this.#options.clientId };
    requestHeader.write(writer, api.request.isFlexible(version) ? 2 : 1, header);
    api.request.write(writer, version, request);
    const parts = writer.finish();
    const prefix = Buffer.alloc(4);
    prefix.writeInt32BE(parts.reduce((sum, part) => sum + part.length, 0));
    return [prefix, ...parts];
  }

  #write(parts: readonly Buffer[]): void {
    if (parts.reduce((sum, part) => sum + part.length, 0) <= gatherBytesMax) {
      this.#socket.write(Buffer.concat(parts));
      return;
    }
    this.#socket.cork();
    for (const part of parts) this.#socket.write(part);
    this.#socket.uncork();
  }

  #onData(chunk: Buffer): void {
    try {
      this.#assembler.add(chunk);
      for (let frame = this.#assembler.next(); frame !== undefined; frame = this.#assembler.next()) this.#onFrame(frame);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#fail(
        new KafkaError('NETWORK_EXCEPTION', `${addressText(this.address)} sent what is no response: ${reason}.`, {
          cause: error,
        }),
      );
    }
  }

  #onFrame(frame: Buffer): void {
    const pending = this.#pending[0];
    const reader = new Reader(frame);
    const correlationId = reader.readInt32();
    if (pending?.correlationId !== correlationId) throw new RangeError(`unexpected correlation id ${correlationId}`);
    pending.receive(reader);
    this.#pending.shift();
    pending.timer.cancel();
  }

  #fail(error: KafkaError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#socket.destroy();
    this.#assembler.clear();
    for (const pending of this.#pending.splice(0)) {
      pending.timer.cancel();
      pending.reject(error);
    }
  }
}

type ApiVersionsQ = typeof apiVersionsApi.request.fields;
type ApiVersionsR = typeof apiVersionsApi.response.fields;

/** `reader` stands behind the correlation id. */
function readResponse<Q extends Fields, R extends Fields>(api: Api<Q, R>, version: number, reader: Reader): StructValue<R> {
  const isApiVersions = api.key === apiVersionsApi.key;
  if (!isApiVersions && api.response.isFlexible(version)) {
    reader.offset = 0;
    responseHeader.read(reader, 1);
  }
  const isRefused = isApiVersions && reader.buffer.readInt16BE(reader.offset) === errorCodes.UNSUPPORTED_VERSION;
  return api.response.read(reader, isRefused ? 0 : version);
}
