import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { HeartbeatRequest, HeartbeatResponse } from '../../protocol/messages/heartbeat';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { ClassicGroup } from './classic-group';
import type { GroupEnvironment } from './group-environment';
import type { GroupRecord } from './records/group-record';
import { renewSession } from './session';

/** Heartbeat: renews the member's session and tells it when to rejoin. */
export function heartbeat(
  environment: GroupEnvironment,
  group: ClassicGroup,
  request: HeartbeatRequest,
): CoordinatorResult<GroupRecord, HeartbeatResponse> {
  return { records: [], response: { errorCode: errorCodes[beat(environment, group, request)] } };
}

function beat(environment: GroupEnvironment, group: ClassicGroup, request: HeartbeatRequest): ErrorName {
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  const member = group.authenticate(request.memberId, request.groupInstanceId);
  if (typeof member === 'string') return member;
  if (request.generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  renewSession(environment, group, member);
  switch (group.state) {
    case 'PreparingRebalance':
      return 'REBALANCE_IN_PROGRESS';
    // While the leader assigns, a member has done all it can: telling it to rejoin would never end.
    case 'CompletingRebalance':
    case 'Stable':
      return 'NONE';
    case 'Empty':
      return 'UNKNOWN_MEMBER_ID';
  }
}
