import type { ClusterList } from '@/lib/contracts/cluster';
import type { ServiceContext } from '../../service-context';

export function listClusters({ ctx }: { ctx: ServiceContext }): ClusterList {
  return {
    clusters: ctx.runtime.config.clusters.map(({ id, name, local, bootstrapServers }) => ({ id, name, local, bootstrapServers })),
  };
}
