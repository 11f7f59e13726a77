/** OffsetDelete: forgets offsets of a group, of topics that none of its members reads. */
import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { OffsetDeleteRequest, OffsetDeleteResponse } from '../../protocol/messages/offset-delete';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { ClassicGroup } from './classic-group';
import type { OffsetTable } from './offset-table';
import type { GroupRecord } from './records/group-record';
import { subscribedTopics } from './subscribed-topics';
import type { TopicLookup } from './topic-lookup';

export function offsetDeleteError(name: ErrorName): OffsetDeleteResponse {
  return { errorCode: errorCodes[name], throttleTimeMs: 0, topics: [] };
}

export function offsetDelete(
  group: ClassicGroup | undefined,
  offsets: OffsetTable,
  request: OffsetDeleteRequest,
  topics: TopicLookup,
): CoordinatorResult<GroupRecord, OffsetDeleteResponse> {
  if (group === undefined || group.state === 'Dead') {
    return { records: [], response: offsetDeleteError('GROUP_ID_NOT_FOUND') };
  }
  const subscribed = group.state === 'Empty' ? new Set<string>() : subscribedTopics(group);
  if (subscribed === undefined) return { records: [], response: offsetDeleteError('NON_EMPTY_GROUP') };

  const { groupId } = request;
  const records: GroupRecord[] = [];
  const judge = (topic: string, partition: number): ErrorName => {
    const isKnown = partition >= 0 && partition < topics.partitionCountOf(topic);
    if (!isKnown) return 'UNKNOWN_TOPIC_OR_PARTITION';
    if (subscribed.has(topic)) return 'GROUP_SUBSCRIBED_TO_TOPIC';
    if (offsets.get(groupId, topic, partition) !== undefined) {
      records.push({ kind: 'offset', groupId, topic, partition, committed: null });
    }
    return 'NONE';
  };
  const answers = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode: errorCodes[judge(name, partitionIndex)] })),
  }));
  return { records, response: { errorCode: errorCodes.NONE, throttleTimeMs: 0, topics: answers } };
}
