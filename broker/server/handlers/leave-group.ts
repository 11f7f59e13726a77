import type { LeaveGroupRequest, LeaveGroupResponse } from '../../protocol/messages/leave-group';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';

/**
 * LeaveGroup: v0-5
 *
 * Behaviour: removes members at once; each named member has a result of its own from v3.
 *
 * Version notes: several members and static ones from v3 (KIP-345); v4 is flexible; v5 carries a reason (KIP-800).
 */
export function handleLeaveGroup(
  { groupCoordinator }: BrokerServices,
  request: LeaveGroupRequest,
  context: RequestContext,
): Promise<LeaveGroupResponse> {
  return groupCoordinator.leaveGroup(request, clientContext(context));
}
