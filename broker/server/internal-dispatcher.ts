import { apisForStrangers, internalApis } from './internal-api-table';
import type { InternalServices } from './internal-services';
import { readerOf } from './reader-of';
import { RequestDispatcher } from './request-dispatcher';

/** What stands behind the internal listener: everything for brokers that have authenticated, next to nothing before. */
export function internalDispatcher(services: InternalServices): RequestDispatcher<InternalServices> {
  return new RequestDispatcher(services, internalApis, {
    mayAsk: (connection, apiKey) => connection.peerId !== null || apisForStrangers.has(apiKey),
    onClose: (connection) => {
      services.peerAuthenticator.forget(connection);
      services.brokerWatch.connectionClosed(connection);
      services.broker?.replicaManager.abandonFetches(readerOf(connection));
    },
  });
}
