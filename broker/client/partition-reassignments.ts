import { errorName } from '../protocol/error-codes';
import type { KafkaError } from '../protocol/kafka-error';
import { alterPartitionReassignmentsApi } from '../protocol/messages/alter-partition-reassignments';
import { listPartitionReassignmentsApi } from '../protocol/messages/list-partition-reassignments';
import type { TopicPartition } from '../protocol/topic-partition';
import { askController } from './controller-request';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';
import { partitionsByTopic } from './partitions-by-topic';

/** A partition on its way to other replicas. `replicas` are all it has meanwhile. */
export interface PartitionReassignment extends TopicPartition {
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

/** Where a partition shall go; null takes back where it was going. */
export interface ReassignmentTarget extends TopicPartition {
  readonly replicas: readonly number[] | null;
}

/** What is under way, of some partitions or (null) of all. */
export async function listReassignments(
  client: KafkaClient,
  partitions: readonly TopicPartition[] | null = null,
): Promise<PartitionReassignment[]> {
  const topics =
    partitions &&
    partitionsByTopic(partitions).map(([name, parts]) => ({
      name,
      partitionIndexes: parts.map(({ partition }) => partition),
    }));
  const request = { topics, timeoutMs: client.requestTimeoutMs };
  const response = await askController(client, listPartitionReassignmentsApi, request);
  const error = responseError(errorName(response.errorCode), response.errorMessage);
  if (error !== undefined) throw error;
  return response.topics.flatMap(({ name: topic, partitions: parts }) =>
    parts.map(({ partitionIndex: partition, replicas, addingReplicas, removingReplicas }) => ({
      topic,
      partition,
      replicas,
      addingReplicas,
      removingReplicas,
    })),
  );
}

/** Starts or takes back reassignments. Resolves to what was refused, and why. */
export async function alterReassignments(
  client: KafkaClient,
  targets: readonly ReassignmentTarget[],
  { allowReplicationFactorChange = true }: { allowReplicationFactorChange?: boolean } = {},
): Promise<(TopicPartition & { error: KafkaError })[]> {
  const topics = partitionsByTopic(targets).map(([name, parts]) => ({
    name,
    partitions: parts.map(({ partition, replicas }) => ({ partitionIndex: partition, replicas })),
  }));
  const request = { topics, allowReplicationFactorChange, timeoutMs: client.requestTimeoutMs };
  const response = await askController(client, alterPartitionReassignmentsApi, request);
  const error = responseError(errorName(response.errorCode), response.errorMessage);
  if (error !== undefined) throw error;
  return response.responses.flatMap(({ name: topic, partitions }) =>
    partitions.flatMap(({ partitionIndex: partition, errorCode, errorMessage }) => {
      const problem = responseError(errorName(errorCode), errorMessage);
      return problem === undefined ? [] : [{ topic, partition, error: problem }];
    }),
  );
}
