import { errorName } from '../protocol/error-codes';
import type { KafkaError } from '../protocol/kafka-error';
import { electLeadersApi } from '../protocol/messages/elect-leaders';
import type { TopicPartition } from '../protocol/topic-partition';
import { askController } from './controller-request';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';
import { partitionsByTopic } from './partitions-by-topic';

const electionTypes = { preferred: 0, unclean: 1 } as const;
export type ElectionType = keyof typeof electionTypes;

/** What became of an election; ELECTION_NOT_NEEDED is no failure. */
export type ElectionResult = TopicPartition & { readonly error: KafkaError | undefined };

/** Elects leaders of the partitions, or of all that need it (null). */
export async function electLeaders(
  client: KafkaClient,
  type: ElectionType,
  partitions: readonly TopicPartition[] | null,
): Promise<ElectionResult[]> {
  const topicPartitions =
    partitions &&
    partitionsByTopic(partitions).map(([topic, parts]) => ({ topic, partitions: parts.map(({ partition }) => partition) }));
  const request = { electionType: electionTypes[type], topicPartitions, timeoutMs: client.requestTimeoutMs };
  const response = await askController(client, electLeadersApi, request);
  const error = responseError(errorName(response.errorCode));
  if (error !== undefined) throw error;
  return response.replicaElectionResults.flatMap(({ topic, partitionResult }) =>
    partitionResult.map(({ partitionId: partition, errorCode, errorMessage }) => ({
      topic,
      partition,
      error: responseError(errorName(errorCode), errorMessage),
    })),
  );
}
