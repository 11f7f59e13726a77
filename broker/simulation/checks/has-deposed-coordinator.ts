import { partitionForGroup } from '../../coordinator/group/partition-for-group';
import type { MetadataImage } from '../../metadata/metadata-image';
import { consumerOffsetsTopic } from '../../server/internal-topics';
import type { SimCluster } from '../cluster/sim-cluster';

/**
 * Whether a broker that coordinated the group has not heard yet that it no longer does: it answers OffsetFetch with what
 * was committed before, as in Kafka, where reads are not fenced.
 */
export function hasDeposedCoordinator({ nodes }: SimCluster, newest: MetadataImage, groupId: string): boolean {
  return nodes.some(({ id, broker }) => {
    const own = broker?.services.metadata.image;
    return own !== undefined && coordinatorOf(own, groupId) === id && coordinatorOf(newest, groupId) !== id;
  });
}

function coordinatorOf({ topicsByName }: MetadataImage, groupId: string): number {
  const partitions = topicsByName.get(consumerOffsetsTopic)?.partitions ?? [];
  return partitions[partitionForGroup(groupId, partitions.length)]?.leader ?? -1;
}
