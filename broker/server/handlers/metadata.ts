import type { MetadataImage, TopicImage } from '../../metadata/metadata-image';
import { topicNameProblem } from '../../metadata/topic-name';
import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import type { MetadataRequest, MetadataResponse } from '../../protocol/messages/metadata';
import { zeroUuid, type Uuid } from '../../protocol/primitives/uuid';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { consumerOffsetsTopic, isInternalTopic } from '../internal-topics';
import { clusterOperations, operationsNotRequested, topicOperations } from './authorized-operations';
import { errorFields } from './error-fields';
import { controllerIdFor, liveBrokers, type BrokerEndpoint } from './live-brokers';
import { partitionMetadata } from './partition-metadata';

/**
 * Metadata: v0-13
 *
 * Behaviour:
 * - topics: null is all, an empty list is none; in v0 an empty list is all
 * - a topic that does not exist is created when the client and `auto.create.topics.enable` allow it, and the answer is
 *   held until it has leaders, for a second at most. Kafka answers LEADER_NOT_AVAILABLE first, which clients print.
 * - brokers are those that serve this listener now; a leader that is not among them is −1 with LEADER_NOT_AVAILABLE
 * - the controller is this broker: every broker takes admin requests
 * - a topic id counts before a name: the Java client sends an empty name beside it
 *
 * Version notes: v4 lets clients forbid creation; v7 leader epochs; v8 authorized operations (KIP-430), of the cluster up
 * to v10 only; v9 is flexible; v10 and v11 have topic ids but no requests by id, v12 has (KIP-516).
 */
export async function handleMetadata(
  broker: BrokerServices,
  request: MetadataRequest,
  { connection, version }: RequestContext,
): Promise<MetadataResponse> {
  const asksForAll = request.topics === null || (version === 0 && request.topics.length === 0);
  const failures = asksForAll ? new Map<string, ErrorCode>() : await createMissing(broker, request);
  const { image } = broker.metadata;
  const brokers = liveBrokers(image, connection.listenerName);
  const topicOps = request.includeTopicAuthorizedOperations ? topicOperations : operationsNotRequested;
  const describe = (topic: TopicImage): TopicMetadata => topicMetadata(topic, brokers, topicOps);
  return {
    brokers: [...brokers.values()],
    clusterId: image.clusterId,
    controllerId: controllerIdFor(brokers, broker.nodeId),
    topics: asksForAll
      ? [...image.topicsByName.values()].map(describe)
      : request.topics.map((topic) => requestedTopic(image, topic, version, failures, describe)),
    clusterAuthorizedOperations: request.includeClusterAuthorizedOperations ? clusterOperations : operationsNotRequested,
  };
}

type TopicMetadata = MetadataResponse['topics'][number];
type RequestedTopic = NonNullable<MetadataRequest['topics']>[number];

function topicMetadata(
  topic: TopicImage,
  brokers: ReadonlyMap<number, BrokerEndpoint>,
  topicAuthorizedOperations: number,
): TopicMetadata {
  return {
    errorCode: errorCodes.NONE,
    name: topic.name,
    topicId: topic.id,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map((partition, index) => partitionMetadata(partition, index, brokers)),
    topicAuthorizedOperations,
  };
}

function requestedTopic(
  image: MetadataImage,
  { name, topicId }: RequestedTopic,
  version: number,
  failures: ReadonlyMap<string, ErrorCode>,
  describe: (topic: TopicImage) => TopicMetadata,
): TopicMetadata {
  if (version < 12 && (name === null || topicId !== zeroUuid)) return missing(name ?? '', topicId, errorCodes.INVALID_REQUEST);
  if (name === null || topicId !== zeroUuid) {
    const topic = image.topicsById.get(topicId);
    return topic === undefined ? missing(null, topicId, errorCodes.UNKNOWN_TOPIC_ID) : describe(topic);
  }
  const topic = image.topicsByName.get(name);
  if (topic !== undefined) return describe(topic);
  const fallback =
    topicNameProblem(name) === undefined ? errorCodes.UNKNOWN_TOPIC_OR_PARTITION : errorCodes.INVALID_TOPIC_EXCEPTION;
  return missing(name, zeroUuid, failures.get(name) ?? fallback);
}

function missing(name: string | null, topicId: Uuid, errorCode: ErrorCode): TopicMetadata {
  return { errorCode, name, topicId, isInternal: name !== null && isInternalTopic(name), partitions: [] };
}

/** Creates what the request may create; returns why the others could not be. */
async function createMissing(
  { config, metadata, autoTopicCreation, platform }: BrokerServices,
  request: MetadataRequest,
): Promise<Map<string, ErrorCode>> {
  const failures = new Map<string, ErrorCode>();
  if (!request.allowAutoTopicCreation || !config.values['auto.create.topics.enable']) return failures;
  const names = (request.topics ?? []).flatMap(({ name, topicId }) => (name === null || topicId !== zeroUuid ? [] : [name]));
  const absent = new Set(names.filter((name) => isCreatable(name) && !metadata.image.topicsByName.has(name)));
  await Promise.all(
    [...absent].map(async (name) => {
      try {
        await autoTopicCreation.create(name);
      } catch (error) {
        failures.set(name, errorFields(error, platform.logger).errorCode);
      }
    }),
  );
  return failures;
}

/** Internal topics that have no owner yet are not made by asking for them. */
function isCreatable(name: string): boolean {
  return topicNameProblem(name) === undefined && (name === consumerOffsetsTopic || !isInternalTopic(name));
}
