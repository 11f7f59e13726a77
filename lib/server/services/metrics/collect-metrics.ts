import { isUnavailable } from '../../kafka/cluster-client';
import { isRefusal } from '../../kafka/refusal';
import { Exposition } from '../../metrics/exposition';
import type { ServiceContext } from '../../service-context';
import { within } from '../../within';
import { describeCluster } from '../clusters/describe-cluster';
import { listGroups } from '../groups/list-groups';
import { listTopics } from '../topics/list-topics';
import type { ClusterMeasures } from './cluster-measures';
import { clusterMetrics } from './cluster-metrics';
import { processMetrics } from './process-metrics';

/** What a cluster does not tell within this time, or at all, is left out of the answer. */
const patienceMs = 4_000;
/** A cluster with more topics or groups is too large to be scraped whole: the first by name are there. */
const seriesMax = 1_000;

/** GET /metrics: the console's process and every cluster it knows. */
export async function collectMetrics({ ctx }: { ctx: ServiceContext }): Promise<string> {
  const exposition = new Exposition();
  processMetrics(exposition, ctx.runtime);
  const measured = await Promise.all(ctx.runtime.clusters.map(({ id }) => measuresOf(ctx, id)));
  clusterMetrics(exposition, measured);
  return String(exposition);
}

/** Undefined where it is late or refused: the rest of the scrape goes on. */
async function told<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await within(patienceMs, work);
  } catch (error) {
    if (isRefusal(error) || isUnavailable(error)) return undefined;
    throw error;
  }
}

async function measuresOf(ctx: ServiceContext, cluster: string): Promise<ClusterMeasures> {
  const detail = await describeCluster({ ctx, input: { cluster } });
  if (!detail.reachable) return { detail, topics: [], groups: [] };
  const page = { page: 1, pageSize: seriesMax };
  const [topics, groups] = await Promise.all([
    told(listTopics({ ctx, input: { cluster, query: { q: '', internal: false, sort: 'name', ...page } } })),
    told(listGroups({ ctx, input: { cluster, query: { q: '', ...page } } })),
  ]);
  return { detail, topics: topics?.topics ?? [], groups: groups?.groups ?? [] };
}
