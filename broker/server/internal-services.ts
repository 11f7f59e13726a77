import type { BrokerController, Controller } from '../controller/controller';
import type { MetadataLog } from '../controller/metadata-log';
import type { QuorumAdmin } from '../controller/quorum-admin';
import type { BrokerWatch } from '../interbroker/broker-watch';
import type { QuorumRequests } from '../interbroker/quorum/quorum-service';
import type { FreezeGuard } from '../interbroker/freeze-guard';
import type { MetadataPublisher } from '../metadata/metadata-publisher';
import type { Platform } from '../platform/platform';
import type { BrokerServices } from './broker-services';
import type { PeerAuthenticator } from './peer-authenticator';

/**
 * What the handlers of the internal listener work with. It serves the quorum from the first moment on, long before the
 * logs are open and the broker can serve anybody else.
 */
export interface InternalServices {
  readonly nodeId: number;
  readonly platform: Platform;
  readonly metadata: MetadataPublisher;
  readonly metadataLog: MetadataLog;
  /** Of this node; it answers while this node leads the quorum. */
  readonly controller: Controller & BrokerController;
  /** Of this node, likewise. */
  readonly quorum: QuorumAdmin;
  readonly quorumService: QuorumRequests;
  readonly peerAuthenticator: PeerAuthenticator;
  readonly brokerWatch: BrokerWatch;
  readonly freezeGuard: FreezeGuard;
  /** Undefined until the logs are open. */
  readonly broker: BrokerServices | undefined;
}
