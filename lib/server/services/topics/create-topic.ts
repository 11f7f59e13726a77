import type { CreateTopicRequest, TopicDetail } from '@/lib/contracts/topic';
import { createTopic as createOnCluster } from '../../kafka/topic-admin';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { describeTopic } from './describe-topic';
import { untilLed } from './until-led';

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
  await untilLed(client, request.name, request.partitions);
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
