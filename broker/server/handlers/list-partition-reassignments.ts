import { errorCodes } from '../../protocol/error-codes';
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from '../../protocol/messages/list-partition-reassignments';
import type { BrokerServices } from '../broker-services';

/**
 * ListPartitionReassignments: v0
 *
 * Behaviour: lists partitions that the metadata shows as adding or removing replicas; tools ask for it with every
 * `--describe` (KIP-455). Topics: null is all.
 */
export function handleListPartitionReassignments(
  { metadata }: BrokerServices,
  request: ListPartitionReassignmentsRequest,
): ListPartitionReassignmentsResponse {
  const wanted = request.topics && new Map(request.topics.map(({ name, partitionIndexes }) => [name, new Set(partitionIndexes)]));
  const topics = [...metadata.image.topicsByName.values()].map(({ name, partitions }) => ({
    name,
    partitions: partitions.flatMap(({ replicas, addingReplicas, removingReplicas }, partitionIndex) => {
      if (wanted !== null && wanted.get(name)?.has(partitionIndex) !== true) return [];
      if (addingReplicas.length === 0 && removingReplicas.length === 0) return [];
      return [{ partitionIndex, replicas, addingReplicas, removingReplicas }];
    }),
  }));
  return {
    throttleTimeMs: 0,
    errorCode: errorCodes.NONE,
    errorMessage: null,
    topics: topics.filter(({ partitions }) => partitions.length > 0),
  };
}
