import type { Timer } from '../../platform/timers';
import type { ErrorName } from '../../protocol/error-codes';
import type { GroupMember, MemberProtocol } from './group-member';
import { canAgree, selectProtocol } from './protocol-selection';

/**
 * Empty                no members; may hold offsets. A join → PreparingRebalance.
 * PreparingRebalance   members must rejoin; joins are parked. All are in, or time is up → CompletingRebalance (or Empty).
 * CompletingRebalance  the leader works out the assignment; syncs are parked. Its sync is committed → Stable.
 * Stable               members heartbeat. One comes, goes or changes its metadata → PreparingRebalance.
 * Dead                 deleted, or its coordinator moved.
 */
export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

const previousStates: Readonly<Record<GroupState, readonly GroupState[]>> = {
  Empty: ['PreparingRebalance'],
  PreparingRebalance: ['Empty', 'CompletingRebalance', 'Stable'],
  CompletingRebalance: ['PreparingRebalance'],
  Stable: ['CompletingRebalance'],
  Dead: ['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead'],
};

/** A classic group as its coordinator sees it now. It decides nothing: the handlers do. */
export class ClassicGroup {
  readonly groupId: string;
  readonly members = new Map<string, GroupMember>();
  /** Ids handed out with MEMBER_ID_REQUIRED whose owners have not come back yet, with the timers that forget them. */
  readonly pendingMembers = new Map<string, Timer>();
  /** Members of this generation that have not sent their SyncGroup. */
  readonly pendingSyncs = new Set<string>();
  generationId = 0;
  protocolType: string | null = null;
  protocolName: string | null = null;
  leaderId: string | null = null;
  /** When the state last changed; −1 when an old record does not say. */
  stateTimestampMs: number;
  /** Ends the join phase. */
  joinTimer: Timer | undefined;
  /** Ends the wait for syncs. */
  syncTimer: Timer | undefined;
  /** During the first join phase of an empty group only; `memberAdded` since its timer was last set. */
  initialDelay: { memberAdded: boolean } | undefined;
  private currentState: GroupState = 'Empty';
  private readonly staticMemberIds = new Map<string, string>();

  constructor(groupId: string, stateTimestampMs: number) {
    this.groupId = groupId;
    this.stateTimestampMs = stateTimestampMs;
  }

  get state(): GroupState {
    return this.currentState;
  }

  transitionTo(state: GroupState, nowMs: number): void {
    if (!previousStates[state].includes(this.currentState)) {
      throw new Error(`group ${this.groupId} cannot go from ${this.currentState} to ${state}`);
    }
    this.restoreState(state, nowMs);
  }

  /** The state that a record tells of. */
  restoreState(state: GroupState, timestampMs: number): void {
    this.currentState = state;
    this.stateTimestampMs = timestampMs;
  }

  add(member: GroupMember, protocolType: string): void {
    if (this.members.size === 0) this.protocolType = protocolType;
    if (member.instanceId !== null) this.staticMemberIds.set(member.instanceId, member.memberId);
    this.members.set(member.memberId, member);
    this.leaderId ??= member.memberId;
    this.forgetPendingMember(member.memberId);
  }

  remove(memberId: string): void {
    const member = this.members.get(memberId);
    this.forgetPendingMember(memberId);
    this.pendingSyncs.delete(memberId);
    if (member === undefined) return;
    member.sessionTimer?.cancel();
    this.members.delete(memberId);
    if (member.instanceId !== null) this.staticMemberIds.delete(member.instanceId);
    if (this.leaderId !== memberId) return;
    const [next] = this.members.keys();
    this.leaderId = next ?? null;
  }

  forgetPendingMember(memberId: string): boolean {
    this.pendingMembers.get(memberId)?.cancel();
    return this.pendingMembers.delete(memberId);
  }

  /** A static member came back under a new id: it takes the old one's place, and rank. */
  replaceStaticMember(member: GroupMember, newMemberId: string): void {
    const oldMemberId = member.memberId;
    const order = [...this.members.values()];
    member.memberId = newMemberId;
    this.members.clear();
    for (const each of order) this.members.set(each.memberId, each);
    if (member.instanceId !== null) this.staticMemberIds.set(member.instanceId, newMemberId);
    if (this.leaderId === oldMemberId) this.leaderId = newMemberId;
    if (this.pendingSyncs.delete(oldMemberId)) this.pendingSyncs.add(newMemberId);
  }

  staticMember(instanceId: string): GroupMember | undefined {
    const memberId = this.staticMemberIds.get(instanceId);
    return memberId === undefined ? undefined : this.members.get(memberId);
  }

  /** The member that a request claims to come from, or the error that tells it that it is not (any longer). */
  authenticate(memberId: string, instanceId: string | null): GroupMember | ErrorName {
    if (instanceId !== null) {
      const current = this.staticMember(instanceId);
      if (current === undefined) return 'UNKNOWN_MEMBER_ID';
      return current.memberId === memberId ? current : 'FENCED_INSTANCE_ID';
    }
    return this.members.get(memberId) ?? 'UNKNOWN_MEMBER_ID';
  }

  accepts(protocolType: string, protocols: readonly MemberProtocol[]): boolean {
    if (this.members.size === 0) return protocolType !== '' && protocols.length > 0;
    return protocolType === this.protocolType && canAgree([...this.members.values()], protocols);
  }

  isLeader(memberId: string): boolean {
    return this.leaderId === memberId;
  }

  get hasAllMembersJoined(): boolean {
    if (this.pendingMembers.size > 0) return false;
    for (const member of this.members.values()) if (!member.isAwaitingJoin) return false;
    return true;
  }

  get awaitingJoinCount(): number {
    let count = 0;
    for (const member of this.members.values()) if (member.isAwaitingJoin) count += 1;
    return count;
  }

  /** The longest a member asked to be given for finishing its work before it rejoins. */
  get rebalanceTimeoutMs(): number {
    let longestMs = 0;
    for (const member of this.members.values()) longestMs = Math.max(longestMs, member.rebalanceTimeoutMs);
    return longestMs;
  }

  /** Keeps the leader if it rejoined, else takes the first member that did; false when none did. */
  electJoinedLeader(): boolean {
    const leader = this.leaderId === null ? undefined : this.members.get(this.leaderId);
    if (leader?.isAwaitingJoin === true) return true;
    for (const member of this.members.values()) {
      if (!member.isAwaitingJoin) continue;
      this.leaderId = member.memberId;
      return true;
    }
    return false;
  }

  /** The state it leads to. */
  beginGeneration(nowMs: number): 'Empty' | 'CompletingRebalance' {
    this.generationId += 1;
    this.pendingSyncs.clear();
    this.protocolName = this.nextProtocol();
    const state = this.members.size === 0 ? 'Empty' : 'CompletingRebalance';
    this.transitionTo(state, nowMs);
    return state;
  }

  /** The protocol that a generation of the present members would use. */
  nextProtocol(): string | null {
    return selectProtocol([...this.members.values()]);
  }

  cancelTimers(): void {
    this.joinTimer?.cancel();
    this.syncTimer?.cancel();
    for (const timer of this.pendingMembers.values()) timer.cancel();
    for (const member of this.members.values()) member.sessionTimer?.cancel();
  }
}
