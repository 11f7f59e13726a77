import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { errorCodes } from '@/broker/protocol/error-codes';
import { FrameAssembler } from '@/broker/protocol/frame-assembler';
import { requestHeader } from '@/broker/protocol/headers';
import { apiVersionsApi } from '@/broker/protocol/messages/api-versions';
import { metadataApi } from '@/broker/protocol/messages/metadata';
import { Reader } from '@/broker/protocol/primitives/reader';
import { Writer } from '@/broker/protocol/primitives/writer';
import { refusalOf } from './refused-answers';

/** What the broker behind the gateway seems to be. Changes hold for the next connection. */
export interface GatewayLimits {
  /** The highest version of an API, by its key; undefined: it has none. Without it every API is as it is. */
  versionMax?: (apiKey: number, versionMax: number) => number | undefined;
  /** APIs that are answered with an error code instead of being asked, by key. */
  refused: ReadonlyMap<number, number>;
}

const frameBytesMax = 100_000_000;

/** A listener before a broker that lacks what the broker has: ApiVersions says so, and whoever asks all the same is cut off. */
export class LimitedGateway {
  limits: GatewayLimits;
  /** Requests that a broker of this kind would not know: there must be none. */
  readonly strangers: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #broker: { readonly host: string; readonly port: number };

  private constructor(broker: string, limits: GatewayLimits, server: Server) {
    const [host = '', port = ''] = broker.split(':');
    this.#broker = { host, port: Number(port) };
    this.limits = limits;
    this.#server = server;
    server.on('connection', (socket) => {
      this.#serve(socket);
    });
  }

  /** In front of the one broker of a cluster: metadata then names the gateway. */
  static async start(broker: string, limits: GatewayLimits = { refused: new Map() }): Promise<LimitedGateway> {
    const server = createServer();
    const gateway = new LimitedGateway(broker, limits, server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return gateway;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get bootstrapServers(): string {
    return `localhost:${this.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket): void {
    const broker = connect(this.#broker);
    for (const [socket, other] of [
      [client, broker],
      [broker, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    const { limits } = this;
    /** Versions of the requests whose answers are rewritten, by correlation id. */
    const asked = new Map<number, { readonly key: number; readonly version: number }>();
    onFrames(client, (frame) => {
      const key = frame.readInt16BE(0);
      const version = frame.readInt16BE(2);
      const correlationId = frame.readInt32BE(4);
      const max = limits.versionMax === undefined ? version : limits.versionMax(key, version);
      if (key === apiVersionsApi.key && version > (max ?? 0)) {
        client.write(framed(unknownVersion(correlationId)));
        return;
      }
      if (max === undefined || version > max) {
        this.strangers.push(`API ${key}, version ${version}`);
        client.destroy();
        return;
      }
      const errorCode = limits.refused.get(key);
      if (errorCode !== undefined) {
        client.write(framed(refused(frame, errorCode)));
        return;
      }
      if (key === apiVersionsApi.key || key === metadataApi.key) asked.set(correlationId, { key, version });
      broker.write(framed(frame));
    });
    onFrames(broker, (frame) => {
      const correlationId = frame.readInt32BE(0);
      const question = asked.get(correlationId);
      asked.delete(correlationId);
      if (question === undefined) client.write(framed(frame));
      else if (question.key === metadataApi.key) client.write(framed(this.#withOwnAddress(frame, question.version)));
      else client.write(framed(withinLimits(frame, question.version, limits)));
    });
  }

  #withOwnAddress(frame: Buffer, version: number): Buffer {
    const headerBytes = metadataApi.response.isFlexible(version) ? 5 : 4;
    const answer = metadataApi.response.decode(frame.subarray(headerBytes), version);
    const brokers = answer.brokers.map((broker) => ({ ...broker, host: 'localhost', port: this.port }));
    return Buffer.concat([frame.subarray(0, headerBytes), metadataApi.response.encode(version, { ...answer, brokers })]);
  }
}

/** As Kafka does, so that whoever asks can ask again: in version 0. */
function unknownVersion(correlationId: number): Buffer {
  const header = Buffer.alloc(4);
  header.writeInt32BE(correlationId);
  const body = { errorCode: errorCodes.UNSUPPORTED_VERSION, apiKeys: [], throttleTimeMs: 0 };
  return Buffer.concat([header, apiVersionsApi.response.encode(0, body)]);
}

function withinLimits(frame: Buffer, version: number, { versionMax }: GatewayLimits): Buffer {
  const answer = apiVersionsApi.response.decode(frame.subarray(4), version);
  const apiKeys = answer.apiKeys.flatMap((api) => {
    const max = versionMax === undefined ? api.maxVersion : versionMax(api.apiKey, api.maxVersion);
    return max === undefined ? [] : [{ ...api, maxVersion: Math.min(max, api.maxVersion) }];
  });
  return Buffer.concat([frame.subarray(0, 4), apiVersionsApi.response.encode(version, { ...answer, apiKeys })]);
}

function refused(frame: Buffer, errorCode: number): Buffer {
  const key = frame.readInt16BE(0);
  const version = frame.readInt16BE(2);
  const refusal = refusalOf(key);
  const reader = new Reader(frame);
  const isFlexible = refusal.isFlexible(version);
  const { correlationId } = requestHeader.read(reader, isFlexible ? 2 : 1);
  const header = new Writer();
  header.writeInt32(correlationId);
  if (isFlexible) header.writeUnsignedVarint(0);
  return Buffer.concat([header.toBuffer(), refusal.answer(reader, version, errorCode)]);
}

function onFrames(socket: Socket, take: (frame: Buffer) => void): void {
  const frames = new FrameAssembler({ frameBytesMax });
  socket.on('data', (chunk: Buffer) => {
    frames.add(chunk);
    for (let frame = frames.next(); frame !== undefined; frame = frames.next()) take(frame);
  });
}

function framed(frame: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(frame.length);
  return Buffer.concat([size, frame]);
}
