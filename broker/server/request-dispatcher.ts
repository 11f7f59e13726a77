import type { ConnectionContext, FrameHandler } from '../network/frame-handler';
import { errorCodes } from '../protocol/error-codes';
import { requestHeader, responseHeader } from '../protocol/headers';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import type { BrokerServices } from './broker-services';
import type { ApiTable } from './endpoint';
import { readerOf } from './reader-of';

/** Turns the frames of one listener into calls of its handlers and their answers into frames. */
export class RequestDispatcher implements FrameHandler {
  readonly #broker: BrokerServices;
  readonly #apis: ApiTable;
  #requests = 0;

  constructor(broker: BrokerServices, apis: ApiTable) {
    this.#broker = broker;
    this.#apis = apis;
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
      this.#broker.platform.logger.warn('A client asked for what this broker does not serve; its connection is closed.', {
        client: `${connection.remote.host}:${connection.remote.port}`,
        api: endpoint?.name ?? `key ${key}`,
        version,
      });
      return 'close';
    }
    const reader = new Reader(frame);
    const header = requestHeader.read(reader, endpoint.isFlexible(version) ? 2 : 1);
    const context = { connection, version, clientId: header.clientId, apis: this.#apis };
    return endpoint.serve(this.#broker, reader, header.correlationId, context);
  }

  onClose(connection: ConnectionContext): void {
    this.#broker.replicaManager.abandonFetches(readerOf(connection));
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
