import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../protocol/messages/create-partitions';
import { configErrorAs } from './config-failure';
import type { ControllerResult, ControllerState } from './controller-result';
import { duplicatesOf } from './duplicates';
import { partitionsPerRequestMax } from './limits';
import { checkAssignment, newPartitionRecord, placeReplicas } from './replica-placement';

type RequestedGrowth = CreatePartitionsRequest['topics'][number];
type GrowthResult = CreatePartitionsResponse['results'][number];

/** CreatePartitions: Partition records for what a topic lacks to the wanted count. */
export function createPartitions(
  state: ControllerState,
  request: CreatePartitionsRequest,
): ControllerResult<CreatePartitionsResponse> {
  const duplicates = duplicatesOf(request.topics.map(({ name }) => name));
  const records: MetadataRecordInput[] = [];
  const results: GrowthResult[] = [...duplicates].map((name) => ({
    name,
    errorCode: errorCodes.INVALID_REQUEST,
    errorMessage: `The request names topic ${name} more than once.`,
  }));
  for (const topic of request.topics) {
    if (duplicates.has(topic.name)) continue;
    try {
      const added = grow(state, topic);
      if (records.length + added.length > partitionsPerRequestMax) {
        throw new KafkaError('POLICY_VIOLATION', `One request can create at most ${partitionsPerRequestMax} partitions.`);
      }
      records.push(...added);
      results.push({ name: topic.name, errorCode: errorCodes.NONE });
    } catch (error) {
      const failure = configErrorAs('INVALID_REQUEST', error);
      results.push({ name: topic.name, errorCode: failure.code, errorMessage: failure.message });
    }
  }
  return { records: request.validateOnly ? [] : records, response: { throttleTimeMs: 0, results } };
}

function grow({ image, random }: ControllerState, { name, count, assignments }: RequestedGrowth): MetadataRecordInput[] {
  const topic = image.topicsByName.get(name);
  if (topic === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `There is no topic ${name}.`);
  const before = topic.partitions.length;
  if (count <= before) {
    throw new KafkaError(
      'INVALID_PARTITIONS',
      `Topic ${name} has ${before} partitions already; a topic can only grow, and ${count} is not more.`,
    );
  }
  const partitionCount = count - before;
  if (partitionCount > partitionsPerRequestMax) {
    throw new KafkaError(
      'POLICY_VIOLATION',
      `One request can create at most ${partitionsPerRequestMax} partitions, not ${partitionCount}.`,
    );
  }
  const replicationFactor = topic.partitions[0]?.replicas.length ?? 1;
  const replicas =
    assignments?.map(({ brokerIds }) => brokerIds) ?? placeReplicas(image, random, { partitionCount, replicationFactor });
  if (replicas.length !== partitionCount) {
    throw new KafkaError(
      'INVALID_REPLICA_ASSIGNMENT',
      `${partitionCount} partitions are added, and ${replicas.length} assignments were given.`,
    );
  }
  return replicas.map((brokerIds, index) => {
    checkAssignment(image, before + index, brokerIds);
    if (brokerIds.length !== replicationFactor) {
      throw new KafkaError(
        'INVALID_REPLICA_ASSIGNMENT',
        `Partition ${before + index} must have ${replicationFactor} replicas, like the others of ${name}.`,
      );
    }
    return newPartitionRecord(image, topic.id, before + index, brokerIds);
  });
}
