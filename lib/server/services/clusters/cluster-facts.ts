import type { Quorum } from '@/lib/contracts/broker';
import type { BrokerSummary } from '@/lib/contracts/cluster';
import type { ClusterHandle } from '../../console-runtime';
import type { ClusterMetadata } from '../../kafka/cluster-metadata';
import { isUnderReplicated } from '../../sampling/replica-facts';
import { withoutSilent } from '../../sampling/without-silent';
import type { SupervisorState } from '../../supervisor-state';
import { within } from '../../within';
import { brokerSummaries } from '../brokers/broker-views';
import { countPartitions, type PartitionCounts } from '../brokers/partition-counts';

/** The cluster's brokers and partitions now, as far as they answer. */
export interface ClusterFacts {
  readonly metadata: ClusterMetadata | undefined;
  readonly quorum: Quorum | null;
  readonly supervisor: SupervisorState | null;
  readonly counts: PartitionCounts;
  readonly brokers: BrokerSummary[];
}

const lookAgeMs = 900;
const disksAgeMs = 3_900;
const minIsrAgeMs = 10_000;
/** What is late this time is there the next time; a broker that is silent must not hold up the news of it. */
const patienceMs = 300;

/** Fails when no broker answers. */
export async function clusterFacts(handle: ClusterHandle): Promise<ClusterFacts> {
  const answered = (await handle.supervisor?.state()) ?? null;
  const { metadata: told, quorum } = await handle.watch.look(lookAgeMs);
  const metadata = withoutSilent(told, handle.watch.silent);
  const alive = new Set(metadata.brokers.keys());
  await within(
    patienceMs,
    Promise.all([handle.brokers.sample(alive, disksAgeMs), handle.brokers.sampleFeatures(alive), sampleMinIsr(handle, metadata)]),
  );
  // News that came in the meantime is in the metadata already.
  const supervisor = answered === null ? null : (handle.supervisor?.lastState ?? answered);
  return factsOf(handle, { metadata: withoutSilent(metadata, handle.watch.silent), quorum, supervisor, reachable: true });
}

/** What was known before it stopped answering. */
export async function lastClusterFacts(handle: ClusterHandle): Promise<ClusterFacts> {
  const supervisor = (await handle.supervisor?.state()) ?? null;
  return factsOf(handle, { metadata: handle.client.lastMetadata, quorum: null, supervisor, reachable: false });
}

function factsOf(
  handle: ClusterHandle,
  known: Pick<ClusterFacts, 'metadata' | 'quorum' | 'supervisor'> & { reachable: boolean },
): ClusterFacts {
  const { metadata } = known;
  const counts = countPartitions(metadata, {
    minIsrOf: (topic) => minIsrOf(handle, metadata, topic),
    movingOf: (topic, partition) => handle.watch.movingOf(topic, partition),
  });
  return { ...known, counts, brokers: brokerSummaries(handle, { ...known, counts }) };
}

/** Only a topic that misses a replica can miss the minimum. */
async function sampleMinIsr(handle: ClusterHandle, metadata: ClusterMetadata): Promise<void> {
  const troubled = [...metadata.topics.values()].filter(({ name, partitions }) =>
    partitions.some((partition) => isUnderReplicated(partition, handle.watch.movingOf(name, partition.partition))),
  );
  await handle.sampler.sampleConfigs(troubled, minIsrAgeMs);
}

function minIsrOf({ sampler }: ClusterHandle, metadata: ClusterMetadata | undefined, name: string): number | undefined {
  const topic = metadata?.topics.get(name);
  const value = topic === undefined ? undefined : sampler.knownConfigs(topic)?.get('min.insync.replicas');
  return value === undefined || value === null ? undefined : Number(value);
}
