import type { ClassicGroup } from './classic-group';
import type { GroupEnvironment } from './group-environment';
import { groupMetadataRecord } from './group-metadata-image';
import { joinSuccess, syncError } from './group-responses';
import { renewSession } from './session';
import type { GroupRecord } from './records/group-record';

/**
 * The two phases of a rebalance, driven by joins, departures and timers. Every function returns the records of what it
 * brought about: only a group that became empty has one, for a generation is written when its assignment is known.
 */

/** Starts a join phase, or sees whether the one that is under way can end. */
export function rebalance(environment: GroupEnvironment, group: ClassicGroup, reason: string): readonly GroupRecord[] {
  switch (group.state) {
    case 'Empty':
    case 'CompletingRebalance':
    case 'Stable':
      return prepareRebalance(environment, group, reason);
    case 'PreparingRebalance':
    case 'Dead':
      return completeJoinIfReady(environment, group);
  }
}

export function prepareRebalance(environment: GroupEnvironment, group: ClassicGroup, reason: string): readonly GroupRecord[] {
  if (group.state === 'CompletingRebalance') forgetAssignments(environment, group);
  group.syncTimer?.cancel();
  const isInitial = group.state === 'Empty';
  group.transitionTo('PreparingRebalance', environment.clock.nowMs());
  environment.logger.info('A group rebalances.', { group: group.groupId, generation: group.generationId, reason });
  const { initialRebalanceDelayMs } = environment.config;
  if (isInitial && initialRebalanceDelayMs > 0) {
    const remainingMs = Math.max(group.rebalanceTimeoutMs - initialRebalanceDelayMs, 0);
    waitForFirstMembers(environment, group, initialRebalanceDelayMs, remainingMs);
    return [];
  }
  // A new group does not wait for pending members: one of them may be gone for good.
  if (isInitial || group.hasAllMembersJoined) return completeJoin(environment, group);
  endJoinPhaseAfter(environment, group);
  return [];
}

export function completeJoinIfReady(environment: GroupEnvironment, group: ClassicGroup): readonly GroupRecord[] {
  const isReady = group.state === 'PreparingRebalance' && group.initialDelay === undefined && group.hasAllMembersJoined;
  return isReady ? completeJoin(environment, group) : [];
}

/** A group that just came to life waits a little for the rest of its members, and again while new ones keep coming. */
function waitForFirstMembers(environment: GroupEnvironment, group: ClassicGroup, delayMs: number, remainingMs: number): void {
  const initialDelay = { memberAdded: false };
  group.initialDelay = initialDelay;
  group.joinTimer?.cancel();
  group.joinTimer = environment.events.schedule(delayMs, () => {
    if (!initialDelay.memberAdded || remainingMs === 0) return { records: completeJoin(environment, group), response: undefined };
    const nextDelayMs = Math.min(environment.config.initialRebalanceDelayMs, remainingMs);
    waitForFirstMembers(environment, group, nextDelayMs, Math.max(remainingMs - nextDelayMs, 0));
    return { records: [], response: undefined };
  });
}

function endJoinPhaseAfter(environment: GroupEnvironment, group: ClassicGroup): void {
  group.joinTimer?.cancel();
  group.joinTimer = environment.events.schedule(group.rebalanceTimeoutMs, () => ({
    records: completeJoin(environment, group),
    response: undefined,
  }));
}

/** Ends the join phase: whoever did not come is out, except static members, which only their session timeout removes. */
function completeJoin(environment: GroupEnvironment, group: ClassicGroup): readonly GroupRecord[] {
  if (group.state !== 'PreparingRebalance') return [];
  group.joinTimer?.cancel();
  group.initialDelay = undefined;
  for (const member of [...group.members.values()]) {
    if (!member.isAwaitingJoin && member.instanceId === null) group.remove(member.memberId);
  }
  if (group.members.size > 0 && !group.electJoinedLeader()) {
    endJoinPhaseAfter(environment, group);
    return [];
  }
  const state = group.beginGeneration(environment.clock.nowMs());
  environment.onGeneration(group.groupId, group.generationId, group.members.size);
  if (state === 'Empty') return [groupMetadataRecord(group, new Map())];
  for (const member of group.members.values()) {
    member.answerJoin(joinSuccess(group, member));
    renewSession(environment, group, member);
    member.isNew = false;
    group.pendingSyncs.add(member.memberId);
  }
  group.syncTimer = environment.events.schedule(group.rebalanceTimeoutMs, () => ({
    records: dropMembersWithoutSync(environment, group),
    response: undefined,
  }));
  return [];
}

function dropMembersWithoutSync(environment: GroupEnvironment, group: ClassicGroup): readonly GroupRecord[] {
  const isWaiting = group.state === 'CompletingRebalance' || group.state === 'Stable';
  if (!isWaiting || group.pendingSyncs.size === 0) return [];
  for (const memberId of [...group.pendingSyncs]) group.remove(memberId);
  return prepareRebalance(environment, group, 'members did not send their SyncGroup in time');
}

/** Members that wait for this generation's assignment are sent back to join. */
function forgetAssignments(environment: GroupEnvironment, group: ClassicGroup): void {
  for (const member of group.members.values()) {
    member.assignment = Buffer.alloc(0);
    if (!member.isAwaitingSync) continue;
    member.answerSync(syncError('REBALANCE_IN_PROGRESS'));
    renewSession(environment, group, member);
  }
}
