import { errorCodes } from '../protocol/error-codes';
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from '../protocol/messages/list-partition-reassignments';
import type { ControllerResult, ControllerState } from './controller-result';
import { isReassigning } from './partition-reassignment';

/** ListPartitionReassignments: partitions that are adding or removing replicas, of those named or of all. */
export function listPartitionReassignments(
  { image }: ControllerState,
  request: ListPartitionReassignmentsRequest,
): ControllerResult<ListPartitionReassignmentsResponse> {
  const wanted = request.topics && new Map(request.topics.map(({ name, partitionIndexes }) => [name, new Set(partitionIndexes)]));
  const topics = [...image.topicsByName.values()].map(({ name, partitions }) => ({
    name,
    partitions: partitions.flatMap((partition, partitionIndex) => {
      if (wanted !== null && wanted.get(name)?.has(partitionIndex) !== true) return [];
      if (!isReassigning(partition)) return [];
      const { replicas, addingReplicas, removingReplicas } = partition;
      return [{ partitionIndex, replicas, addingReplicas, removingReplicas }];
    }),
  }));
  const response = {
    throttleTimeMs: 0,
    errorCode: errorCodes.NONE,
    errorMessage: null,
    topics: topics.filter(({ partitions }) => partitions.length > 0),
  };
  return { records: [], response };
}
