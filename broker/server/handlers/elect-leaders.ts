import type { ElectLeadersRequest, ElectLeadersResponse } from '../../protocol/messages/elect-leaders';
import type { BrokerServices } from '../broker-services';

/**
 * ElectLeaders: v0-2
 *
 * Behaviour: moves leadership to the preferred replica, or elects an unclean leader (KIP-460). Null partitions are all; those
 * that need no election are then left out, and are ELECTION_NOT_NEEDED when named. v2 is flexible.
 */
export function handleElectLeaders({ controller }: BrokerServices, request: ElectLeadersRequest): Promise<ElectLeadersResponse> {
  return controller.electLeaders(request);
}
