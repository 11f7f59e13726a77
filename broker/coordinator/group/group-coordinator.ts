import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Random } from '../../platform/random';
import type { Timer, Timers } from '../../platform/timers';
import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { DeleteGroupsRequest, DeleteGroupsResponse } from '../../protocol/messages/delete-groups';
import type { DescribeGroupsRequest, DescribeGroupsResponse } from '../../protocol/messages/describe-groups';
import type { HeartbeatRequest, HeartbeatResponse } from '../../protocol/messages/heartbeat';
import type { JoinGroupRequest, JoinGroupResponse } from '../../protocol/messages/join-group';
import type { LeaveGroupRequest, LeaveGroupResponse } from '../../protocol/messages/leave-group';
import type { ListGroupsRequest, ListGroupsResponse } from '../../protocol/messages/list-groups';
import type { OffsetCommitRequest, OffsetCommitResponse } from '../../protocol/messages/offset-commit';
import type { OffsetDeleteRequest, OffsetDeleteResponse } from '../../protocol/messages/offset-delete';
import type { OffsetFetchRequest, OffsetFetchResponse } from '../../protocol/messages/offset-fetch';
import type { SyncGroupRequest, SyncGroupResponse } from '../../protocol/messages/sync-group';
import { CoordinatorRuntime } from '../runtime/coordinator-runtime';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { PartitionLoader, PartitionWriter } from '../runtime/partition-writer';
import { deleteGroup, deleteGroupError } from './delete-group';
import { describeGroup, describeGroupError, describeUnknownGroup } from './describe-group';
import type { GroupConfig } from './group-config';
import type { ClientContext, GroupEnvironment } from './group-environment';
import { joinError, syncError } from './group-responses';
import { GroupShard } from './group-shard';
import { heartbeat } from './heartbeat';
import { joinGroup } from './join-group';
import { leaveError, leaveGroup, leavingMembers } from './leave-group';
import { listGroups } from './list-groups';
import { checkCommitter, commitOffsets, offsetCommitError } from './offset-commit';
import { offsetDelete, offsetDeleteError } from './offset-delete';
import { fetchOffsets, groupsAsked, offsetFetchError, offsetFetchResponse } from './offset-fetch';
import { partitionForGroup } from './partition-for-group';
import { groupRecordCodec, type GroupRecord } from './records/group-record';
import { checkJoin, isTooLong } from './request-limits';
import { syncGroup } from './sync-group';
import type { TopicLookup } from './topic-lookup';

const groupMetadataTopic = '__consumer_offsets';

export interface GroupCoordinatorOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly logger: Logger;
  readonly writer: PartitionWriter;
  readonly loader: PartitionLoader;
  readonly config: GroupConfig;
  /** Partitions of `__consumer_offsets`; 0 while it does not exist. */
  readonly partitionCount: () => number;
  /** Told of each generation that begins in one of its groups. */
  readonly onGeneration?: GroupEnvironment['onGeneration'];
}

/**
 * Answers the requests of classic groups whose partition of `__consumer_offsets` is led by this broker. Every failure
 * is an error code in the answer; a rejection is a defect.
 */
export class GroupCoordinator {
  private readonly runtime: CoordinatorRuntime<GroupRecord, GroupShard>;
  private readonly options: GroupCoordinatorOptions;
  private expiryTimer: Timer | undefined;

  constructor(options: GroupCoordinatorOptions) {
    this.options = options;
    const { clock, random, logger, config, writer, loader, timers, onGeneration = () => undefined } = options;
    this.runtime = new CoordinatorRuntime({
      topic: groupMetadataTopic,
      writer,
      loader,
      timers,
      logger,
      codec: groupRecordCodec,
      batchBytesMax: config.batchBytesMax,
      createShard: (_partition, events) => new GroupShard({ clock, random, logger, config, onGeneration }, events),
    });
  }

  start(): void {
    this.expiryTimer ??= this.options.timers.after(this.options.config.offsetsRetentionCheckIntervalMs, () => {
      this.expiryTimer = undefined;
      this.forEachShard((shard) => shard.expireOffsets());
      this.start();
    });
  }

  stop(): void {
    this.expiryTimer?.cancel();
    this.runtime.unloadAll();
  }

  /** This broker now leads the partition: its groups are loaded. */
  onElection(partition: number, leaderEpoch: number): Promise<void> {
    return this.runtime.load(partition, leaderEpoch);
  }

  onResignation(partition: number): void {
    this.runtime.unload(partition);
  }

  onTopicsDeleted(topics: readonly string[]): void {
    const names = new Set(topics);
    this.forEachShard((shard) => shard.onTopicsDeleted(names));
  }

  joinGroup(request: JoinGroupRequest, client: ClientContext): Promise<JoinGroupResponse> {
    const { groupId, memberId } = request;
    const problem = checkJoin(request, this.options.config);
    if (problem !== 'NONE') return Promise.resolve(joinError(problem, memberId));
    return this.execute(
      groupId,
      (shard) => {
        const group = memberId === '' ? shard.getOrCreate(groupId) : shard.groups.get(groupId);
        if (group === undefined) return { records: [], response: joinError('UNKNOWN_MEMBER_ID', memberId) };
        const result = joinGroup(shard.environment, group, request, client);
        shard.dropIfVoid(group);
        return result;
      },
      (name) => joinError(name, memberId),
    );
  }

  syncGroup(request: SyncGroupRequest, _client: ClientContext): Promise<SyncGroupResponse> {
    if (request.groupId === '') return Promise.resolve(syncError('INVALID_GROUP_ID'));
    return this.execute(
      request.groupId,
      (shard) => {
        const group = shard.groups.get(request.groupId);
        if (group === undefined) return { records: [], response: syncError('UNKNOWN_MEMBER_ID') };
        return syncGroup(shard.environment, group, request);
      },
      // A generation that is being loaded is no generation yet: the member joins again.
      (name) => syncError(name === 'COORDINATOR_LOAD_IN_PROGRESS' ? 'REBALANCE_IN_PROGRESS' : name),
    );
  }

  heartbeat(request: HeartbeatRequest, _client: ClientContext): Promise<HeartbeatResponse> {
    if (request.groupId === '') return Promise.resolve({ errorCode: errorCodes.INVALID_GROUP_ID });
    return this.execute(
      request.groupId,
      (shard) => {
        const group = shard.groups.get(request.groupId);
        if (group === undefined) return { records: [], response: { errorCode: errorCodes.UNKNOWN_MEMBER_ID } };
        return heartbeat(shard.environment, group, request);
      },
      // Nothing can be said against the member while its group is being loaded, and an error would make it rejoin.
      (name) => ({ errorCode: errorCodes[name === 'COORDINATOR_LOAD_IN_PROGRESS' ? 'NONE' : name] }),
    );
  }

  leaveGroup(request: LeaveGroupRequest, { apiVersion }: ClientContext): Promise<LeaveGroupResponse> {
    if (request.groupId === '') return Promise.resolve({ errorCode: errorCodes.INVALID_GROUP_ID });
    return this.execute(
      request.groupId,
      (shard) => {
        const group = shard.groups.get(request.groupId);
        const unknown = leaveError(leavingMembers(request, apiVersion), apiVersion, 'UNKNOWN_MEMBER_ID');
        if (group === undefined) return { records: [], response: unknown };
        return leaveGroup(shard.environment, group, request, apiVersion);
      },
      (name) => ({ errorCode: errorCodes[name] }),
    );
  }

  offsetCommit(request: OffsetCommitRequest, client: ClientContext, topics: TopicLookup): Promise<OffsetCommitResponse> {
    if (isTooLong(request.groupId)) return Promise.resolve(offsetCommitError(request, 'INVALID_GROUP_ID'));
    return this.execute(
      request.groupId,
      (shard) => {
        const group = shard.groups.get(request.groupId);
        const problem = checkCommitter(shard.environment, group, request, client.apiVersion);
        if (problem !== 'NONE') return { records: [], response: offsetCommitError(request, problem) };
        return commitOffsets(shard.environment, request, client, topics);
      },
      (name) => offsetCommitError(request, name),
    );
  }

  async offsetFetch(
    request: OffsetFetchRequest,
    { apiVersion }: ClientContext,
    topics: TopicLookup,
  ): Promise<OffsetFetchResponse> {
    const groups = groupsAsked(request, apiVersion).map((asked) =>
      this.execute(
        asked.groupId,
        (shard) => ({ records: [], response: fetchOffsets(shard.committedOffsets, asked, apiVersion, topics) }),
        (name) => offsetFetchError(asked, apiVersion, name),
      ),
    );
    return offsetFetchResponse(await Promise.all(groups), apiVersion);
  }

  async describeGroups(request: DescribeGroupsRequest, { apiVersion }: ClientContext): Promise<DescribeGroupsResponse> {
    const descriptions = request.groups.map((groupId) =>
      this.execute(
        groupId,
        (shard) => {
          const group = shard.groups.get(groupId);
          const response =
            group === undefined
              ? describeUnknownGroup(groupId, apiVersion)
              : describeGroup(group, request.includeAuthorizedOperations);
          return { records: [], response };
        },
        (name) => describeGroupError(groupId, name),
      ),
    );
    return { groups: await Promise.all(descriptions) };
  }

  listGroups(request: ListGroupsRequest, _client: ClientContext): Promise<ListGroupsResponse> {
    const { shards, isLoading } = this.runtime.activeShards();
    const groups = shards.flatMap(([, shard]) => [...shard.groups.values()]);
    return Promise.resolve(listGroups(groups, request, isLoading));
  }

  async deleteGroups(request: DeleteGroupsRequest, _client: ClientContext): Promise<DeleteGroupsResponse> {
    const results = request.groupsNames.map((groupId) =>
      this.execute(
        groupId,
        (shard) => deleteGroup(groupId, shard.groups.get(groupId), shard.offsets),
        (name) => deleteGroupError(groupId, name),
      ),
    );
    return { throttleTimeMs: 0, results: await Promise.all(results) };
  }

  offsetDelete(request: OffsetDeleteRequest, _client: ClientContext, topics: TopicLookup): Promise<OffsetDeleteResponse> {
    const { groupId } = request;
    return this.execute(
      groupId,
      (shard) => offsetDelete(shard.groups.get(groupId), shard.offsets, request, topics),
      offsetDeleteError,
    );
  }

  /** Runs an event on the group's shard; expected failures become the answer that `onError` makes of them. */
  private async execute<Response>(
    groupId: string,
    event: (shard: GroupShard) => CoordinatorResult<GroupRecord, Response>,
    onError: (name: ErrorName) => Response,
  ): Promise<Response> {
    const partitionCount = this.options.partitionCount();
    if (partitionCount === 0) return onError('COORDINATOR_NOT_AVAILABLE');
    try {
      return await this.runtime.execute(partitionForGroup(groupId, partitionCount), event);
    } catch (error) {
      if (error instanceof KafkaError) return onError(error.errorName);
      throw error;
    }
  }

  /** Background work on every loaded shard. A failed append has been logged, and its shard is loaded again. */
  private forEachShard(event: (shard: GroupShard) => CoordinatorResult<GroupRecord, void>): void {
    for (const [partition] of this.runtime.activeShards().shards) this.runtime.executeUnattended(partition, event);
  }
}
