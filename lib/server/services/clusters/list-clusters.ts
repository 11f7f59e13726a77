import type { ClusterList } from '@/lib/contracts/cluster';
import type { ServiceContext } from '../../service-context';

export function listClusters({ ctx }: { ctx: ServiceContext }): ClusterList {
  return {
    clusters: ctx.runtime.config.clusters.map(({ id, name, colour, readOnly, local, bootstrapServers }) => ({
      id,
      name,
      colour,
      readOnly,
      local,
      bootstrapServers,
    })),
  };
}
