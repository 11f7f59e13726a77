import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { JoinGroupResponse } from '../../protocol/messages/join-group';
import type { SyncGroupResponse } from '../../protocol/messages/sync-group';
import type { ClassicGroup } from './classic-group';
import type { GroupMember } from './group-member';

const noBytes = Buffer.alloc(0);

/** The protocol name is not nullable before version 7, so an error says '': no version takes that for a protocol. */
export function joinError(name: ErrorName, memberId: string): JoinGroupResponse {
  return { errorCode: errorCodes[name], generationId: -1, protocolName: '', leader: '', memberId, members: [] };
}

export function syncError(name: ErrorName): SyncGroupResponse {
  return { errorCode: errorCodes[name], assignment: noBytes };
}

/** What each member says about itself under the chosen protocol: for the leader, which assigns. */
function membersForLeader(group: ClassicGroup): NonNullable<JoinGroupResponse['members']> {
  return [...group.members.values()].map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.instanceId,
    metadata: member.metadataFor(group.protocolName),
  }));
}

/** The member's place in the current generation. `overrides` serve the static member that slips back into a stable group. */
export function joinSuccess(
  group: ClassicGroup,
  member: GroupMember,
  overrides: { leader?: string | null; skipAssignment?: boolean; withMembers?: boolean } = {},
): JoinGroupResponse {
  const withMembers = overrides.withMembers ?? group.isLeader(member.memberId);
  return {
    errorCode: errorCodes.NONE,
    generationId: group.generationId,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    leader: overrides.leader ?? group.leaderId ?? '',
    skipAssignment: overrides.skipAssignment ?? false,
    memberId: member.memberId,
    members: withMembers ? membersForLeader(group) : [],
  };
}

export function syncSuccess(group: ClassicGroup, member: GroupMember): SyncGroupResponse {
  return {
    errorCode: errorCodes.NONE,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    assignment: member.assignment,
  };
}
