import type { BrokerConfig } from '../config/broker-config';
import type { Platform } from '../platform/platform';
import { AddressBook } from './address-book';
import { readInternalSecret } from './internal-secret';
import { noPeers } from './no-peers';
import { PeerClient, type PeerNetwork } from './peer-client';
import type { ScramPassword } from './scram/scram-password';

export interface OpenedPeers {
  readonly peers: PeerNetwork;
  readonly addressBook: AddressBook;
  /** Undefined on a node without an internal listener. */
  readonly secret: ScramPassword | undefined;
}

/** The way to the other brokers that the properties name. Rejects with a ConfigError when the secret cannot be read. */
export async function openPeers(platform: Platform, config: BrokerConfig): Promise<OpenedPeers> {
  const { internalListener, quorumVoters, quorumBootstrapServers, values } = config;
  const secretFile = values['internal.secret.file'];
  const addressBook = new AddressBook({ listenerName: internalListener?.name ?? '', quorumVoters, quorumBootstrapServers });
  if (internalListener === undefined || secretFile === null) return { peers: noPeers, addressBook, secret: undefined };
  const secret = await readInternalSecret(platform.fileSystem, secretFile);
  const addressOf = (nodeId: number) => addressBook.addressOf(nodeId);
  return { peers: new PeerClient({ ...platform, nodeId: values['node.id'], secret, addressOf }), addressBook, secret };
}
