import type { MetadataImage } from '../../metadata/metadata-image';
import type { SimCluster } from '../cluster/sim-cluster';
import type { SimNode } from '../cluster/sim-node';

/**
 * Whether everything that was promised would still be there without this node's disk: the other brokers are up and, as
 * the newest metadata says, in sync wherever this one is.
 */
export function hasEverythingElsewhere({ nodes }: SimCluster, node: SimNode): boolean {
  const others = nodes.filter((other) => other !== node);
  if (others.length === 0 || others.some(({ state, isPaused }) => state !== 'up' || isPaused)) return false;
  const images = nodes.map(({ broker }) => broker?.services.metadata.image).filter((image) => image !== undefined);
  const newest = images.reduce<MetadataImage | undefined>(
    (best, image) => (best === undefined || image.offset > best.offset ? image : best),
    undefined,
  );
  if (newest === undefined) return false;
  return [...newest.topicsByName.values()].every(({ partitions }) =>
    partitions.every(({ isr, eligibleLeaderReplicas, lastKnownElr, replicas }) => {
      const counts = [isr, eligibleLeaderReplicas, lastKnownElr].some((members) => members.includes(node.id));
      return !counts || replicas.length === 1 || isr.some((id) => id !== node.id);
    }),
  );
}
