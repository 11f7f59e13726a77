import type { PartitionReplicas } from '@/lib/contracts/replicas';
import { alterReassignments, electPreferredLeaders } from '../../kafka/reassignments';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { mustExist } from '../records/read-page';
import { partitionReplicasOf } from './partition-replicas-of';

/** Puts the broker first among the replicas and lets it lead. */
export async function preferLeader({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string; partition: number; broker: number };
}): Promise<PartitionReplicas> {
  const { client, watch } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic, 0);
  mustExist(topic, input.partition, 'partition');
  const address = { topic: topic.name, partition: input.partition };
  const before = topic.partitions.find(({ partition }) => partition === input.partition);
  if (before?.isr.includes(input.broker) !== true) {
    throw new ServiceError('INVALID_REPLICAS', `Broker ${input.broker} has no replica in sync that could lead.`, {
      field: 'broker',
      broker: input.broker,
      partition: input.partition,
    });
  }
  const replicas = [input.broker, ...before.replicas.filter((broker) => broker !== input.broker)];
  if (before.replicas[0] !== input.broker) throwFirst(await alterReassignments(client, [{ ...address, replicas }]));
  if (before.leader !== input.broker) throwFirst(await electPreferredLeaders(client, [address]));
  watch.hurry();
  const { metadata } = await watch.look(0);
  const after = metadata.topics.get(topic.name)?.partitions.find(({ partition }) => partition === input.partition);
  return partitionReplicasOf(after ?? before, watch.movingOf(topic.name, input.partition));
}

function throwFirst(results: readonly { readonly error: ServiceError | null }[]): void {
  for (const { error } of results) if (error !== null) throw error;
}
