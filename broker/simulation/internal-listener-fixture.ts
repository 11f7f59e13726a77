import { BrokerConfig } from '../config/broker-config';
import { ScramPassword } from '../interbroker/scram/scram-password';
import { emptyImage } from '../metadata/image-draft';
import { MetadataPublisher } from '../metadata/metadata-publisher';
import type { Platform } from '../platform/platform';
import { BrokerListeners } from '../server/broker-listeners';
import { internalDispatcher } from '../server/internal-dispatcher';
import type { InternalServices } from '../server/internal-services';
import { PeerAuthenticator } from '../server/peer-authenticator';
import { RecordingLogger } from './scripted-broker';
import { SimClock } from './sim-clock';
import { SimFileSystem } from './sim-file-system';
import { SimRandom } from './sim-random';
import { SimTransport } from './sim-transport';

export const secretOfTests = 'a secret of at least 16 characters';

export interface SimMachine extends Platform {
  readonly clock: SimClock;
  readonly transport: SimTransport;
  readonly logger: RecordingLogger;
}

/** A machine of its own, on a network that it may share. */
export function simMachine(seed: number, clock = new SimClock(), transport = new SimTransport()): SimMachine {
  const fileSystem = new SimFileSystem({ clock });
  return { clock, timers: clock, random: new SimRandom(seed), fileSystem, transport, logger: new RecordingLogger() };
}

/** A node's internal listener at port 19090 + id, in front of `services`; clients reach port 9090 + id, and are not served. */
export async function listenAsPeer(
  platform: SimMachine,
  nodeId: number,
  options: { readonly secret?: string; readonly services?: Partial<InternalServices> } = {},
): Promise<BrokerListeners> {
  const config = BrokerConfig.parse({
    'node.id': String(nodeId),
    listeners: `PLAINTEXT://localhost:${9090 + nodeId},INTERNAL://localhost:${19_090 + nodeId}`,
    'internal.secret.file': '/secret',
  });
  const { random, logger } = platform;
  const clusterId = 'test-cluster';
  const secret = new ScramPassword(options.secret ?? secretOfTests);
  const listeners = await BrokerListeners.bind(platform, config);
  listeners.servePeers(
    internalDispatcher({
      nodeId,
      platform,
      metadata: new MetadataPublisher(emptyImage(clusterId)),
      peerAuthenticator: new PeerAuthenticator({ clusterId, secret, random, logger }),
      broker: undefined,
      ...options.services,
    }),
  );
  return listeners;
}
