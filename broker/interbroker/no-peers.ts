import { KafkaError } from '../protocol/kafka-error';
import type { PeerNetwork } from './peer-client';

/** What a node without an internal listener has instead of peers. */
export const noPeers: PeerNetwork = {
  request: () => Promise.reject(new KafkaError('NETWORK_EXCEPTION', 'This node has no other brokers to talk to.')),
  isRefused: () => false,
  onAddressesChanged: () => undefined,
  close: () => undefined,
};
