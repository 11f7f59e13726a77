import type { KafkaClient } from '../../client/kafka-client';
import { errorCodes, errorName } from '../../protocol/error-codes';
import { createTopicsApi } from '../../protocol/messages/create-topics';

interface DemoTopic {
  name: string;
  partitions: number;
  configs: Record<string, string>;
}

const dayMs = 24 * 60 * 60 * 1000;

export const demoTopics: readonly DemoTopic[] = [
  { name: 'orders.placed', partitions: 6, configs: { 'retention.ms': String(7 * dayMs) } },
  { name: 'payments.authorised', partitions: 3, configs: { 'retention.ms': String(dayMs) } },
  { name: 'customers', partitions: 2, configs: { 'cleanup.policy': 'compact' } },
  { name: 'orders.dead-letter', partitions: 1, configs: {} },
];

/** Creates the demo's topics where they do not exist yet. */
export async function createDemoTopics(client: KafkaClient): Promise<void> {
  const topics = demoTopics.map(({ name, partitions, configs }) => ({
    name,
    numPartitions: partitions,
    replicationFactor: -1,
    assignments: [],
    configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
  }));
  const response = await client.send('controller', createTopicsApi, { topics, timeoutMs: 10_000 });
  for (const { name, errorCode, errorMessage } of response.topics) {
    if (errorCode === errorCodes.NONE || errorCode === errorCodes.TOPIC_ALREADY_EXISTS) continue;
    throw new Error(`the demo topic ${name} was refused: ${errorMessage ?? errorName(errorCode)}`);
  }
}
