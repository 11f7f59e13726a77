import type { TopicDetail } from '@/lib/contracts/topic';
import { pageAges } from '../../sampling/cluster-sampler';
import { topicWithoutSilent } from '../../sampling/without-silent';
import type { ServiceContext } from '../../service-context';
import { within } from '../../within';
import { topicDetailOf } from './topic-views';

/** Who leads is known at once; offsets of a leader that keeps silent are not waited for. */
const patienceMs = 800;

export async function describeTopic({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string };
}): Promise<TopicDetail> {
  const { client, sampler, watch, supervisor } = ctx.runtime.cluster(input.cluster);
  const [told] = await Promise.all([client.topic(input.topic, 0), supervisor?.state()]);
  const topic = topicWithoutSilent(told, watch.silent);
  const samples = [
    sampler.sample([topic], pageAges),
    sampler.sampleLastMessages([topic], 900),
    sampler.sampleConfigs([topic], 5_000),
  ];
  await within(patienceMs, Promise.all(samples));
  return topicDetailOf(sampler, watch, topic);
}
