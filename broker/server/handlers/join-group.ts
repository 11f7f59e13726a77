import type { JoinGroupRequest, JoinGroupResponse } from '../../protocol/messages/join-group';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';

/**
 * JoinGroup: v0-9
 *
 * Behaviour: parked until the group's members have joined or the rebalance timeout is over; the coordinator decides.
 *
 * Version notes: rebalance timeout from v1; from v4 a new member first gets its id (MEMBER_ID_REQUIRED, KIP-394); static
 * members from v5 (KIP-345); v6 is flexible; v9 lets a leader skip the assignment (KIP-814).
 */
export function handleJoinGroup(
  { groupCoordinator }: BrokerServices,
  request: JoinGroupRequest,
  context: RequestContext,
): Promise<JoinGroupResponse> {
  return groupCoordinator.joinGroup(request, clientContext(context));
}
