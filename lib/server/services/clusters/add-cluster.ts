import type { ClusterSummary } from '@/lib/contracts/cluster';
import type { ClusterDraft } from '@/lib/contracts/connection-test';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { clusterSummary } from './cluster-summary';
import { draftConfig } from './draft-config';

/** Keeps the cluster, whether it answers or not: somebody may prepare what is not there yet. */
export async function addCluster({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { draft: ClusterDraft };
}): Promise<ClusterSummary> {
  const { runtime } = ctx;
  const cluster = draftConfig(input.draft);
  if (cluster.id === 'local' || runtime.clusters.some(({ id }) => id === cluster.id)) {
    throw new ServiceError('CLUSTER_EXISTS', `There is a cluster ${cluster.id} already.`, {
      field: 'id',
      details: { cluster: cluster.id },
    });
  }
  await runtime.kept.add(cluster);
  return clusterSummary(runtime, cluster);
}
