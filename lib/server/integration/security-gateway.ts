import { readFile } from 'node:fs/promises';
import { connect, createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { errorCodes } from '@/broker/protocol/error-codes';
import { FrameAssembler } from '@/broker/protocol/frame-assembler';
import { requestHeader } from '@/broker/protocol/headers';
import { apiVersionsApi } from '@/broker/protocol/messages/api-versions';
import { saslAuthenticateApi } from '@/broker/protocol/messages/sasl-authenticate';
import { saslHandshakeApi } from '@/broker/protocol/messages/sasl-handshake';
import { Reader } from '@/broker/protocol/primitives/reader';

/** The broker's side of one exchange: each message gets bytes, or `refused`; `done` says that the last one let the client in. */
export type SaslServer = (message: Buffer) => { bytes: Buffer; done: boolean } | 'refused';

export interface GatewayOptions {
  /** Port of the broker behind it, once known. */
  brokerPort: number | undefined;
  tls: boolean;
  /** A certificate of the test authority is asked for. */
  clientCertificate?: boolean;
  /** By mechanism; without any, everybody is let in. */
  sasl: Readonly<Record<string, () => SaslServer>>;
  sessionLifetimeMs?: number;
}

const frameBytesMax = 10_000_000;

export function certificatePath(name: 'ca' | 'server' | 'server-key' | 'client' | 'client-key'): string {
  return fileURLToPath(new URL(`certificates/${name}.pem`, import.meta.url));
}

/** A listener with TLS and SASL in front of a broker that has neither: what it lets through is the broker's own. */
export class SecurityGateway {
  readonly options: GatewayOptions;
  /** Exchanges that ended well. */
  exchanges = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(options: GatewayOptions, server: Server) {
    this.options = options;
    this.#server = server;
    server.on(options.tls ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.#serve(socket);
    });
  }

  static async start(options: GatewayOptions): Promise<SecurityGateway> {
    const [cert, key, ca] = await Promise.all(
      (['server', 'server-key', 'ca'] as const).map((name) => readFile(certificatePath(name))),
    );
    const requestCert = options.clientCertificate === true;
    const server = options.tls
      ? createTlsServer({ cert, key, ca, requestCert, rejectUnauthorized: requestCert })
      : createTcpServer();
    const gateway = new SecurityGateway(options, server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return gateway;
  }

  get port(): number {
    const address = this.#server.address() as AddressInfo;
    return address.port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket): void {
    const { brokerPort, sasl } = this.options;
    const broker = connect({ host: 'localhost', port: brokerPort ?? 0 });
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
    const connection = new GatewayConnection(client, broker, this.options, () => (this.exchanges += 1));
    const fromClient = new FrameAssembler({ frameBytesMax });
    const fromBroker = new FrameAssembler({ frameBytesMax });
    client.on('data', (chunk: Buffer) => {
      fromClient.add(chunk);
      for (let frame = fromClient.next(); frame !== undefined; frame = fromClient.next()) connection.request(frame);
    });
    broker.on('data', (chunk: Buffer) => {
      if (Object.keys(sasl).length === 0) {
        client.write(chunk);
        return;
      }
      fromBroker.add(chunk);
      for (let frame = fromBroker.next(); frame !== undefined; frame = fromBroker.next()) connection.answer(frame);
    });
  }
}

/** What the broker does not know of itself is put in: the SASL requests among its APIs, and the answers to them. */
class GatewayConnection {
  #isIn: boolean;
  #exchange: SaslServer | undefined;
  /** Versions of the ApiVersions requests that the broker has not answered. */
  readonly #asked = new Map<number, number>();

  readonly #client: Socket;
  readonly #broker: Socket;
  readonly #options: GatewayOptions;
  readonly #onExchange: () => void;

  constructor(client: Socket, broker: Socket, options: GatewayOptions, onExchange: () => void) {
    this.#client = client;
    this.#broker = broker;
    this.#options = options;
    this.#onExchange = onExchange;
    this.#isIn = Object.keys(options.sasl).length === 0;
  }

  request(frame: Buffer): void {
    const key = frame.readInt16BE(0);
    const version = frame.readInt16BE(2);
    const correlationId = frame.readInt32BE(4);
    const reader = new Reader(frame);
    if (key === saslHandshakeApi.key) {
      requestHeader.read(reader, 1);
      this.#handshake(correlationId, version, saslHandshakeApi.request.read(reader, version).mechanism);
    } else if (key === saslAuthenticateApi.key) {
      requestHeader.read(reader, saslAuthenticateApi.request.isFlexible(version) ? 2 : 1);
      this.#authenticate(correlationId, version, saslAuthenticateApi.request.read(reader, version).authBytes);
    } else if (this.#isIn || key === apiVersionsApi.key) {
      if (key === apiVersionsApi.key) this.#asked.set(correlationId, version);
      this.#broker.write(framed(frame));
    } else {
      this.#client.destroy();
    }
  }

  answer(frame: Buffer): void {
    const correlationId = frame.readInt32BE(0);
    const version = this.#asked.get(correlationId);
    this.#asked.delete(correlationId);
    if (version === undefined) {
      this.#client.write(framed(frame));
      return;
    }
    const body = apiVersionsApi.response.decode(frame.subarray(4), version);
    const ours = [saslHandshakeApi, saslAuthenticateApi].map(({ key: apiKey }) => ({ apiKey, minVersion: 0, maxVersion: 1 }));
    this.#reply(correlationId, apiVersionsApi.response.encode(version, { ...body, apiKeys: [...body.apiKeys, ...ours] }));
  }

  #handshake(correlationId: number, version: number, mechanism: string): void {
    const mechanisms = Object.keys(this.#options.sasl);
    this.#exchange = this.#options.sasl[mechanism]?.();
    const errorCode = this.#exchange === undefined ? errorCodes.UNSUPPORTED_SASL_MECHANISM : errorCodes.NONE;
    this.#reply(correlationId, saslHandshakeApi.response.encode(version, { errorCode, mechanisms }));
  }

  #authenticate(correlationId: number, version: number, message: Buffer): void {
    const outcome = this.#exchange?.(Buffer.from(message)) ?? 'refused';
    const refused = { errorCode: errorCodes.SASL_AUTHENTICATION_FAILED, errorMessage: 'No.', authBytes: Buffer.alloc(0) };
    if (outcome === 'refused') {
      this.#reply(correlationId, saslAuthenticateApi.response.encode(version, refused));
      this.#client.end();
      return;
    }
    if (outcome.done) {
      this.#isIn = true;
      this.#onExchange();
    }
    const accepted = {
      errorCode: 0,
      errorMessage: null,
      authBytes: outcome.bytes,
      sessionLifetimeMs: this.#options.sessionLifetimeMs ?? 0,
    };
    this.#reply(correlationId, saslAuthenticateApi.response.encode(version, accepted));
  }

  /** With a header of version 0; no answer of the gateway's is flexible to kafkajs. */
  #reply(correlationId: number, body: Buffer): void {
    const header = Buffer.alloc(4);
    header.writeInt32BE(correlationId);
    this.#client.write(framed(Buffer.concat([header, body])));
  }
}

function framed(frame: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(frame.length);
  return Buffer.concat([size, frame]);
}
