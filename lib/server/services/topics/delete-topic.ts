import type { TopicDeleted } from '@/lib/contracts/topic';
import { deleteTopic as deleteOnCluster } from '../../kafka/topic-admin';
import type { ServiceContext } from '../../service-context';

export async function deleteTopic({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string };
}): Promise<TopicDeleted> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic, 0);
  await deleteOnCluster(client, topic);
  await client.metadata(0);
  return { name: topic.name, id: topic.id };
}
