import { errorName, type ErrorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { describeTopicPartitionsApi } from '../protocol/messages/describe-topic-partitions';
import type { Decoded } from '../protocol/schema/message';
import type { PartitionMetadata, TopicMetadata } from './cluster-metadata';
import { errorSentence } from './error-sentence';
import type { KafkaClient } from './kafka-client';

export interface DescribedPartition extends PartitionMetadata {
  /** Replicas that could lead although they left the ISR, and those that led last; null when the broker cannot tell. */
  eligibleLeaderReplicas: readonly number[] | null;
  lastKnownElr: readonly number[] | null;
}

export interface TopicDescription extends Omit<TopicMetadata, 'error' | 'partitions'> {
  /** By partition number. */
  partitions: readonly DescribedPartition[];
}

type DescribeResponse = Decoded<typeof describeTopicPartitionsApi.response>;

type Answer = TopicDescription & { error: ErrorName };

/**
 * The topics in the order of their names, asked for page by page; from Metadata, without eligible leaders, where the
 * broker is too old. A topic that does not exist rejects.
 */
export async function describeTopics(
  client: KafkaClient,
  names: readonly string[],
  { partitionsPerResponse = 2000 }: { partitionsPerResponse?: number } = {},
): Promise<TopicDescription[]> {
  if (names.length === 0) return [];
  const answers = await answersFor(client, [...names].sort(), partitionsPerResponse);
  return answers.map(({ error, ...topic }) => {
    if (error === 'NONE') return topic;
    const isGone = error === 'UNKNOWN_TOPIC_OR_PARTITION';
    throw new KafkaError(error, isGone ? `Topic ${topic.name} not found.` : errorSentence(error));
  });
}

async function answersFor(client: KafkaClient, names: readonly string[], limit: number): Promise<Answer[]> {
  try {
    return await client.retrying(() => describeByPages(client, names, limit));
  } catch (error) {
    if (!(error instanceof KafkaError) || error.errorName !== 'UNSUPPORTED_VERSION') throw error;
    const { topics } = await client.retrying(() => client.metadata(names));
    return topics.map(withoutElr).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

async function describeByPages(client: KafkaClient, names: readonly string[], limit: number): Promise<Answer[]> {
  const topics = names.map((name) => ({ name }));
  const answers = new Map<string, Answer>();
  let cursor: DescribeResponse['nextCursor'] = null;
  do {
    const request = { topics, responsePartitionLimit: limit, cursor };
    const response: DescribeResponse = await client.send('any', describeTopicPartitionsApi, request);
    for (const topic of response.topics) {
      const page = answerOf(topic);
      const before = answers.get(page.name)?.partitions ?? [];
      answers.set(page.name, { ...page, partitions: [...before, ...page.partitions] });
    }
    cursor = response.nextCursor;
  } while (cursor !== null);
  return [...answers.values()];
}

function answerOf({ name, errorCode, topicId, isInternal, partitions }: DescribeResponse['topics'][number]): Answer {
  return {
    name: name ?? '',
    id: topicId,
    isInternal,
    error: errorName(errorCode),
    partitions: partitions
      .map((partition) => ({
        partition: partition.partitionIndex,
        leader: partition.leaderId,
        leaderEpoch: partition.leaderEpoch,
        replicas: partition.replicaNodes,
        isr: partition.isrNodes,
        eligibleLeaderReplicas: partition.eligibleLeaderReplicas,
        lastKnownElr: partition.lastKnownElr,
        offlineReplicas: partition.offlineReplicas,
        error: errorName(partition.errorCode),
      }))
      .sort((a, b) => a.partition - b.partition),
  };
}

function withoutElr(topic: TopicMetadata): Answer {
  const unknown = { eligibleLeaderReplicas: null, lastKnownElr: null };
  return { ...topic, partitions: topic.partitions.map((partition) => ({ ...partition, ...unknown })) };
}
