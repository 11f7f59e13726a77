import type { DescribeGroupsRequest, DescribeGroupsResponse } from '../../protocol/messages/describe-groups';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';

/**
 * DescribeGroups: v0-6
 *
 * Behaviour: members with what they subscribed to and were assigned, as opaque bytes. A group that does not exist is Dead.
 *
 * Version notes: authorized operations from v3 (KIP-430); static members from v4; v5 is flexible; from v6 a group that does
 * not exist is GROUP_ID_NOT_FOUND (KIP-1043).
 */
export function handleDescribeGroups(
  { groupCoordinator }: BrokerServices,
  request: DescribeGroupsRequest,
  context: RequestContext,
): Promise<DescribeGroupsResponse> {
  return groupCoordinator.describeGroups(request, clientContext(context));
}
