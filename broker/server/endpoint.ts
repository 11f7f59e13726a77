import type { ConnectionContext } from '../network/frame-handler';
import { responseHeader } from '../protocol/headers';
import type { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import type { BrokerServices } from './broker-services';

/** What a handler knows of the request besides its body. */
export interface RequestContext {
  readonly connection: ConnectionContext;
  readonly version: number;
  readonly clientId: string | null;
  /** Everything served on the listener the request came through. */
  readonly apis: ReadonlyMap<number, ServedApi>;
}

/** The buffers of a response; 'none' when the client expects no answer; 'close' when it must not get one. */
type Reply = readonly Buffer[] | 'none' | 'close';

type Handler<Services, Request extends Fields, Response extends Fields> = (
  services: Services,
  request: StructValue<Request>,
  context: RequestContext,
) => Handled<Response> | Promise<Handled<Response>>;

type Handled<Response extends Fields> = StructInput<Response> | 'none' | 'close';

export interface ServedApi {
  readonly key: number;
  readonly name: string;
  readonly minVersion: number;
  readonly maxVersion: number;
  /** What ApiVersions says; below minVersion in one case only. */
  readonly advertisedMinVersion: number;
}

/** One API as a listener serves it, with the parts of the broker that its handler works with. */
export interface Endpoint<Services = BrokerServices> extends ServedApi {
  isFlexible(version: number): boolean;
  /** Decodes the body and starts the handler before it returns. Rejects with a CodecError when the bytes are not a request. */
  serve(services: Services, body: Reader, correlationId: number, context: RequestContext): Promise<Reply>;
}

export type ApiTable<Services = BrokerServices> = ReadonlyMap<number, Endpoint<Services>>;

export function apiTable<Services>(endpoints: readonly Endpoint<Services>[]): ApiTable<Services> {
  return new Map(endpoints.map((entry) => [entry.key, entry]));
}

/** ApiVersions: its response header never carries tagged fields, or a client could not read an answer in an older layout. */
const apiVersionsKey = 18;

/** Joins an API's schema and its handler; the versions served are those of the schema. */
export function endpoint<Services, Request extends Fields, Response extends Fields>(
  api: Api<Request, Response>,
  handle: Handler<Services, Request, Response>,
  options: { readonly advertisedMinVersion?: number } = {},
): Endpoint<Services> {
  const { min, max } = api.request.versions;
  return {
    key: api.key,
    name: api.name,
    minVersion: min,
    maxVersion: max,
    advertisedMinVersion: options.advertisedMinVersion ?? min,
    isFlexible: (version) => api.request.isFlexible(version),
    async serve(services, body, correlationId, context) {
      const { version } = context;
      const handled = await handle(services, api.request.read(body, version), context);
      if (handled === 'none' || handled === 'close') return handled;
      const headerVersion = api.key !== apiVersionsKey && api.response.isFlexible(version) ? 1 : 0;
      const writer = new Writer();
      responseHeader.write(writer, headerVersion, { correlationId });
      api.response.write(writer, version, handled);
      return writer.finish();
    },
  };
}
