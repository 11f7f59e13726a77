/**
 * OffsetCommit: a member of the current generation, or anyone while the group is empty, says how far it has read.
 * Partitions are judged one by one; those that pass are written as one batch.
 */
import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { OffsetCommitRequest, OffsetCommitResponse } from '../../protocol/messages/offset-commit';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { ClassicGroup } from './classic-group';
import type { ClientContext, GroupEnvironment } from './group-environment';
import { groupRecordsSizeBytes, type GroupRecord, type OffsetRecord } from './records/group-record';
import { renewSession } from './session';
import type { TopicLookup } from './topic-lookup';

const topicIdsFromVersion = 10;
const groupIdNotFoundFromVersion = 9;

type RequestTopic = OffsetCommitRequest['topics'][number];
type RequestPartition = RequestTopic['partitions'][number];

/** Whether the sender may commit; a member that may has shown a sign of life. */
export function checkCommitter(
  environment: GroupEnvironment,
  group: ClassicGroup | undefined,
  request: OffsetCommitRequest,
  apiVersion: number,
): ErrorName {
  const { generationIdOrMemberEpoch: generationId, memberId, groupInstanceId } = request;
  if (group === undefined) {
    if (generationId < 0) return 'NONE'; // a simple consumer or an admin: the group begins with this commit
    return apiVersion >= groupIdNotFoundFromVersion ? 'GROUP_ID_NOT_FOUND' : 'ILLEGAL_GENERATION';
  }
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  if (generationId < 0 && group.state === 'Empty') return 'NONE';
  if (generationId < 0 && memberId === '' && groupInstanceId === null) return 'UNKNOWN_MEMBER_ID';
  const member = group.authenticate(memberId, groupInstanceId);
  if (typeof member === 'string') return member;
  if (generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  if (group.state === 'CompletingRebalance') return 'REBALANCE_IN_PROGRESS';
  renewSession(environment, group, member);
  return 'NONE';
}

/** The same answer for every partition. */
export function offsetCommitError(request: OffsetCommitRequest, name: ErrorName): OffsetCommitResponse {
  return responseOf(request, () => name);
}

function responseOf(
  request: OffsetCommitRequest,
  judge: (topic: RequestTopic, partition: RequestPartition) => ErrorName,
): OffsetCommitResponse {
  const topics = request.topics.map((topic) => ({
    name: topic.name,
    topicId: topic.topicId,
    partitions: topic.partitions.map((partition) => ({
      partitionIndex: partition.partitionIndex,
      errorCode: errorCodes[judge(topic, partition)],
    })),
  }));
  return { topics };
}

/** The records and the answer of a commit whose sender has been checked. */
export function commitOffsets(
  environment: GroupEnvironment,
  request: OffsetCommitRequest,
  client: ClientContext,
  topics: TopicLookup,
): CoordinatorResult<GroupRecord, OffsetCommitResponse> {
  const nowMs = environment.clock.nowMs();
  const expireTimestampMs = request.retentionTimeMs < 0 ? -1 : nowMs + request.retentionTimeMs;
  const records: OffsetRecord[] = [];
  const response = responseOf(request, (requestTopic, partition) => {
    const topic = client.apiVersion >= topicIdsFromVersion ? topics.nameOf(requestTopic.topicId) : requestTopic.name;
    if (topic === undefined) return 'UNKNOWN_TOPIC_ID';
    const { partitionIndex, committedOffset, committedLeaderEpoch } = partition;
    const isKnown = partitionIndex >= 0 && partitionIndex < topics.partitionCountOf(topic);
    if (!isKnown) return 'UNKNOWN_TOPIC_OR_PARTITION';
    const metadata = partition.committedMetadata ?? '';
    if (metadata.length > environment.config.offsetMetadataBytesMax) return 'OFFSET_METADATA_TOO_LARGE';
    records.push({
      kind: 'offset',
      groupId: request.groupId,
      topic,
      partition: partitionIndex,
      committed: {
        offset: committedOffset,
        leaderEpoch: expireTimestampMs < 0 ? committedLeaderEpoch : -1, // the record with an expiry has no epoch
        metadata,
        commitTimestampMs: nowMs,
        expireTimestampMs,
      },
    });
    return 'NONE';
  });
  if (groupRecordsSizeBytes(records) > environment.config.batchBytesMax) {
    return { records: [], response: offsetCommitError(request, 'INVALID_COMMIT_OFFSET_SIZE') };
  }
  return { records, response };
}
