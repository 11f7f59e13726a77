import type { BrokerImage } from '../metadata/metadata-image';
import type { Partition } from './partition';

interface NearerReplicaOptions {
  readonly partition: Partition;
  readonly localId: number;
  readonly fetchOffset: number;
  readonly rack: string;
  readonly broker: (id: number) => BrokerImage | undefined;
}

/**
 * KIP-392's rack-aware choice, made by the leader: an in-sync replica in the consumer's rack that has the offset, the one
 * furthest on where there are several; -1 when the leader itself is as near as any.
 */
export function nearerReplica({ partition, localId, fetchOffset, rack, broker }: NearerReplicaOptions): number {
  if (broker(localId)?.rack === rack) return -1;
  let nearer = -1;
  let furthest = -1;
  for (const { brokerId, logStartOffset, logEndOffset } of partition.followers) {
    const { rack: itsRack, fenced } = broker(brokerId) ?? { rack: null, fenced: true };
    const isCandidate = !fenced && itsRack === rack && partition.isr.includes(brokerId);
    if (!isCandidate || fetchOffset < logStartOffset || fetchOffset > logEndOffset || logEndOffset <= furthest) continue;
    nearer = brokerId;
    furthest = logEndOffset;
  }
  return nearer;
}
