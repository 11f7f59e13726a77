import type { ErrorName } from '../../protocol/error-codes';
import type { KafkaError } from '../../protocol/kafka-error';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { CoordinatorShard, ShardEvents } from '../runtime/coordinator-shard';
import { ClassicGroup } from './classic-group';
import type { GroupEnvironment } from './group-environment';
import { groupFromMetadata } from './group-metadata-image';
import { joinError, syncError } from './group-responses';
import { expireGroup, forgetTopics } from './offset-expiry';
import { OffsetTable } from './offset-table';
import { prepareRebalance } from './rebalance';
import type { GroupMetadata, GroupRecord } from './records/group-record';
import { expireMember } from './remove-member';
import { renewSession } from './session';

/**
 * The groups of one partition of `__consumer_offsets`.
 *
 * Persistent, and changed by replay alone: `offsets` (all that was appended), `committedOffsets` (the part that is
 * committed, which is what readers see) and `metadata` (the last record of each group). The live groups follow from
 * `metadata` at load, and run ahead of it during a rebalance.
 */
export class GroupShard implements CoordinatorShard<GroupRecord> {
  readonly groups = new Map<string, ClassicGroup>();
  readonly offsets = new OffsetTable();
  readonly committedOffsets = new OffsetTable();
  readonly metadata = new Map<string, GroupMetadata>();
  readonly environment: GroupEnvironment;
  private isLoaded = false;

  constructor(environment: Omit<GroupEnvironment, 'events' | 'onSessionExpired'>, events: ShardEvents<GroupRecord>) {
    this.environment = {
      ...environment,
      events,
      onSessionExpired: (group, member) => expireMember(this.environment, group, member),
    };
  }

  replay(record: GroupRecord): void {
    this.offsets.replay(record);
    if (record.kind === 'offset') {
      if (this.isLoaded && record.committed !== null) this.getOrCreate(record.groupId);
      return;
    }
    if (record.metadata !== null) this.metadata.set(record.groupId, record.metadata);
    else this.forget(record.groupId);
  }

  replayCommitted(record: GroupRecord): void {
    this.committedOffsets.replay(record);
  }

  onLoaded(): void {
    this.isLoaded = true;
    for (const [groupId, metadata] of this.metadata) this.restore(groupFromMetadata(groupId, metadata));
    for (const groupId of this.offsets.groupIds()) this.getOrCreate(groupId);
    if (this.groups.size > 0) this.environment.logger.info('Groups are loaded.', { groups: this.groups.size });
  }

  onUnloaded(error: KafkaError): void {
    for (const group of this.groups.values()) this.end(group, error.errorName);
    this.groups.clear();
  }

  getOrCreate(groupId: string): ClassicGroup {
    const known = this.groups.get(groupId);
    if (known !== undefined) return known;
    const group = new ClassicGroup(groupId, this.environment.clock.nowMs());
    this.groups.set(groupId, group);
    return group;
  }

  /** Forgets a group that a refused join created. */
  dropIfVoid(group: ClassicGroup): void {
    const { groupId } = group;
    if (group.state !== 'Empty' || group.pendingMembers.size > 0) return;
    if (!this.metadata.has(groupId) && !this.offsets.has(groupId)) this.groups.delete(groupId);
  }

  /** Deletes what is due. */
  expireOffsets(): CoordinatorResult<GroupRecord, void> {
    const nowMs = this.environment.clock.nowMs();
    const { offsetsRetentionMs } = this.environment.config;
    const records = [...this.groups.values()].flatMap((group) => expireGroup(group, this.offsets, nowMs, offsetsRetentionMs));
    return { records, response: undefined };
  }

  onTopicsDeleted(topics: ReadonlySet<string>): CoordinatorResult<GroupRecord, void> {
    const records = [...this.offsets.groupIds()].flatMap((groupId) => forgetTopics(groupId, this.offsets, topics));
    return { records, response: undefined };
  }

  /** Members of a loaded group have one session timeout to show up. */
  private restore(group: ClassicGroup): void {
    this.groups.set(group.groupId, group);
    for (const member of group.members.values()) renewSession(this.environment, group, member);
    if (group.members.size <= this.environment.config.groupSizeMax) return;
    prepareRebalance(this.environment, group, 'it is larger than group.max.size'); // its members have not rejoined: no records
  }

  private forget(groupId: string): void {
    this.metadata.delete(groupId);
    const group = this.groups.get(groupId);
    if (group === undefined) return;
    this.groups.delete(groupId);
    this.end(group, 'UNKNOWN_MEMBER_ID');
  }

  private end(group: ClassicGroup, why: ErrorName): void {
    group.cancelTimers();
    group.transitionTo('Dead', this.environment.clock.nowMs());
    for (const member of group.members.values()) {
      member.answerJoin(joinError(why, member.memberId));
      member.answerSync(syncError(why));
    }
  }
}
