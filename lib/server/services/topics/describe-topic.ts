import type { TopicDetail } from '@/lib/contracts/topic';
import { pageAges } from '../../sampling/cluster-sampler';
import type { ServiceContext } from '../../service-context';
import { topicDetailOf } from './topic-views';

export async function describeTopic({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string };
}): Promise<TopicDetail> {
  const { client, sampler } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic, 0);
  await Promise.all([
    sampler.sample([topic], pageAges),
    sampler.sampleLastMessages([topic], 900),
    sampler.sampleConfigs([topic], 5_000),
  ]);
  return topicDetailOf(sampler, topic);
}
