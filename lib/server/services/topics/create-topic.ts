import type { CreateTopicRequest, TopicDetail } from '@/lib/contracts/topic';
import { createTopic as createOnCluster } from '../../kafka/topic-admin';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { describeTopic } from './describe-topic';

const leadersMsMax = 10_000;
const pollMs = 50;

/** Creates the topic and answers when every partition has a leader that the console sees. Null: only checked. */
export async function createTopic({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; request: CreateTopicRequest };
}): Promise<TopicDetail | null> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const { request } = input;
  checkRequest(request);
  await createOnCluster(client, request);
  if (request.validateOnly === true) return null;
  const deadline = Date.now() + leadersMsMax;
  for (;;) {
    const topic = await client.topic(request.name, 0).catch((error: unknown) => {
      if (error instanceof ServiceError && error.code === 'TOPIC_NOT_FOUND') return undefined;
      throw error;
    });
    const isLed = topic?.partitions.length === request.partitions && topic.partitions.every(({ leader }) => leader >= 0);
    if (isLed) break;
    if (Date.now() > deadline) {
      throw new ServiceError(
        'LEADER_NOT_AVAILABLE',
        `Topic ${request.name} was created, but not every partition has a leader yet.`,
        { retriable: true },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  await client.metadata(0);
  return describeTopic({ ctx, input: { cluster: input.cluster, topic: request.name } });
}

/** Kafka takes -1 as "the default"; a form that says how many means it. */
function checkRequest({ name, partitions, replicationFactor }: CreateTopicRequest): void {
  if (name === '') throw new ServiceError('INVALID_TOPIC_NAME', 'A topic needs a name.', { field: 'name' });
  if (partitions < 1)
    throw new ServiceError('INVALID_PARTITIONS', 'A topic has at least one partition.', { field: 'partitions' });
  if (replicationFactor < 1 || replicationFactor > 32_767) {
    throw new ServiceError('INVALID_REPLICATION_FACTOR', 'Each partition has at least one replica.', {
      field: 'replicationFactor',
    });
  }
}
