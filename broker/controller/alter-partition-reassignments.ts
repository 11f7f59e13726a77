import type { PartitionImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from '../protocol/messages/alter-partition-reassignments';
import type { ControllerResult, ControllerState } from './controller-result';
import { duplicatesOf } from './duplicates';
import { partitionsPerRequestMax } from './limits';
import { changePartition, type PartitionOfTopic } from './partition-changes';
import { assignmentTowards, isReassigning, originalReplicas, type Assignment } from './partition-reassignment';
import { checkReplicas } from './replica-placement';

type RequestedTopic = AlterPartitionReassignmentsRequest['topics'][number];
type RequestedPartition = RequestedTopic['partitions'][number];
type PartitionResult = AlterPartitionReassignmentsResponse['responses'][number]['partitions'][number];

/**
 * AlterPartitionReassignments: moves partitions to other replicas, or ends moves that are under way. The new replicas join
 * at once; the old ones leave when every new one is in sync, which AlterPartition finds out.
 */
export function alterPartitionReassignments(
  state: ControllerState,
  request: AlterPartitionReassignmentsRequest,
): ControllerResult<AlterPartitionReassignmentsResponse> {
  const { allowReplicationFactorChange, topics } = request;
  const keyOf = (topic: string, partition: number): string => `${topic}:${partition}`;
  const duplicates = duplicatesOf(
    topics.flatMap(({ name, partitions }) => partitions.map(({ partitionIndex }) => keyOf(name, partitionIndex))),
  );
  const records: MetadataRecordInput[] = [];
  const alter = (name: string, requested: RequestedPartition): PartitionResult => {
    const { partitionIndex } = requested;
    try {
      if (duplicates.has(keyOf(name, partitionIndex)))
        throw new KafkaError('INVALID_REQUEST', 'The request names this partition more than once.');
      if (records.length >= partitionsPerRequestMax)
        throw new KafkaError('POLICY_VIOLATION', `One request can move at most ${partitionsPerRequestMax} partitions.`);
      const partition = partitionOf(state, name, partitionIndex);
      const record = reassign(state, partition, requested.replicas, allowReplicationFactorChange);
      if (record !== undefined) records.push(record);
      return { partitionIndex, errorCode: errorCodes.NONE, errorMessage: null };
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      return { partitionIndex, errorCode: error.code, errorMessage: error.message };
    }
  };
  const responses = topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map((requested) => alter(name, requested)),
  }));
  const response = { throttleTimeMs: 0, allowReplicationFactorChange, errorCode: errorCodes.NONE, errorMessage: null };
  return { records, response: { ...response, responses } };
}

function partitionOf({ image }: ControllerState, name: string, partitionId: number): PartitionOfTopic {
  const topic = image.topicsByName.get(name);
  const partition = topic?.partitions[partitionId];
  if (topic === undefined || partition === undefined)
    throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `There is no partition ${name}-${partitionId}.`);
  return { topic, partitionId, partition };
}

/** `target` null: the partition goes back to the replicas it had before the move. */
function reassign(
  state: ControllerState,
  partition: PartitionOfTopic,
  target: readonly number[] | null,
  mayChangeFactor: boolean,
): MetadataRecordInput | undefined {
  const original = originalReplicas(partition.partition);
  if (target === null) {
    if (!isReassigning(partition.partition))
      throw new KafkaError('NO_REASSIGNMENT_IN_PROGRESS', 'No reassignment of the partition is under way.');
    return moveTo(state, partition, { replicas: original, addingReplicas: [], removingReplicas: [] });
  }
  checkReplicas(state.image, `The assignment of ${partition.topic.name}-${partition.partitionId}`, target);
  if (!mayChangeFactor && target.length !== original.length) {
    throw new KafkaError(
      'INVALID_REPLICATION_FACTOR',
      `The partition has ${original.length} replicas, and the request forbids to make that ${target.length}.`,
    );
  }
  return moveTo(state, partition, assignmentTowards(partition.partition, target));
}

function moveTo(state: ControllerState, partition: PartitionOfTopic, assignment: Assignment): MetadataRecordInput | undefined {
  const stays = (id: number): boolean => assignment.replicas.includes(id);
  const changed = changePartition(state, partition, { assignment, isr: partition.partition.isr.filter(stays) });
  if (changed === undefined) return undefined;
  // A move under way can be all that has the records: what it was adding cannot be dropped then.
  const lastKnown = changed.partition.lastKnownElr.length;
  if (trusted(changed.partition) === 0 && (trusted(partition.partition) > 0 || lastKnown === 0)) {
    throw new KafkaError(
      'INVALID_REPLICA_ASSIGNMENT',
      'Only replicas that the move was adding have all records of the partition; dropping them would lose some.',
    );
  }
  return changed.record;
}

function trusted({ isr, eligibleLeaderReplicas }: PartitionImage): number {
  return isr.length + eligibleLeaderReplicas.length;
}
