import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { DescribeGroupsResponse } from '../../protocol/messages/describe-groups';
import type { ClassicGroup } from './classic-group';

export type GroupDescription = DescribeGroupsResponse['groups'][number];

const notFoundFromVersion = 6;
const noBytes = Buffer.alloc(0);

/** READ, DELETE, DESCRIBE, DESCRIBE_CONFIGS and ALTER_CONFIGS as bits: all that can be done to a group, for there are no ACLs. */
const allGroupOperations = (1 << 3) | (1 << 6) | (1 << 8) | (1 << 10) | (1 << 11);

/** What a member said and got is shown only while it is settled. */
export function describeGroup(group: ClassicGroup, includeAuthorizedOperations: boolean): GroupDescription {
  const isStable = group.state === 'Stable';
  return {
    errorCode: errorCodes.NONE,
    groupId: group.groupId,
    groupState: group.state,
    protocolType: group.protocolType ?? '',
    protocolData: isStable ? (group.protocolName ?? '') : '',
    members: [...group.members.values()].map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.instanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      memberMetadata: isStable ? member.metadataFor(group.protocolName) : noBytes,
      memberAssignment: isStable ? member.assignment : noBytes,
    })),
    ...(includeAuthorizedOperations ? { authorizedOperations: allGroupOperations } : {}),
  };
}

/** A group that does not exist was Dead without an error before version 6. */
export function describeUnknownGroup(groupId: string, apiVersion: number): GroupDescription {
  const isError = apiVersion >= notFoundFromVersion;
  return {
    ...describeGroupError(groupId, isError ? 'GROUP_ID_NOT_FOUND' : 'NONE'),
    groupState: 'Dead',
    errorMessage: isError ? `Group ${groupId} not found.` : null,
  };
}

export function describeGroupError(groupId: string, name: ErrorName): GroupDescription {
  return { errorCode: errorCodes[name], groupId, groupState: '', protocolType: '', protocolData: '', members: [] };
}
