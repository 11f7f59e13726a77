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
  readonly peerAuthenticator: PeerAuthenticator;
  /** Undefined until the logs are open. */
  readonly broker: BrokerServices | undefined;
}
