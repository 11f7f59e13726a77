import { errorCodes } from '../../protocol/error-codes';
import type { ListGroupsRequest, ListGroupsResponse } from '../../protocol/messages/list-groups';
import type { ClassicGroup } from './classic-group';

const groupType = 'classic';

/** Empty filters let everything pass; others are names in any case. */
function passes(filter: readonly string[], value: string): boolean {
  return filter.length === 0 || filter.some((each) => each.toLowerCase() === value.toLowerCase());
}

/** The groups of this broker; while some are still being loaded the answer says that it is not all. */
export function listGroups(groups: readonly ClassicGroup[], request: ListGroupsRequest, isLoading: boolean): ListGroupsResponse {
  const listed = groups.filter((group) => passes(request.statesFilter, group.state) && passes(request.typesFilter, groupType));
  return {
    errorCode: isLoading ? errorCodes.COORDINATOR_LOAD_IN_PROGRESS : errorCodes.NONE,
    groups: listed.map((group) => ({
      groupId: group.groupId,
      protocolType: group.protocolType ?? '',
      groupState: group.state,
      groupType,
    })),
  };
}
