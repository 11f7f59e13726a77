import type { KafkaClient } from '../../client/kafka-client';
import { errorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import { createTopicsApi } from '../../protocol/messages/create-topics';
import type { SimTopic } from './sim-topic';

const retryMs = 200;

/** Creates the topics, however often it has to try. */
export async function createTopics(client: KafkaClient, topics: readonly SimTopic[]): Promise<void> {
  let missing = [...topics];
  while (missing.length > 0) {
    const created = await tryToCreate(client, missing);
    missing = missing.filter(({ name }) => !created.has(name));
    if (missing.length > 0) await client.wait(retryMs);
  }
}

async function tryToCreate(client: KafkaClient, topics: readonly SimTopic[]): Promise<ReadonlySet<string>> {
  const request = {
    topics: topics.map(({ name, partitions, replicationFactor, configs }) => ({
      name,
      numPartitions: partitions,
      replicationFactor,
      assignments: [],
      configs: Object.entries(configs).map(([config, value]) => ({ name: config, value })),
    })),
    timeoutMs: client.requestTimeoutMs,
    validateOnly: false,
  };
  const created = new Set<string>();
  try {
    const response = await client.send('controller', createTopicsApi, request);
    for (const { name, errorCode } of response.topics) {
      const error = errorName(errorCode);
      if (error === 'NONE' || error === 'TOPIC_ALREADY_EXISTS') created.add(name);
    }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
  }
  return created;
}
