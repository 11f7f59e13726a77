import { errorCodes } from '@/broker/protocol/error-codes';
import { createPartitionsApi } from '@/broker/protocol/messages/create-partitions';
import { createTopicsApi } from '@/broker/protocol/messages/create-topics';
import { deleteTopicsApi } from '@/broker/protocol/messages/delete-topics';
import { zeroUuid } from '@/broker/protocol/primitives/uuid';
import type { CreateTopicRequest } from '@/lib/contracts/topic';
import { ServiceError } from '../service-error';
import { isUnavailable, type ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { serviceErrorOf } from './kafka-answer';
import { sendToController } from './send-to-controller';

const adminTimeoutMs = 20_000;

const fieldOfError: Readonly<Record<string, string>> = {
  INVALID_TOPIC_NAME: 'name',
  TOPIC_EXISTS: 'name',
  INVALID_PARTITIONS: 'partitions',
  INVALID_REPLICATION_FACTOR: 'replicationFactor',
  INVALID_CONFIG: 'configs',
};

/** With `assignments` the brokers of every partition are named; the counts follow from them. */
export type NewTopic = CreateTopicRequest & { readonly assignments?: readonly (readonly number[])[] };

/** What the counts say where the assignments do. */
const unsaid = -1;

/** Creates, or with validateOnly only checks. Any broker forwards it to the controller. */
export async function createTopic(client: ClusterClient, request: NewTopic): Promise<void> {
  const { assignments = [] } = request;
  const isAssigned = assignments.length > 0;
  const answer = await retriedOnce(() =>
    sendToController(
      client,
      createTopicsApi,
      {
        topics: [
          {
            name: request.name,
            numPartitions: isAssigned ? unsaid : request.partitions,
            replicationFactor: isAssigned ? unsaid : request.replicationFactor,
            assignments: assignments.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds: [...brokerIds] })),
            configs: Object.entries(request.configs ?? {}).map(([name, value]) => ({ name, value })),
          },
        ],
        timeoutMs: adminTimeoutMs,
        validateOnly: request.validateOnly ?? false,
      },
      ({ topics }) => topics.map(({ errorCode }) => errorCode),
      { timeoutMs: adminTimeoutMs + 2_000 },
    ),
  );
  const [result] = answer.topics;
  if (result === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR);
  if (result.errorCode === errorCodes.NONE) return;
  throw refusal(result, request.name);
}

/** Adds partitions up to the count, or with validateOnly only checks. */
export async function createPartitions(
  client: ClusterClient,
  { topic, count, validateOnly }: { topic: string; count: number; validateOnly: boolean },
): Promise<void> {
  const request = { topics: [{ name: topic, count, assignments: null }], timeoutMs: adminTimeoutMs, validateOnly };
  // Asked once: a second try of one that went through would be refused.
  const codesOf = ({ results }: { results: readonly { errorCode: number }[] }) => results.map(({ errorCode }) => errorCode);
  const options = { timeoutMs: adminTimeoutMs + 2_000 };
  const answer = await sendToController(client, createPartitionsApi, request, codesOf, options);
  const [result] = answer.results;
  if (result === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR);
  if (result.errorCode !== errorCodes.NONE) throw refusal(result, topic);
}

/** Names the field that the error is about. */
function refusal({ errorCode, errorMessage }: { errorCode: number; errorMessage: string | null }, topic: string): ServiceError {
  const error = serviceErrorOf(errorCode, { message: errorMessage, details: { topic } });
  const field = fieldOfError[error.code];
  return new ServiceError(error.code, error.message, {
    ...(field === undefined ? {} : { field }),
    retriable: error.retriable,
    details: error.details,
  });
}

/** Deletes by id where the cluster can, so that a topic recreated meanwhile is left alone. */
export async function deleteTopic(client: ClusterClient, topic: TopicMetadata): Promise<void> {
  const answer = await retriedOnce(() =>
    sendToController(
      client,
      deleteTopicsApi,
      {
        topics: [topic.id === zeroUuid ? { name: topic.name, topicId: zeroUuid } : { name: null, topicId: topic.id }],
        topicNames: [topic.name],
        timeoutMs: adminTimeoutMs,
      },
      ({ responses }) => responses.map(({ errorCode }) => errorCode),
      { timeoutMs: adminTimeoutMs + 2_000 },
    ),
  );
  const [result] = answer.responses;
  if (result === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR);
  if (result.errorCode !== errorCodes.NONE) {
    throw serviceErrorOf(result.errorCode, { message: result.errorMessage, details: { topic: topic.name } });
  }
}

/** A connection that idled out fails at its next use; the second try has a new one. Creating and deleting twice is told apart by the answer. */
async function retriedOnce<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return ask();
  }
}
