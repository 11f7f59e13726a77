import { errorName, isRetriable, type ErrorName } from '../protocol/error-codes';
import type { KafkaError } from '../protocol/kafka-error';
import { deleteGroupsApi } from '../protocol/messages/delete-groups';
import { offsetDeleteApi } from '../protocol/messages/offset-delete';
import type { TopicPartition } from '../protocol/topic-partition';
import { responseError } from './error-sentence';
import { withCoordinator } from './group-offsets';
import type { KafkaClient } from './kafka-client';
import { partitionsByTopic } from './partitions-by-topic';

/** The coordinator's last word; what is worth another try is thrown. */
function verdict(name: ErrorName): KafkaError | undefined {
  const error = responseError(name);
  if (error !== undefined && isRetriable(name)) throw error;
  return error;
}

/** Deletes a group without members, and its offsets. Resolves to why not. */
export async function deleteGroup(client: KafkaClient, groupId: string): Promise<KafkaError | undefined> {
  return withCoordinator(client, groupId, async (coordinator) => {
    const response = await client.send(coordinator, deleteGroupsApi, { groupsNames: [groupId] });
    return verdict(errorName(response.results[0]?.errorCode ?? 0));
  });
}

export interface OffsetDeletion {
  /** Why nothing was deleted at all. */
  error: KafkaError | undefined;
  partitions: readonly (TopicPartition & { error: KafkaError | undefined })[];
}

/** Forgets offsets of a group for topics that none of its members reads. */
export async function deleteGroupOffsets(
  client: KafkaClient,
  groupId: string,
  partitions: readonly TopicPartition[],
): Promise<OffsetDeletion> {
  const topics = partitionsByTopic(partitions).map(([name, parts]) => ({
    name,
    partitions: parts.map(({ partition }) => ({ partitionIndex: partition })),
  }));
  return withCoordinator(client, groupId, async (coordinator) => {
    const response = await client.send(coordinator, offsetDeleteApi, { groupId, topics });
    const deleted = response.topics.flatMap(({ name: topic, partitions: answers }) =>
      answers.map(({ partitionIndex: partition, errorCode }) => ({
        topic,
        partition,
        error: responseError(errorName(errorCode)),
      })),
    );
    return { error: verdict(errorName(response.errorCode)), partitions: deleted };
  });
}
