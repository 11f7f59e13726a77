import type { ClusterList } from '@/lib/contracts/cluster';
import type { ServiceContext } from '../../service-context';
import { clusterSummary } from './cluster-summary';

export function listClusters({ ctx }: { ctx: ServiceContext }): ClusterList {
  return { clusters: ctx.runtime.clusters.map((cluster) => clusterSummary(ctx.runtime, cluster)) };
}
