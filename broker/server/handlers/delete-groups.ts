import type { DeleteGroupsRequest, DeleteGroupsResponse } from '../../protocol/messages/delete-groups';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';

/**
 * DeleteGroups: v0-2
 *
 * Behaviour: removes empty groups and their offsets; NON_EMPTY_GROUP for others (KIP-229). v2 is flexible.
 */
export function handleDeleteGroups(
  { groupCoordinator }: BrokerServices,
  request: DeleteGroupsRequest,
  context: RequestContext,
): Promise<DeleteGroupsResponse> {
  return groupCoordinator.deleteGroups(request, clientContext(context));
}
