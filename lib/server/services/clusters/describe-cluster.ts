import type { ApiErrorBody } from '@/lib/contracts/error';
import type { BrokerSummary, ClusterDetail, ClusterEvent, HealthFact } from '@/lib/contracts/cluster';
import type { ClusterHandle } from '../../console-runtime';
import { errorBody } from '../../error-body';
import { isUnavailable } from '../../kafka/cluster-client';
import type { ClusterMetadata, TopicMetadata } from '../../kafka/cluster-metadata';
import { listGroups } from '../../kafka/groups';
import { controllerIdOf } from '../../kafka/quorum';
import type { SampleAges } from '../../sampling/cluster-sampler';
import { sampleTotals } from '../../sampling/topic-series';
import type { ServiceContext } from '../../service-context';
import type { SupervisorState } from '../../supervisor-client';
import { brokerSummaries } from '../brokers/broker-views';
import { brokerSizes } from '../brokers/broker-sizes';
import { digits } from '../topics/topic-views';

/** Totals over all topics are asked less often than what a topic's own page shows. */
const totalAges: SampleAges = { endsMs: 1_800, startsMs: 9_000, sizesMs: 3_900 };

interface Asked {
  readonly controllerId: number | null;
  readonly groups: number | null;
  readonly sizes: ReadonlyMap<number, number>;
}

const unknown: Asked = { controllerId: null, groups: null, sizes: new Map() };

/** The cluster as its overview shows it. A cluster that does not answer is described too, with what was last known. */
export async function describeCluster({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string };
}): Promise<ClusterDetail> {
  const handle = ctx.runtime.cluster(input.cluster);
  const supervisor = (await handle.supervisor?.state()) ?? null;
  try {
    const metadata = await handle.client.metadata();
    const [asked] = await Promise.all([ask(handle, metadata), handle.sampler.sample([...metadata.topics.values()], totalAges)]);
    handle.sampler.noteTotals([...metadata.topics.values()]);
    return detailOf(handle, metadata, supervisor, asked, null);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return detailOf(handle, handle.client.lastMetadata, supervisor, unknown, errorBody(error, ctx.requestId));
  }
}

async function ask(handle: ClusterHandle, metadata: ClusterMetadata): Promise<Asked> {
  const [controllerId, groups, sizes] = await Promise.all([
    controllerIdOf(handle.client),
    listGroups(handle.client),
    brokerSizes(handle.client, metadata),
  ]);
  return { controllerId, groups: groups.groups.length, sizes };
}

function detailOf(
  handle: ClusterHandle,
  metadata: ClusterMetadata | undefined,
  supervisor: SupervisorState | null,
  asked: Asked,
  problem: ApiErrorBody | null,
): ClusterDetail {
  const { config, sampler } = handle;
  const reachable = problem === null;
  const topics = [...(metadata?.topics.values() ?? [])];
  const brokers = brokerSummaries(handle, {
    metadata,
    reachable,
    controllerId: asked.controllerId,
    supervisor,
    sizes: asked.sizes,
  });
  const partitions = topics.flatMap((topic) => topic.partitions);
  const leaderless = partitions.filter(({ leader }) => leader < 0).length;
  const underReplicated = partitions.filter(({ isr, replicas }) => isr.length < replicas.length).length;
  const internalTopics = topics.filter(({ internal }) => internal).length;
  const facts = healthFacts({ reachable, brokers, leaderless, underReplicated, topics: topics.length - internalTopics, asked });
  const bytesOut = brokers.map(({ process }) => process?.bytesOutPerSecond ?? null).filter((rate) => rate !== null);
  return {
    id: config.id,
    name: config.name,
    local: config.local,
    bootstrapServers: config.bootstrapServers,
    reachable,
    problem,
    clusterId: metadata?.clusterId ?? null,
    controllerId: asked.controllerId,
    brokers,
    counts: {
      brokersAlive: brokers.filter(({ alive }) => alive).length,
      brokersDead: brokers.filter(({ alive }) => !alive).length,
      topics: topics.length - internalTopics,
      internalTopics,
      partitions: partitions.length,
      leaderlessPartitions: leaderless,
      underReplicatedPartitions: underReplicated,
      groups: asked.groups,
    },
    totals: totalsOf(handle, topics),
    rates: {
      ...sampler.totalRates(),
      bytesOutPerSecond: bytesOut.length === 0 ? null : bytesOut.reduce((sum, rate) => sum + rate, 0),
    },
    history: [...sampler.totalHistory()],
    health: { status: !reachable ? 'down' : facts.some(({ severity }) => severity !== 'ok') ? 'degraded' : 'healthy', facts },
    events: eventsOf(supervisor),
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

interface HealthInput {
  reachable: boolean;
  brokers: readonly BrokerSummary[];
  leaderless: number;
  underReplicated: number;
  topics: number;
  asked: Asked;
}

function healthFacts({ reachable, brokers, leaderless, underReplicated, topics, asked }: HealthInput): HealthFact[] {
  const dead = brokers.filter(({ alive }) => !alive).map(({ id }) => id);
  const lagging = brokers.filter(({ outOfSyncCount }) => outOfSyncCount > 0).map(({ id }) => id);
  const facts: HealthFact[] = [];
  const add = (code: HealthFact['code'], severity: HealthFact['severity'], count: number, ids: number[] = []): void => {
    facts.push({ code, severity, count, brokers: ids });
  };
  if (!reachable) add('unreachable', 'critical', brokers.length, dead);
  else if (dead.length > 0) add('broker-down', 'critical', dead.length, dead);
  if (leaderless > 0) add('leaderless-partitions', 'critical', leaderless);
  if (underReplicated > 0) add('under-replicated-partitions', 'warning', underReplicated, lagging);
  if (reachable && asked.controllerId === null) add('no-controller', 'warning', 1);
  if (facts.length > 0) return facts;
  if (topics === 0) add('no-topics', 'ok', 0);
  add('all-in-sync', 'ok', brokers.length);
  return facts;
}

function eventsOf(supervisor: SupervisorState | null): ClusterEvent[] | null {
  if (supervisor === null) return null;
  return supervisor.events
    .map(({ id, atMs, kind, broker, details }) => ({
      id: String(id),
      atMs,
      kind,
      broker: broker ?? null,
      durationMs: details.afterMs ?? details.inMs ?? null,
      reason: details.reason ?? null,
    }))
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, 100);
}
