import type { KafkaClient } from '../../client/kafka-client';
import type { TopicMetadata } from '../../client/cluster-metadata';
import { errorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import { createPartitionsApi } from '../../protocol/messages/create-partitions';
import { createTopicsApi } from '../../protocol/messages/create-topics';
import { deleteTopicsApi } from '../../protocol/messages/delete-topics';
import { describeConfigsApi } from '../../protocol/messages/describe-configs';
import { zeroUuid } from '../../protocol/primitives/uuid';

const timeoutMs = 30_000;
const topicResource = 2;
const defaultConfigSource = 5;

/** The response's code and sentence as an error; nothing when it is NONE. */
function check(code: number, message: string | null, fallback: string): void {
  if (code === 0) return;
  const name = errorName(code);
  throw new KafkaError(name, message ?? `${fallback}: ${name}`);
}

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly configs: ReadonlyMap<string, string>;
}

export async function createTopic(client: KafkaClient, topic: NewTopic): Promise<void> {
  const configs = [...topic.configs].map(([name, value]) => ({ name, value }));
  const { name, partitions: numPartitions, replicationFactor } = topic;
  const topics = [{ name, numPartitions, replicationFactor, assignments: [], configs }];
  await client.retrying(async () => {
    const response = await client.send('controller', createTopicsApi, { topics, timeoutMs });
    for (const result of response.topics) check(result.errorCode, result.errorMessage, `Topic '${name}'`);
  });
}

export async function deleteTopics(client: KafkaClient, names: readonly string[]): Promise<void> {
  const topics = names.map((name) => ({ name, topicId: zeroUuid }));
  const response = await client.send('controller', deleteTopicsApi, { topics, topicNames: names, timeoutMs });
  for (const { name, errorCode, errorMessage } of response.responses) check(errorCode, errorMessage, `Topic '${name ?? ''}'`);
}

export async function addPartitions(client: KafkaClient, names: readonly string[], count: number): Promise<void> {
  const topics = names.map((name) => ({ name, count, assignments: null }));
  const response = await client.send('controller', createPartitionsApi, { topics, timeoutMs, validateOnly: false });
  for (const { name, errorCode, errorMessage } of response.results) check(errorCode, errorMessage, `Topic '${name}'`);
}

/** Settings of each topic that are not Kafka's defaults, as `name=value`. */
export async function overriddenConfigs(
  client: KafkaClient,
  topics: readonly TopicMetadata[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (topics.length === 0) return new Map();
  const resources = topics.map(({ name }) => ({ resourceType: topicResource, resourceName: name, configurationKeys: null }));
  const response = await client.send('any', describeConfigsApi, { resources });
  const overridden = new Map<string, readonly string[]>();
  for (const result of response.results) {
    check(result.errorCode, result.errorMessage, `Topic '${result.resourceName}'`);
    const configs = result.configs.filter(({ isDefault, configSource }) => !isDefault && configSource !== defaultConfigSource);
    overridden.set(
      result.resourceName,
      configs.map(({ name, value }) => `${name}=${value ?? ''}`),
    );
  }
  return overridden;
}

/** Kafka's describe block of one topic. */
export function describeLines(topic: TopicMetadata, configs: readonly string[]): string[] {
  const replicationFactor = topic.partitions[0]?.replicas.length ?? 0;
  const summary = [
    `Topic: ${topic.name}`,
    `TopicId: ${topic.id}`,
    `PartitionCount: ${topic.partitions.length}`,
    `ReplicationFactor: ${replicationFactor}`,
    `Configs: ${configs.join(',')}`,
  ];
  return [summary.join('\t'), ...topic.partitions.map((partition) => partitionLine(topic.name, partition))];
}

function partitionLine(topic: string, partition: TopicMetadata['partitions'][number]): string {
  const facts = [
    `Topic: ${topic}`,
    `Partition: ${partition.partition}`,
    `Leader: ${partition.leader < 0 ? 'none' : partition.leader}`,
    `Replicas: ${partition.replicas.join(',')}`,
    `Isr: ${partition.isr.join(',')}`,
    'Elr: ',
    'LastKnownElr: ',
  ];
  return `\t${facts.join('\t')}`;
}
