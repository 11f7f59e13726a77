import type { TopicImage } from '../../metadata/metadata-image';
import { topicNameProblem } from '../../metadata/topic-name';
import { errorCodes } from '../../protocol/error-codes';
import type {
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse,
} from '../../protocol/messages/describe-topic-partitions';
import { zeroUuid } from '../../protocol/primitives/uuid';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { isInternalTopic } from '../internal-topics';
import { topicOperations } from './authorized-operations';
import { liveBrokers, type BrokerEndpoint } from './live-brokers';
import { partitionMetadata } from './partition-metadata';

/**
 * DescribeTopicPartitions: v0 (KIP-966)
 *
 * Behaviour: topics in the order of their names, each once; an empty list is all. One answer holds at most
 * responsePartitionLimit partitions (and no more than `max.request.partition.size.limit`); what is left starts at
 * nextCursor, which the client sends back.
 */
export function handleDescribeTopicPartitions(
  { metadata, config }: BrokerServices,
  request: DescribeTopicPartitionsRequest,
  { connection }: RequestContext,
): DescribeTopicPartitionsResponse {
  const { image } = metadata;
  const brokers = liveBrokers(image, connection.listenerName);
  const { cursor } = request;
  const names = request.topics.length === 0 ? [...image.topicsByName.keys()] : request.topics.map(({ name }) => name);
  const ordered = [...new Set(names)].sort().filter((name) => cursor === null || name >= cursor.topicName);
  let partitionsLeft = Math.min(Math.max(1, request.responsePartitionLimit), config.values['max.request.partition.size.limit']);

  const topics: TopicDescription[] = [];
  for (const name of ordered) {
    const topic = image.topicsByName.get(name);
    if (topic === undefined) {
      topics.push(absentTopic(name));
      continue;
    }
    if (partitionsLeft === 0) return { throttleTimeMs: 0, topics, nextCursor: { topicName: name, partitionIndex: 0 } };
    const first = cursor?.topicName === name ? Math.max(0, cursor.partitionIndex) : 0;
    const end = Math.min(topic.partitions.length, first + partitionsLeft);
    topics.push(describeTopic(topic, first, end, brokers));
    partitionsLeft -= Math.max(0, end - first);
    if (end < topic.partitions.length) return { throttleTimeMs: 0, topics, nextCursor: { topicName: name, partitionIndex: end } };
  }
  return { throttleTimeMs: 0, topics, nextCursor: null };
}

type TopicDescription = DescribeTopicPartitionsResponse['topics'][number];

function describeTopic(
  topic: TopicImage,
  first: number,
  end: number,
  brokers: ReadonlyMap<number, BrokerEndpoint>,
): TopicDescription {
  return {
    errorCode: errorCodes.NONE,
    name: topic.name,
    topicId: topic.id,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.slice(first, end).map((partition, index) => ({
      ...partitionMetadata(partition, first + index, brokers),
      eligibleLeaderReplicas: partition.eligibleLeaderReplicas,
      lastKnownElr: partition.lastKnownElr,
    })),
    topicAuthorizedOperations: topicOperations,
  };
}

function absentTopic(name: string): TopicDescription {
  const errorCode =
    topicNameProblem(name) === undefined ? errorCodes.UNKNOWN_TOPIC_OR_PARTITION : errorCodes.INVALID_TOPIC_EXCEPTION;
  return { errorCode, name, topicId: zeroUuid, isInternal: isInternalTopic(name), partitions: [] };
}
