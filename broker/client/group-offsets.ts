import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { offsetCommitApi } from '../protocol/messages/offset-commit';
import { offsetFetchApi } from '../protocol/messages/offset-fetch';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import type { KafkaClient } from './kafka-client';
import { partitionsByTopic } from './partitions-by-topic';

/** The newest versions that name topics by name. */
const offsetVersionMax = 9;

export interface GroupMember {
  groupId: string;
  memberId: string;
  generationId: number;
  groupInstanceId: string | null;
}

export type CommittedOffset = TopicPartition & { offset: number };

/** The leader epoch is that of the last record read before the offset; −1 when the member told none. */
export type FetchedOffset = CommittedOffset & { leaderEpoch: number };

/** Sends to the group's coordinator; a coordinator that moved or cannot be reached is looked for again. */
export async function withCoordinator<T>(
  client: KafkaClient,
  groupId: string,
  action: (coordinator: number) => Promise<T>,
): Promise<T> {
  return client.retrying(async () => {
    const coordinator = await client.coordinatorOf(groupId);
    try {
      return await action(coordinator);
    } catch (error) {
      client.forgetCoordinator(groupId);
      throw error;
    }
  });
}

/** What the group has committed for the partitions, or for all it ever committed (null). */
export async function fetchOffsets(
  client: KafkaClient,
  groupId: string,
  partitions: readonly TopicPartition[] | null,
): Promise<FetchedOffset[]> {
  const topics =
    partitions &&
    partitionsByTopic(partitions).map(([name, parts]) => ({ name, partitionIndexes: parts.map(({ partition }) => partition) }));
  return withCoordinator(client, groupId, async (coordinator) => {
    const request = { groupId, topics, groups: [{ groupId, topics }] };
    const response = await client.send(coordinator, offsetFetchApi, request, { versionMax: offsetVersionMax });
    const group = response.groups[0] ?? response;
    if (group.errorCode !== 0) throw new KafkaError(errorName(group.errorCode), `The offsets of ${groupId} cannot be read.`);
    const fetched: FetchedOffset[] = [];
    for (const topic of group.topics) {
      for (const { partitionIndex: partition, committedOffset: offset, committedLeaderEpoch, errorCode } of topic.partitions) {
        const name = topicPartitionName({ topic: topic.name, partition });
        if (errorCode !== 0) throw new KafkaError(errorName(errorCode), `The offset of ${groupId} for ${name} cannot be read.`);
        if (offset >= 0) fetched.push({ topic: topic.name, partition, offset, leaderEpoch: committedLeaderEpoch });
      }
    }
    return fetched;
  });
}

/** What the group has committed, by `topic-partition`; partitions without a commit are missing. */
export async function fetchCommitted(
  client: KafkaClient,
  groupId: string,
  partitions: readonly TopicPartition[],
): Promise<ReadonlyMap<string, number>> {
  if (partitions.length === 0) return new Map();
  const fetched = await fetchOffsets(client, groupId, partitions);
  return new Map(fetched.map((part) => [topicPartitionName(part), part.offset]));
}

/** Commits as a member of the group, or from outside with generation -1 and an empty member id. */
export async function commitOffsets(
  client: KafkaClient,
  member: GroupMember,
  offsets: readonly CommittedOffset[],
): Promise<void> {
  if (offsets.length === 0) return;
  await withCoordinator(client, member.groupId, async (coordinator) => {
    const request = {
      groupId: member.groupId,
      generationIdOrMemberEpoch: member.generationId,
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      topics: partitionsByTopic(offsets).map(([name, parts]) => ({
        name,
        partitions: parts.map(({ partition, offset }) => ({
          partitionIndex: partition,
          committedOffset: offset,
          committedMetadata: '',
        })),
      })),
    };
    const response = await client.send(coordinator, offsetCommitApi, request, { versionMax: offsetVersionMax });
    for (const { name, partitions } of response.topics) {
      for (const { partitionIndex, errorCode } of partitions) {
        if (errorCode === 0) continue;
        const error = errorName(errorCode);
        throw new KafkaError(error, `The offset of ${member.groupId} for ${name}-${partitionIndex} is not committed: ${error}.`);
      }
    }
  });
}
