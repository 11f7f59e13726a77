import { replicaMapPartitionsMax, type ReplicaMap, type ReplicaMapQuery, type TopicReplicas } from '@/lib/contracts/replicas';
import type { PartitionMetadata } from '../../kafka/cluster-metadata';
import { isPreferredNotLeading, isUnderReplicated, type Moving } from '../../sampling/replica-facts';
import { withoutSilent } from '../../sampling/without-silent';
import type { ServiceContext } from '../../service-context';
import { partitionReplicasOf } from './partition-replicas-of';

const lookAgeMs = 900;

/** Who has what, of all partitions that fit the query, by topic. */
export async function describeReplicas({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; query: ReplicaMapQuery };
}): Promise<ReplicaMap> {
  const { watch, supervisor } = ctx.runtime.cluster(input.cluster);
  const [look] = await Promise.all([watch.look(lookAgeMs), supervisor?.state()]);
  const metadata = withoutSilent(look.metadata, watch.silent);
  const { q, internal, trouble } = input.query;
  const needle = q.toLowerCase();
  const isAlive = (broker: number): boolean => metadata.brokers.has(broker);
  const ids = new Set(look.metadata.brokers.keys());
  const topics: TopicReplicas[] = [];
  let partitions = 0;
  let matching = 0;
  for (const topic of [...metadata.topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    partitions += topic.partitions.length;
    for (const { replicas } of topic.partitions) for (const broker of replicas) ids.add(broker);
    if ((topic.internal && !internal) || !topic.name.toLowerCase().includes(needle)) continue;
    const moving = (partition: PartitionMetadata): Moving => watch.movingOf(topic.name, partition.partition);
    const shown = topic.partitions.filter((partition) => !trouble || hasTrouble(partition, moving(partition), isAlive));
    const room = Math.max(0, replicaMapPartitionsMax - matching);
    matching += shown.length;
    if (shown.length === 0 || room === 0) continue;
    topics.push({
      name: topic.name,
      id: topic.id,
      internal: topic.internal,
      partitions: shown.slice(0, room).map((partition) => partitionReplicasOf(partition, moving(partition))),
    });
  }
  const brokers = [...ids].sort((a, b) => a - b).map((id) => ({ id, alive: isAlive(id) }));
  return { brokers, topics, partitions, matching };
}

function hasTrouble(partition: PartitionMetadata, moving: Moving, isAlive: (broker: number) => boolean): boolean {
  return partition.leader < 0 || isUnderReplicated(partition, moving) || isPreferredNotLeading(partition, isAlive);
}
