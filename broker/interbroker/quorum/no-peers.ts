import { KafkaError } from '../../protocol/kafka-error';
import type { Peers } from '../../replication/peers';

/** Of a node that is alone. */
export const noPeers: Peers = {
  request: (nodeId) =>
    Promise.reject(new KafkaError('NETWORK_EXCEPTION', `This node is alone: there is no way to node ${nodeId}.`)),
  isRefused: () => false,
};
