import type { ClusterDetail } from '@/lib/contracts/cluster';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { ClusterHandle } from '../../console-runtime';
import { errorBody } from '../../error-body';
import { isUnavailable } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { listGroups } from '../../kafka/groups';
import { isRefusal } from '../../kafka/refusal';
import type { SampleAges } from '../../sampling/cluster-sampler';
import { sampleTotals } from '../../sampling/topic-series';
import type { ServiceContext } from '../../service-context';
import { within } from '../../within';
import { digits } from '../topics/topic-views';
import { clusterFacts, lastClusterFacts, type ClusterFacts } from './cluster-facts';
import { clusterHealth } from './cluster-health';
import { controllerOf } from './controller-of';

/** Totals over all topics are asked less often than what a topic's own page shows. */
const totalAges: SampleAges = { endsMs: 1_800, startsMs: 9_000, sizesMs: 3_900 };
/** Totals that are late are shown the next time. */
const patienceMs = 300;

/** The cluster as its overview shows it. A cluster that does not answer is described too, with what was last known. */
export async function describeCluster({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string };
}): Promise<ClusterDetail> {
  const handle = ctx.runtime.cluster(input.cluster);
  try {
    const [facts, groups] = await Promise.all([
      clusterFacts(handle),
      within(patienceMs, groupCount(handle)),
      within(patienceMs, sampleTotalsOf(handle)),
    ]);
    handle.sampler.noteTotals([...(facts.metadata?.topics.values() ?? [])]);
    return detailOf(handle, facts, groups ?? null, null);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return detailOf(handle, await lastClusterFacts(handle), null, errorBody(error, ctx.requestId));
  }
}

/** Null while a broker that may coordinate some does not answer, and where groups are not listed. */
async function groupCount({ client, limits }: ClusterHandle): Promise<number | null> {
  try {
    const { groups, brokersMissing } = await limits.note('ListGroups', listGroups(client));
    return brokersMissing.length === 0 ? groups.length : null;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

async function sampleTotalsOf({ client, sampler }: ClusterHandle): Promise<void> {
  const { topics } = await client.metadata();
  await sampler.sample([...topics.values()], totalAges);
}

function detailOf(
  handle: ClusterHandle,
  { metadata, quorum, supervisor, counts, brokers }: ClusterFacts,
  groups: number | null,
  problem: ApiErrorBody | null,
): ClusterDetail {
  const { config, sampler, limits } = handle;
  const reachable = problem === null;
  const topics = [...(metadata?.topics.values() ?? [])];
  const internalTopics = topics.filter(({ internal }) => internal).length;
  const controllerId = controllerOf(handle, { metadata, quorum });
  const bytesOut = brokers.map(({ process }) => process?.bytesOutPerSecond ?? null).filter((rate) => rate !== null);
  return {
    id: config.id,
    name: config.name,
    local: config.local,
    bootstrapServers: config.bootstrapServers,
    reachable,
    problem,
    clusterId: metadata?.clusterId ?? null,
    controllerId,
    brokers,
    counts: {
      brokersAlive: brokers.filter(({ alive }) => alive).length,
      brokersDead: brokers.filter(({ alive }) => !alive).length,
      topics: topics.length - internalTopics,
      internalTopics,
      partitions: counts.partitions,
      leaderlessPartitions: counts.leaderless,
      underReplicatedPartitions: counts.underReplicated,
      underMinIsrPartitions: counts.underMinIsr,
      laggingReplicas: counts.lagging,
      preferredNotLeading: counts.preferredNotLeading,
      reassigningPartitions: handle.watch.movingCount,
      groups,
    },
    totals: totalsOf(handle, topics),
    rates: {
      ...sampler.totalRates(),
      bytesOutPerSecond: bytesOut.length === 0 ? null : bytesOut.reduce((sum, rate) => sum + rate, 0),
    },
    history: [...sampler.totalHistory()],
    health: clusterHealth({
      reachable,
      hasController: controllerId !== null || limits.has('DescribeQuorum'),
      brokers,
      counts,
      topics: topics.length - internalTopics,
    }),
    supervisor: handle.supervisor === null ? 'none' : supervisor === null ? 'silent' : 'answers',
    limits: reachable ? limits.list : [],
    startedAtMs: supervisor?.startedAtMs ?? null,
    sampledAtMs: reachable ? Date.now() : (metadata?.atMs ?? Date.now()),
  };
}

function totalsOf({ sampler }: ClusterHandle, topics: readonly TopicMetadata[]): ClusterDetail['totals'] {
  let messages: number | null = 0;
  let sizeBytes: number | null = 0;
  for (const topic of topics) {
    const totals = sampleTotals(sampler.state(topic).series.last);
    if (!topic.internal) messages = messages === null || totals.messageCount === null ? null : messages + totals.messageCount;
    sizeBytes = sizeBytes === null || totals.sizeBytes === null ? null : sizeBytes + totals.sizeBytes;
  }
  return { messages: digits(messages), sizeBytes };
}
