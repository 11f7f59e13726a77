/**
 * JoinGroup: a member asks to be in the next generation, and its answer waits until that generation begins.
 * From version 4 a new dynamic member first gets an id (MEMBER_ID_REQUIRED) and comes again with it, so that a retry
 * after a lost answer does not leave a ghost behind.
 */
import type { JoinGroupRequest, JoinGroupResponse } from '../../protocol/messages/join-group';
import type { ClassicGroup } from './classic-group';
import { newMemberId, type ClientContext, type GroupEnvironment } from './group-environment';
import { GroupMember } from './group-member';
import type { Joining, JoinResult } from './joining';
import { joinError, joinSuccess } from './group-responses';
import { completeJoinIfReady, rebalance } from './rebalance';
import { rejoinStatic } from './rejoin-static-member';
import { startNewMemberSession } from './session';

const memberIdRequiredFromVersion = 4;

function answer(response: JoinGroupResponse): JoinResult {
  return { records: [], response };
}

export function joinGroup(
  environment: GroupEnvironment,
  group: ClassicGroup,
  request: JoinGroupRequest,
  client: ClientContext,
): JoinResult {
  const { memberId } = request;
  if (group.state === 'Dead') return answer(joinError('COORDINATOR_NOT_AVAILABLE', memberId));
  if (!hasRoomFor(environment, group, memberId)) {
    group.remove(memberId);
    return { records: completeJoinIfReady(environment, group), response: joinError('GROUP_MAX_SIZE_REACHED', '') };
  }
  const protocols = request.protocols.map(({ name, metadata }) => ({ name, metadata: Buffer.from(metadata) }));
  if (!group.accepts(request.protocolType, protocols)) return answer(joinError('INCONSISTENT_GROUP_PROTOCOL', memberId));
  const rebalanceTimeoutMs = request.rebalanceTimeoutMs === -1 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs;
  const joining: Joining = { request, client, protocols, rebalanceTimeoutMs };
  const result = memberId === '' ? joinAsNew(environment, group, joining) : joinAsKnown(environment, group, joining);
  const completed = completeJoinIfReady(environment, group);
  return completed.length === 0 ? result : { ...result, records: [...result.records, ...completed] };
}

function hasRoomFor(environment: GroupEnvironment, group: ClassicGroup, memberId: string): boolean {
  const { groupSizeMax } = environment.config;
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true;
    case 'PreparingRebalance':
      return group.members.get(memberId)?.isAwaitingJoin === true || group.awaitingJoinCount < groupSizeMax;
    case 'CompletingRebalance':
    case 'Stable':
      return group.members.has(memberId) || group.members.size < groupSizeMax;
  }
}

function joinAsNew(environment: GroupEnvironment, group: ClassicGroup, joining: Joining): JoinResult {
  const { request, client } = joining;
  const { groupInstanceId } = request;
  const memberId = newMemberId(environment.random, groupInstanceId ?? client.clientId ?? '');
  if (groupInstanceId !== null) {
    const current = group.staticMember(groupInstanceId);
    if (current === undefined) return addMember(environment, group, joining, memberId);
    return rejoinStatic(environment, group, joining, current, memberId);
  }
  if (client.apiVersion < memberIdRequiredFromVersion) return addMember(environment, group, joining, memberId);
  rememberPending(environment, group, memberId, request.sessionTimeoutMs);
  return answer(joinError('MEMBER_ID_REQUIRED', memberId));
}

function rememberPending(environment: GroupEnvironment, group: ClassicGroup, memberId: string, timeoutMs: number): void {
  const timer = environment.events.schedule(timeoutMs, () => {
    group.forgetPendingMember(memberId);
    return { records: completeJoinIfReady(environment, group), response: undefined };
  });
  group.pendingMembers.set(memberId, timer);
}

function addMember(environment: GroupEnvironment, group: ClassicGroup, joining: Joining, memberId: string): JoinResult {
  const { request, client, protocols, rebalanceTimeoutMs } = joining;
  const member = new GroupMember({
    memberId,
    instanceId: request.groupInstanceId,
    clientId: client.clientId ?? '',
    clientHost: client.clientHost,
    sessionTimeoutMs: request.sessionTimeoutMs,
    rebalanceTimeoutMs,
    protocols,
  });
  member.isNew = true;
  if (group.initialDelay !== undefined) group.initialDelay.memberAdded = true;
  group.add(member, request.protocolType);
  const response = member.parkJoin(joinError('REBALANCE_IN_PROGRESS', memberId));
  startNewMemberSession(environment, group, member);
  return { records: rebalance(environment, group, `${memberId} joined`), response };
}

function joinAsKnown(environment: GroupEnvironment, group: ClassicGroup, joining: Joining): JoinResult {
  const { memberId, groupInstanceId } = joining.request;
  if (group.pendingMembers.has(memberId)) return addMember(environment, group, joining, memberId);
  const member = group.authenticate(memberId, groupInstanceId);
  if (typeof member === 'string') return answer(joinError(member, memberId));
  switch (group.state) {
    case 'PreparingRebalance':
      return rejoin(environment, group, joining, member, `${memberId} rejoined`);
    case 'CompletingRebalance':
      // Its answer was lost, most likely: the same generation serves.
      if (member.offers(joining.protocols)) return answer(joinSuccess(group, member));
      return rejoin(environment, group, joining, member, `${memberId} changed its metadata`);
    case 'Stable':
      // A leader rejoins when it saw something that calls for another assignment.
      if (group.isLeader(memberId)) return rejoin(environment, group, joining, member, 'the leader rejoined');
      if (!member.offers(joining.protocols)) {
        return rejoin(environment, group, joining, member, `${memberId} changed its metadata`);
      }
      return answer(joinSuccess(group, member));
    case 'Empty':
    case 'Dead':
      return answer(joinError('UNKNOWN_MEMBER_ID', memberId));
  }
}

function rejoin(
  environment: GroupEnvironment,
  group: ClassicGroup,
  joining: Joining,
  member: GroupMember,
  reason: string,
): JoinResult {
  member.protocols = joining.protocols;
  member.rebalanceTimeoutMs = joining.rebalanceTimeoutMs;
  member.sessionTimeoutMs = joining.request.sessionTimeoutMs;
  const response = member.parkJoin(joinError('REBALANCE_IN_PROGRESS', member.memberId));
  return { records: rebalance(environment, group, reason), response };
}
