/**
 * SyncGroup: the leader hands in the assignment, the others ask for theirs. Syncs are parked until the leader's is
 * committed; then the group is stable.
 */
import type { ErrorName } from '../../protocol/error-codes';
import type { SyncGroupRequest, SyncGroupResponse } from '../../protocol/messages/sync-group';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { ClassicGroup } from './classic-group';
import type { GroupEnvironment } from './group-environment';
import { groupMetadataRecord } from './group-metadata-image';
import type { GroupMember } from './group-member';
import { syncError, syncSuccess } from './group-responses';
import { prepareRebalance } from './rebalance';
import { groupRecordsSizeBytes, type GroupRecord } from './records/group-record';
import { renewSession } from './session';

type SyncResult = CoordinatorResult<GroupRecord, SyncGroupResponse>;

function authenticate(group: ClassicGroup, request: SyncGroupRequest): GroupMember | ErrorName {
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  const member = group.authenticate(request.memberId, request.groupInstanceId);
  if (typeof member === 'string') return member;
  if (request.generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  const { protocolType, protocolName } = request;
  if (protocolType !== null && protocolType !== group.protocolType) return 'INCONSISTENT_GROUP_PROTOCOL';
  if (protocolName !== null && protocolName !== group.protocolName) return 'INCONSISTENT_GROUP_PROTOCOL';
  return member;
}

export function syncGroup(environment: GroupEnvironment, group: ClassicGroup, request: SyncGroupRequest): SyncResult {
  const member = authenticate(group, request);
  if (typeof member === 'string') return { records: [], response: syncError(member) };
  switch (group.state) {
    case 'PreparingRebalance':
      return { records: [], response: syncError('REBALANCE_IN_PROGRESS') };
    case 'Stable':
      syncArrived(group, member);
      renewSession(environment, group, member);
      return { records: [], response: syncSuccess(group, member) };
    case 'CompletingRebalance':
      return syncNewGeneration(environment, group, member, request);
    case 'Empty':
    case 'Dead':
      return { records: [], response: syncError('UNKNOWN_MEMBER_ID') };
  }
}

function syncArrived(group: ClassicGroup, member: GroupMember): void {
  group.pendingSyncs.delete(member.memberId);
  if (group.pendingSyncs.size === 0) group.syncTimer?.cancel();
}

function syncNewGeneration(
  environment: GroupEnvironment,
  group: ClassicGroup,
  member: GroupMember,
  request: SyncGroupRequest,
): SyncResult {
  const response = member.parkSync(syncError('REBALANCE_IN_PROGRESS'));
  syncArrived(group, member);
  if (!group.isLeader(member.memberId)) return { records: [], response };

  const assignments = new Map(request.assignments.map((each) => [each.memberId, Buffer.from(each.assignment)]));
  const { generationId } = group;
  const records = [groupMetadataRecord(group, assignments)];
  if (groupRecordsSizeBytes(records) > environment.config.batchBytesMax) {
    member.answerSync(syncError('UNKNOWN_SERVER_ERROR'));
    const reason = 'the assignment is larger than a batch of the offsets topic';
    return { records: prepareRebalance(environment, group, reason), response };
  }
  const onCommitted = (): void => {
    // Another rebalance may have begun while the assignment was being written.
    if (group.state !== 'CompletingRebalance' || group.generationId !== generationId) return;
    becomeStable(environment, group, assignments);
  };
  return { records, response, onCommitted };
}

function becomeStable(environment: GroupEnvironment, group: ClassicGroup, assignments: ReadonlyMap<string, Buffer>): void {
  group.transitionTo('Stable', environment.clock.nowMs());
  for (const member of group.members.values()) {
    member.assignment = assignments.get(member.memberId) ?? Buffer.alloc(0);
    if (!member.isAwaitingSync) continue;
    member.answerSync(syncSuccess(group, member));
    renewSession(environment, group, member);
  }
}
