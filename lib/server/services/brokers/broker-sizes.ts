import type { ClusterClient } from '../../kafka/cluster-client';
import type { ClusterMetadata } from '../../kafka/cluster-metadata';
import { replicaSizes } from '../../kafka/log-dirs';

/** Bytes of all replicas on each broker that answers. */
export async function brokerSizes(client: ClusterClient, metadata: ClusterMetadata): Promise<ReadonlyMap<number, number>> {
  const sizes = await replicaSizes(client, metadata.brokers.keys(), null);
  return new Map(
    [...sizes].map(([id, replicas]) => [id, [...replicas.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)]),
  );
}
