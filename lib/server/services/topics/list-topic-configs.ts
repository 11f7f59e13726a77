import type { ConfigList } from '@/lib/contracts/config';
import { describeConfigs } from '../../kafka/configs';
import type { ServiceContext } from '../../service-context';

export async function listTopicConfigs({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string };
}): Promise<ConfigList> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  return { configs: await describeConfigs(client, 'topic', topic.name) };
}
