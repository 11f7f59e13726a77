import type { ListGroupsRequest, ListGroupsResponse } from '../../protocol/messages/list-groups';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';

/**
 * ListGroups: v0-5
 *
 * Behaviour: the groups this broker coordinates, filtered by state and type on request.
 *
 * Version notes: v3 is flexible; states from v4 (KIP-518); types from v5 (KIP-848).
 */
export function handleListGroups(
  { groupCoordinator }: BrokerServices,
  request: ListGroupsRequest,
  context: RequestContext,
): Promise<ListGroupsResponse> {
  return groupCoordinator.listGroups(request, clientContext(context));
}
