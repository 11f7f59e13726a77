import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { LeaveGroupRequest, LeaveGroupResponse } from '../../protocol/messages/leave-group';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { ClassicGroup } from './classic-group';
import type { GroupEnvironment } from './group-environment';
import type { GroupRecord } from './records/group-record';
import { afterRemoval, removeMember } from './remove-member';

const listFromVersion = 3;

export interface LeavingMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}

/** Before version 3 a request names one member. */
export function leavingMembers(request: LeaveGroupRequest, apiVersion: number): readonly LeavingMember[] {
  return apiVersion < listFromVersion ? [{ memberId: request.memberId, groupInstanceId: null }] : request.members;
}

/** The same answer for all of them; before version 3 it stands at the top. */
export function leaveError(members: readonly LeavingMember[], apiVersion: number, name: ErrorName): LeaveGroupResponse {
  const errorCode = errorCodes[name];
  if (apiVersion < listFromVersion) return { errorCode };
  return { errorCode: errorCodes.NONE, members: members.map((member) => ({ ...pick(member), errorCode })) };
}

function pick({ memberId, groupInstanceId }: LeavingMember): LeavingMember {
  return { memberId, groupInstanceId };
}

/** LeaveGroup: members go at once instead of at the end of their sessions; an admin may name static members by instance. */
export function leaveGroup(
  environment: GroupEnvironment,
  group: ClassicGroup,
  request: LeaveGroupRequest,
  apiVersion: number,
): CoordinatorResult<GroupRecord, LeaveGroupResponse> {
  const leaving = leavingMembers(request, apiVersion);
  if (group.state === 'Dead') return { records: [], response: leaveError(leaving, apiVersion, 'COORDINATOR_NOT_AVAILABLE') };
  const results = leaving.map((member) => ({ ...pick(member), errorCode: errorCodes[leave(group, member)] }));
  const hasLeft = results.some(({ errorCode }) => errorCode === errorCodes.NONE);
  const records = hasLeft ? afterRemoval(environment, group, 'members left') : [];
  const [first] = results;
  const isList = apiVersion >= listFromVersion;
  const response = isList
    ? { errorCode: errorCodes.NONE, members: results }
    : { errorCode: first?.errorCode ?? errorCodes.UNKNOWN_MEMBER_ID };
  return { records, response };
}

function leave(group: ClassicGroup, { memberId, groupInstanceId }: LeavingMember): ErrorName {
  if (memberId === '' && groupInstanceId !== null) {
    const current = group.staticMember(groupInstanceId);
    if (current === undefined) return 'UNKNOWN_MEMBER_ID';
    removeMember(group, current);
    return 'NONE';
  }
  if (group.forgetPendingMember(memberId)) return 'NONE';
  const member = group.authenticate(memberId, groupInstanceId);
  if (typeof member === 'string') return member;
  removeMember(group, member);
  return 'NONE';
}
