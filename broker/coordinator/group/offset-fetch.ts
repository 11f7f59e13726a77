/**
 * OffsetFetch: committed offsets by group. −1 with no error says that nothing is committed. Null topics ask for all.
 * Versions: topics by name, one group → 8 several groups → 10 topics by id.
 */
import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { OffsetFetchRequest, OffsetFetchResponse } from '../../protocol/messages/offset-fetch';
import { zeroUuid } from '../../protocol/primitives/uuid';
import type { OffsetTable } from './offset-table';
import type { CommittedOffset } from './records/group-record';
import type { TopicLookup } from './topic-lookup';

const groupsFromVersion = 8;
const topicIdsFromVersion = 10;
const groupErrorFromVersion = 2;

export type GroupAsked = OffsetFetchRequest['groups'][number];
export type GroupAnswer = NonNullable<OffsetFetchResponse['groups']>[number];
type TopicAnswer = NonNullable<GroupAnswer['topics']>[number];
type PartitionAnswer = NonNullable<TopicAnswer['partitions']>[number];

/** The groups of a request, in the form that version 8 gave it. */
export function groupsAsked(request: OffsetFetchRequest, apiVersion: number): readonly GroupAsked[] {
  if (apiVersion >= groupsFromVersion) return request.groups;
  const topics = request.topics?.map((topic) => ({ ...topic, topicId: zeroUuid })) ?? null;
  return [{ groupId: request.groupId, memberId: null, memberEpoch: -1, topics }];
}

/** One group's committed offsets. */
export function fetchOffsets(offsets: OffsetTable, group: GroupAsked, apiVersion: number, topics: TopicLookup): GroupAnswer {
  const usesIds = apiVersion >= topicIdsFromVersion;
  const { groupId } = group;
  if (group.topics === null) {
    return { groupId, topics: allTopics(offsets, groupId, usesIds ? topics : undefined), errorCode: errorCodes.NONE };
  }
  const answers = group.topics.map((asked): TopicAnswer => {
    const name = usesIds ? topics.nameOf(asked.topicId) : asked.name;
    const partitions = asked.partitionIndexes.map((partition) =>
      name === undefined
        ? partitionAnswer(partition, undefined, 'UNKNOWN_TOPIC_ID')
        : partitionAnswer(partition, offsets.get(groupId, name, partition)),
    );
    return { name: asked.name, topicId: asked.topicId, partitions };
  });
  return { groupId, topics: answers, errorCode: errorCodes.NONE };
}

function allTopics(offsets: OffsetTable, groupId: string, lookup: TopicLookup | undefined): TopicAnswer[] {
  const answers: TopicAnswer[] = [];
  for (const [name, partitions] of offsets.topics(groupId)) {
    const topicId = lookup === undefined ? zeroUuid : lookup.idOf(name);
    if (topicId === undefined) continue; // a topic that is gone has no id to be named by
    answers.push({ name, topicId, partitions: [...partitions].map(([partition, entry]) => partitionAnswer(partition, entry)) });
  }
  return answers;
}

function partitionAnswer(partitionIndex: number, committed?: CommittedOffset, name: ErrorName = 'NONE'): PartitionAnswer {
  return {
    partitionIndex,
    committedOffset: committed?.offset ?? -1,
    committedLeaderEpoch: committed?.leaderEpoch ?? -1,
    metadata: committed?.metadata ?? '',
    errorCode: errorCodes[name],
  };
}

/** A group whose coordinator cannot answer; version 1 has no room for that but in the partitions. */
export function offsetFetchError(group: GroupAsked, apiVersion: number, name: ErrorName): GroupAnswer {
  const isInPartitions = apiVersion < groupErrorFromVersion;
  const topics = (group.topics ?? []).map((topic) => ({
    name: topic.name,
    topicId: topic.topicId,
    partitions: topic.partitionIndexes.map((partition) => partitionAnswer(partition, undefined, name)),
  }));
  return { groupId: group.groupId, topics: isInPartitions ? topics : [], errorCode: errorCodes[name] };
}

/** The answers in the form of the request's version. */
export function offsetFetchResponse(groups: readonly GroupAnswer[], apiVersion: number): OffsetFetchResponse {
  if (apiVersion >= groupsFromVersion) return { groups };
  const [group] = groups;
  return { topics: group?.topics ?? [], errorCode: group?.errorCode ?? errorCodes.NONE };
}
