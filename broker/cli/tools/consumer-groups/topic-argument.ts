import { KafkaError } from '../../../protocol/kafka-error';
import type { TopicPartition } from '../../../protocol/topic-partition';
import type { KafkaClient } from '../../../client/kafka-client';
import { UsageError } from '../../usage-error';

/** `topic`, or `topic:0,1`; partitions are undefined when all are meant. */
export interface TopicArgument {
  readonly topic: string;
  readonly partitions: readonly number[] | undefined;
}

export function topicArgument(text: string): TopicArgument {
  const [topic = '', partitions, ...rest] = text.split(':');
  if (topic === '' || partitions === '' || rest.length > 0) {
    throw new UsageError(`Invalid topic arg '${text}', expected topic name and partitions`);
  }
  if (partitions === undefined) return { topic, partitions: undefined };
  const numbers = partitions.split(',').map((number) => {
    if (!/^\d{1,9}$/.test(number)) throw new UsageError(`Invalid partition '${number}' specified in topic arg '${text}'`);
    return Number(number);
  });
  return { topic, partitions: numbers };
}

export interface NamedPartitions {
  readonly partitions: readonly TopicPartition[];
  /** Topics that were named without partitions and do not exist. */
  readonly unknownTopics: readonly string[];
}

/** The partitions that several `topic[:p,…]` name, each once. */
export async function namedPartitions(client: KafkaClient, texts: readonly string[]): Promise<NamedPartitions> {
  const named = texts.map(topicArgument);
  const whole = named.filter(({ partitions }) => partitions === undefined).map(({ topic }) => topic);
  const { topics } = whole.length === 0 ? { topics: [] } : await client.retrying(() => client.metadata(whole));
  const known = new Map(topics.filter(({ error }) => error === 'NONE').map(({ name, partitions }) => [name, partitions]));
  const found = new Map<string, TopicPartition>();
  for (const { topic, partitions } of named) {
    const numbers = partitions ?? known.get(topic)?.map(({ partition }) => partition) ?? [];
    for (const partition of numbers) found.set(`${topic}:${partition}`, { topic, partition });
  }
  return { partitions: [...found.values()], unknownTopics: whole.filter((topic) => !known.has(topic)) };
}

/** Throws unless each partition exists and has a leader. */
export async function checkPartitions(client: KafkaClient, partitions: readonly TopicPartition[]): Promise<void> {
  const names = [...new Set(partitions.map(({ topic }) => topic))];
  if (names.length === 0) return;
  const { topics } = await client.retrying(() => client.metadata(names));
  const leaders = new Map(
    topics.flatMap(({ name, partitions: known }) => known.map(({ partition, leader }) => [`${name}-${partition}`, leader])),
  );
  const all = partitions.map(({ topic, partition }) => `${topic}-${partition}`);
  const unknown = all.filter((name) => !leaders.has(name));
  if (unknown.length > 0) {
    throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `The partitions "${unknown.join(',')}" do not exist`);
  }
  const leaderless = all.filter((name) => (leaders.get(name) ?? -1) < 0);
  if (leaderless.length === 0) return;
  throw new KafkaError('LEADER_NOT_AVAILABLE', `The partitions "${leaderless.join(',')}" have no leader`);
}
