import type { BrokerDetail, BrokerReplica, LogDirs } from '@/lib/contracts/broker';
import type { ConfigList } from '@/lib/contracts/config';
import type { ClusterHandle } from '../../console-runtime';
import type { PartitionMetadata, TopicMetadata } from '../../kafka/cluster-metadata';
import { describeConfigs } from '../../kafka/configs';
import { describeLogDirs } from '../../kafka/log-dirs';
import type { BrokerSample } from '../../sampling/broker-sampler';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { within } from '../../within';
import { clusterFacts } from '../clusters/cluster-facts';

interface BrokerInput {
  readonly cluster: string;
  readonly broker: number;
}

const disksAgeMs = 1_900;
const patienceMs = 1_000;

/** One broker: what it is, its disks, and every replica it holds. */
export async function describeBroker({ ctx, input }: { ctx: ServiceContext; input: BrokerInput }): Promise<BrokerDetail> {
  const handle = ctx.runtime.cluster(input.cluster);
  const { brokers, metadata } = await clusterFacts(handle);
  const broker = brokers.find(({ id }) => id === input.broker);
  if (broker === undefined)
    throw new ServiceError('BROKER_NOT_FOUND', `There is no broker ${input.broker}.`, { broker: input.broker });
  const sample = broker.alive
    ? await within(patienceMs, handle.brokers.sampleOne(input.broker, disksAgeMs))
    : handle.brokers.last(input.broker);
  const logDirs = sample?.logDirs?.map(({ replicas, ...facts }) => ({ ...facts, replicaCount: replicas.length })) ?? null;
  const topics = [...(metadata?.topics.values() ?? [])].sort(
    (a, b) => Number(a.internal) - Number(b.internal) || (a.name < b.name ? -1 : 1),
  );
  const replicas = topics.flatMap((topic) => replicasOf(handle, topic, input.broker, sample));
  return { broker, logDirs, replicas, sampledAtMs: metadata?.atMs ?? Date.now() };
}

function replicasOf(
  { watch }: ClusterHandle,
  topic: TopicMetadata,
  broker: number,
  sample: BrokerSample | undefined,
): BrokerReplica[] {
  const held = topic.partitions.filter(({ replicas }) => replicas.includes(broker));
  if (held.length === 0) return [];
  const stored = new Map(
    (sample?.logDirs ?? []).flatMap(({ replicas }) =>
      replicas.flatMap((replica) =>
        replica.topic === topic.name && !replica.isFuture ? [[replica.partition, replica] as const] : [],
      ),
    ),
  );
  return held.map((partition): BrokerReplica => {
    const { addingReplicas, removingReplicas } = watch.movingOf(topic.name, partition.partition);
    const replica = stored.get(partition.partition);
    return {
      topic: topic.name,
      internal: topic.internal,
      partition: partition.partition,
      role: roleOf(partition, broker),
      leader: partition.leader < 0 ? null : partition.leader,
      isPreferred: partition.replicas[0] === broker,
      offsetLag: replica?.offsetLag ?? null,
      sizeBytes: replica?.sizeBytes ?? null,
      moving: addingReplicas.includes(broker) ? 'here' : removingReplicas.includes(broker) ? 'away' : null,
    };
  });
}

function roleOf({ leader, isr, offlineReplicas }: PartitionMetadata, broker: number): BrokerReplica['role'] {
  if (offlineReplicas.includes(broker)) return 'offline';
  if (leader === broker) return 'leader';
  return isr.includes(broker) ? 'in-sync' : 'lagging';
}

export async function listLogDirs({ ctx, input }: { ctx: ServiceContext; input: BrokerInput }): Promise<LogDirs> {
  const { client } = ctx.runtime.cluster(input.cluster);
  await mustBeAlive(ctx, input);
  return { broker: input.broker, logDirs: await describeLogDirs(client, input.broker, null) };
}

export async function listBrokerConfigs({ ctx, input }: { ctx: ServiceContext; input: BrokerInput }): Promise<ConfigList> {
  const { client } = ctx.runtime.cluster(input.cluster);
  await mustBeAlive(ctx, input);
  return { configs: await describeConfigs(client, 'broker', String(input.broker)) };
}

async function mustBeAlive(ctx: ServiceContext, { cluster, broker }: BrokerInput): Promise<void> {
  const { brokers, topics } = await ctx.runtime.cluster(cluster).client.metadata();
  if (brokers.has(broker)) return;
  const isKnown = [...topics.values()].some(({ partitions }) => partitions.some(({ replicas }) => replicas.includes(broker)));
  if (isKnown) throw new ServiceError('BROKER_UNAVAILABLE', `Broker ${broker} does not answer.`, { broker, retriable: true });
  throw new ServiceError('BROKER_NOT_FOUND', `Broker ${broker} is not in the cluster.`, { broker });
}
