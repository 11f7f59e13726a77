import { clientApis } from './api-table';
import type { BrokerServices } from './broker-services';
import { readerOf } from './reader-of';
import { RequestDispatcher } from './request-dispatcher';

/** What stands behind the listeners of clients. */
export function clientDispatcher(services: BrokerServices): RequestDispatcher<BrokerServices> {
  return new RequestDispatcher(services, clientApis, {
    onClose: (connection) => {
      services.replicaManager.abandonFetches(readerOf(connection));
    },
  });
}
