import type { ClassicGroup } from './classic-group';
import type { GroupEnvironment } from './group-environment';
import type { GroupMember } from './group-member';
import { joinError, syncError } from './group-responses';
import { completeJoinIfReady, rebalance } from './rebalance';
import type { GroupRecord } from './records/group-record';

/** A parked request keeps a member alive, unless it is new: its client may long be gone. */
export function expireMember(environment: GroupEnvironment, group: ClassicGroup, member: GroupMember): readonly GroupRecord[] {
  if (group.members.get(member.memberId) !== member) return [];
  if (!member.isNew && (member.isAwaitingJoin || member.isAwaitingSync)) return [];
  environment.logger.info('A group member did not send a heartbeat in time.', {
    group: group.groupId,
    member: member.memberId,
  });
  removeMember(group, member);
  return afterRemoval(environment, group, 'the session of a member expired');
}

/** Takes a member out; what it still waits for is answered, so that a living client joins anew. */
export function removeMember(group: ClassicGroup, member: GroupMember): void {
  member.answerJoin(joinError('UNKNOWN_MEMBER_ID', ''));
  member.answerSync(syncError('UNKNOWN_MEMBER_ID'));
  group.remove(member.memberId);
}

/** What the absence of members or pending members means for the others. */
export function afterRemoval(environment: GroupEnvironment, group: ClassicGroup, reason: string): readonly GroupRecord[] {
  switch (group.state) {
    case 'Stable':
    case 'CompletingRebalance':
      return rebalance(environment, group, reason);
    case 'PreparingRebalance':
      return completeJoinIfReady(environment, group);
    case 'Empty':
    case 'Dead':
      return [];
  }
}
