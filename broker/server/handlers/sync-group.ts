import type { SyncGroupRequest, SyncGroupResponse } from '../../protocol/messages/sync-group';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';

/**
 * SyncGroup: v0-5
 *
 * Behaviour: parked until the leader of the group has sent the assignment.
 *
 * Version notes: static members from v3 (KIP-345); v4 is flexible; v5 checks protocol type and name (KIP-559).
 */
export function handleSyncGroup(
  { groupCoordinator }: BrokerServices,
  request: SyncGroupRequest,
  context: RequestContext,
): Promise<SyncGroupResponse> {
  return groupCoordinator.syncGroup(request, clientContext(context));
}
