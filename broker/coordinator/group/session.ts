import type { ClassicGroup } from './classic-group';
import { newMemberJoinTimeoutMs } from './group-config';
import type { GroupEnvironment } from './group-environment';
import type { GroupMember } from './group-member';

/** A sign of life: the member has another session timeout. */
export function renewSession(environment: GroupEnvironment, group: ClassicGroup, member: GroupMember): void {
  setTimer(environment, group, member, member.sessionTimeoutMs);
}

/** A member that is joining for the first time cannot heartbeat, so it gets longer. */
export function startNewMemberSession(environment: GroupEnvironment, group: ClassicGroup, member: GroupMember): void {
  setTimer(environment, group, member, newMemberJoinTimeoutMs);
}

function setTimer(environment: GroupEnvironment, group: ClassicGroup, member: GroupMember, delayMs: number): void {
  member.sessionTimer?.cancel();
  member.sessionTimer = environment.events.schedule(delayMs, () => ({
    records: environment.onSessionExpired(group, member),
    response: undefined,
  }));
}
