import { apiVersionsApi } from '../protocol/messages/api-versions';
import { saslAuthenticateApi } from '../protocol/messages/sasl-authenticate';
import { saslHandshakeApi } from '../protocol/messages/sasl-handshake';
import { apiTable, endpoint, type ApiTable, type Endpoint } from './endpoint';
import { handleApiVersions } from './handlers/api-versions';
import { handleSaslAuthenticate } from './handlers/sasl-authenticate';
import { handleSaslHandshake } from './handlers/sasl-handshake';
import type { InternalServices } from './internal-services';

/** What a stranger may ask: who we are, and to be let in. */
const endpointsForStrangers: readonly Endpoint<InternalServices>[] = [
  endpoint(apiVersionsApi, handleApiVersions),
  endpoint(saslHandshakeApi, handleSaslHandshake),
  endpoint(saslAuthenticateApi, handleSaslAuthenticate),
];

/** Every API that brokers use among themselves. No client reaches them, and no client API is here. */
export const internalApis: ApiTable<InternalServices> = apiTable(endpointsForStrangers);

export const apisForStrangers: ReadonlySet<number> = new Set(endpointsForStrangers.map(({ key }) => key));
