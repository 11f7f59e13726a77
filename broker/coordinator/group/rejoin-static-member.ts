import type { JoinGroupResponse } from '../../protocol/messages/join-group';
import type { ClassicGroup } from './classic-group';
import type { GroupEnvironment } from './group-environment';
import { currentAssignments, groupMetadataRecord } from './group-metadata-image';
import type { GroupMember } from './group-member';
import { joinError, joinSuccess, syncError } from './group-responses';
import type { JoinResult, Joining } from './joining';
import { prepareRebalance } from './rebalance';
import { renewSession } from './session';

const skipAssignmentFromVersion = 9;

/**
 * A static member came back without an id, as after a restart: it takes the place of its former self, which is fenced.
 * In a stable group whose protocol stays the same nobody else notices; the new id is written, so that it outlives us.
 */
export function rejoinStatic(
  environment: GroupEnvironment,
  group: ClassicGroup,
  joining: Joining,
  member: GroupMember,
  newMemberId: string,
): JoinResult {
  const formerLeader = group.leaderId;
  member.answerJoin(joinError('FENCED_INSTANCE_ID', member.memberId));
  member.answerSync(syncError('FENCED_INSTANCE_ID'));
  group.replaceStaticMember(member, newMemberId);
  member.protocols = joining.protocols;
  member.rebalanceTimeoutMs = joining.rebalanceTimeoutMs;
  member.sessionTimeoutMs = joining.request.sessionTimeoutMs;
  renewSession(environment, group, member);
  const park = (): Promise<JoinGroupResponse> => member.parkJoin(joinError('REBALANCE_IN_PROGRESS', newMemberId));

  switch (group.state) {
    case 'Stable': {
      if (group.nextProtocol() !== group.protocolName) {
        const response = park();
        return { records: prepareRebalance(environment, group, `${newMemberId} changed the group's protocol`), response };
      }
      const records = [groupMetadataRecord(group, currentAssignments(group))];
      return { records, response: quietReturn(group, joining, member, formerLeader) };
    }
    case 'CompletingRebalance': {
      // The leader may already be assigning to the former id.
      const response = park();
      return { records: prepareRebalance(environment, group, `${newMemberId} replaced a static member`), response };
    }
    case 'PreparingRebalance':
      return { records: [], response: park() };
    case 'Empty':
    case 'Dead':
      throw new Error(`group ${group.groupId} is ${group.state} and has members`);
  }
}

/** A returning leader must not assign again: from version 9 it is told so, before that it is told of another leader. */
function quietReturn(group: ClassicGroup, joining: Joining, member: GroupMember, formerLeader: string | null): JoinGroupResponse {
  if (joining.client.apiVersion >= skipAssignmentFromVersion) {
    return joinSuccess(group, member, { skipAssignment: group.isLeader(member.memberId) });
  }
  return joinSuccess(group, member, { leader: formerLeader, withMembers: false });
}
