import type { ConnectionContext, FrameHandler } from '../network/frame-handler';
import type { Platform } from '../platform/platform';
import { errorCodes } from '../protocol/error-codes';
import { requestHeader, responseHeader } from '../protocol/headers';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import type { ApiTable } from './endpoint';

interface RequestDispatcherOptions {
  /** Whether the other side may ask for this API on its connection now; always when absent. */
  readonly mayAsk?: (connection: ConnectionContext, apiKey: number) => boolean;
  readonly onClose?: (connection: ConnectionContext) => void;
}

/** Turns the frames of one listener into calls of its handlers and their answers into frames. */
export class RequestDispatcher<Services extends { readonly platform: Platform }> implements FrameHandler {
  readonly #services: Services;
  readonly #apis: ApiTable<Services>;
  readonly #options: RequestDispatcherOptions;
  #requests = 0;

  constructor(services: Services, apis: ApiTable<Services>, options: RequestDispatcherOptions = {}) {
    this.#services = services;
    this.#apis = apis;
    this.#options = options;
  }

  /** Requests taken since the start. */
  get requests(): number {
    return this.#requests;
  }

  /** An API or version that is not in the listener's table closes the connection, as in Kafka. */
  async handleFrame(frame: Buffer, connection: ConnectionContext): Promise<readonly Buffer[] | 'none' | 'close'> {
    this.#requests += 1;
    const key = new Reader(frame).readInt16();
    const version = new Reader(frame, 2).readInt16();
    const endpoint = this.#apis.get(key);
    if (endpoint === undefined || version < endpoint.minVersion || version > endpoint.maxVersion) {
      if (key === apiVersionsApi.key && version > 0) return this.#olderApiVersions(new Reader(frame, 4).readInt32());
      return this.#refuse('A client asked for what this broker does not serve', connection, key, version);
    }
    if (this.#options.mayAsk?.(connection, key) === false) {
      return this.#refuse(
        'A stranger asked on the listener of the brokers before it had authenticated',
        connection,
        key,
        version,
      );
    }
    const reader = new Reader(frame);
    const header = requestHeader.read(reader, endpoint.isFlexible(version) ? 2 : 1);
    const context = { connection, version, clientId: header.clientId, apis: this.#apis };
    return endpoint.serve(this.#services, reader, header.correlationId, context);
  }

  onClose(connection: ConnectionContext): void {
    this.#options.onClose?.(connection);
  }

  #refuse(what: string, { remote }: ConnectionContext, key: number, version: number): 'close' {
    this.#services.platform.logger.warn(`${what}; its connection is closed.`, {
      client: `${remote.host}:${remote.port}`,
      api: this.#apis.get(key)?.name ?? `key ${key}`,
      version,
    });
    return 'close';
  }

  /** KIP-511: the oldest layout, which every client can read, with the range to ask again in. */
  #olderApiVersions(correlationId: number): readonly Buffer[] {
    const { key, request } = apiVersionsApi;
    const writer = new Writer();
    responseHeader.write(writer, 0, { correlationId });
    apiVersionsApi.response.write(writer, 0, {
      errorCode: errorCodes.UNSUPPORTED_VERSION,
      apiKeys: [{ apiKey: key, minVersion: request.versions.min, maxVersion: request.versions.max }],
    });
    return writer.finish();
  }
}
