import type { GrowTopicRequest, TopicGrown } from '@/lib/contracts/topic-actions';
import { movingKeyShare } from '@/lib/format/moving-key-share';
import { createPartitions } from '../../kafka/topic-admin';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { mustNotBeInternal } from './must-not-be-internal';
import { untilLed } from './until-led';

/** Adds partitions and answers when each has a leader that the console sees. A dry run asks the cluster whether it would. */
export async function growTopic({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string; request: GrowTopicRequest; dryRun: boolean };
}): Promise<TopicGrown> {
  const { client, watch } = ctx.runtime.cluster(input.cluster);
  const { dryRun } = input;
  const { partitions } = input.request;
  const topic = await client.topic(input.topic, 0);
  mustNotBeInternal(topic);
  const before = topic.partitions.length;
  if (partitions <= before) {
    throw new ServiceError('INVALID_PARTITIONS', `The topic has ${before} partitions; they can only become more.`, {
      field: 'partitions',
      details: { topic: topic.name, partitions: before },
    });
  }
  await createPartitions(client, { topic: topic.name, count: partitions, validateOnly: dryRun });
  if (!dryRun) {
    await untilLed(client, topic.name, partitions);
    watch.hurry();
  }
  return { name: topic.name, id: topic.id, dryRun, before, partitions, movingKeyShare: movingKeyShare(before, partitions) };
}
