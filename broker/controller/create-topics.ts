import { describeTopicConfigs } from '../config/describe-configs';
import { validateTopicConfigs } from '../config/topic-config-values';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { configResourceTypes } from '../metadata/image-draft';
import { randomUuid } from '../metadata/random-uuid';
import { clusterMetadataTopic, collisionKey, topicNameProblem } from '../metadata/topic-name';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { CreateTopicsRequest, CreateTopicsResponse } from '../protocol/messages/create-topics';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import { configErrorAs } from './config-failure';
import type { ControllerResult, ControllerState } from './controller-result';
import { duplicatesOf } from './duplicates';
import { partitionsPerRequestMax } from './limits';
import { checkAssignment, newPartitionRecord, placeReplicas } from './replica-placement';

type RequestedTopic = CreateTopicsRequest['topics'][number];
type TopicResult = CreateTopicsResponse['topics'][number];

interface Decision {
  readonly records: readonly MetadataRecordInput[];
  readonly topicId: Uuid;
  readonly replicas: readonly (readonly number[])[];
  readonly configs: ReadonlyMap<string, string>;
}

/** CreateTopics: a Topic record, its Config records and its Partition records, for every topic of the request that can be. */
export function createTopics(state: ControllerState, request: CreateTopicsRequest): ControllerResult<CreateTopicsResponse> {
  const duplicates = duplicatesOf(request.topics.map(({ name }) => name));
  const collisionKeys = new Map<string, string>();
  const records: MetadataRecordInput[] = [];
  let partitionCount = 0;
  const results: TopicResult[] = [...duplicates].map((name) =>
    failed(name, new KafkaError('INVALID_REQUEST', `The request names topic ${name} more than once.`)),
  );
  for (const topic of request.topics) {
    if (duplicates.has(topic.name)) continue;
    try {
      checkName(state, topic.name, collisionKeys);
      const decision = decide(state, topic);
      partitionCount += decision.replicas.length;
      if (partitionCount > partitionsPerRequestMax) {
        throw new KafkaError('POLICY_VIOLATION', `One request can create at most ${partitionsPerRequestMax} partitions in all.`);
      }
      records.push(...decision.records);
      results.push(created(state, topic.name, request.validateOnly ? zeroUuid : decision.topicId, decision));
      const key = collisionKey(topic.name);
      if (key !== undefined) collisionKeys.set(key, topic.name);
    } catch (error) {
      results.push(failed(topic.name, configErrorAs('INVALID_CONFIG', error)));
    }
  }
  return { records: request.validateOnly ? [] : records, response: { topics: results } };
}

function checkName({ image }: ControllerState, name: string, collisionKeys: ReadonlyMap<string, string>): void {
  if (name === clusterMetadataTopic)
    throw new KafkaError('INVALID_REQUEST', `${clusterMetadataTopic} is the cluster's own and cannot be created.`);
  const problem = topicNameProblem(name);
  if (problem !== undefined) throw new KafkaError('INVALID_TOPIC_EXCEPTION', problem);
  if (image.topicsByName.has(name)) throw new KafkaError('TOPIC_ALREADY_EXISTS', `Topic '${name}' already exists.`);
  const other = image.collidingTopic(name) ?? collisionKeys.get(collisionKey(name) ?? '');
  if (other !== undefined) {
    throw new KafkaError(
      'INVALID_TOPIC_EXCEPTION',
      `Topic ${name} differs from topic ${other} only in "." and "_", which metrics cannot tell apart.`,
    );
  }
}

function decide(state: ControllerState, topic: RequestedTopic): Decision {
  const replicas = topic.assignments.length > 0 ? chosenReplicas(state, topic) : placedReplicas(state, topic);
  const configs = new Map<string, string>();
  for (const { name, value } of topic.configs) {
    if (value === null) throw new KafkaError('INVALID_CONFIG', `${name} has no value.`);
    if (configs.has(name)) throw new KafkaError('INVALID_CONFIG', `${name} is set more than once.`);
    configs.set(name, value);
  }
  validateTopicConfigs(state.config, configs);
  const topicId = randomUuid(state.random);
  const records: MetadataRecordInput[] = [{ type: 'Topic', value: { name: topic.name, topicId } }];
  for (const [name, value] of configs) {
    records.push({ type: 'Config', value: { resourceType: configResourceTypes.topic, resourceName: topic.name, name, value } });
  }
  replicas.forEach((brokerIds, partition) => records.push(newPartitionRecord(state.image, topicId, partition, brokerIds)));
  return { records, topicId, replicas, configs };
}

function placedReplicas({ image, config, random }: ControllerState, topic: RequestedTopic): number[][] {
  const partitionCount = topic.numPartitions === -1 ? config.values['num.partitions'] : topic.numPartitions;
  const replicationFactor =
    topic.replicationFactor === -1 ? config.values['default.replication.factor'] : topic.replicationFactor;
  if (partitionCount <= 0) throw new KafkaError('INVALID_PARTITIONS', `A topic has at least 1 partition, not ${partitionCount}.`);
  if (replicationFactor <= 0)
    throw new KafkaError('INVALID_REPLICATION_FACTOR', `A replication factor is at least 1, not ${replicationFactor}.`);
  if (partitionCount > partitionsPerRequestMax) {
    throw new KafkaError(
      'POLICY_VIOLATION',
      `One request can create at most ${partitionsPerRequestMax} partitions, not ${partitionCount}.`,
    );
  }
  return placeReplicas(image, random, { partitionCount, replicationFactor });
}

function chosenReplicas({ image }: ControllerState, topic: RequestedTopic): (readonly number[])[] {
  if (topic.numPartitions !== -1 || topic.replicationFactor !== -1) {
    throw new KafkaError(
      'INVALID_REQUEST',
      'With explicit assignments the partition count and the replication factor must both be -1.',
    );
  }
  const assignments = topic.assignments.toSorted((a, b) => a.partitionIndex - b.partitionIndex);
  const replicationFactor = assignments[0]?.brokerIds.length;
  assignments.forEach(({ partitionIndex, brokerIds }, expected) => {
    if (partitionIndex !== expected) {
      throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'Assignments must name each partition from 0 on exactly once.');
    }
    checkAssignment(image, partitionIndex, brokerIds);
    if (brokerIds.length !== replicationFactor) {
      throw new KafkaError(
        'INVALID_REPLICA_ASSIGNMENT',
        `Partition ${partitionIndex} has another number of replicas than partition 0.`,
      );
    }
  });
  return assignments.map(({ brokerIds }) => brokerIds);
}

function created(state: ControllerState, name: string, topicId: Uuid, { replicas, configs }: Decision): TopicResult {
  return {
    name,
    topicId,
    errorCode: errorCodes.NONE,
    errorMessage: null,
    numPartitions: replicas.length,
    replicationFactor: replicas[0]?.length ?? -1,
    configs: describeTopicConfigs(state.config, configs, null),
  };
}

function failed(name: string, error: KafkaError): TopicResult {
  return { name, errorCode: error.code, errorMessage: error.message };
}
