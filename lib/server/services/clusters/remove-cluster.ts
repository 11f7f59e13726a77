import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';

/** Forgets a cluster that was added in the console; the cluster itself hears nothing of it. */
export async function removeCluster({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): Promise<void> {
  const { runtime } = ctx;
  const { id, name } = runtime.cluster(input.cluster).config;
  if (runtime.config.clusters.some((configured) => configured.id === id))
    throw new ServiceError('CLUSTER_CONFIGURED', `${name} is not the console's to remove.`, { details: { cluster: id } });
  await runtime.kept.remove(id);
  runtime.drop(id);
}
