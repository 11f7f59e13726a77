import type { ReplicaMap } from '@/lib/contracts/replicas';

export interface WipeLoss {
  /** Partitions that have no other replica. */
  readonly only: number;
  /** Partitions whose other replicas are not in sync. */
  readonly notInSync: number;
}

/** What goes with the data of a broker. */
export function wipeLoss(map: ReplicaMap, broker: number): WipeLoss {
  let only = 0;
  let notInSync = 0;
  for (const { replicas, isr } of map.topics.flatMap(({ partitions }) => partitions)) {
    if (!replicas.includes(broker)) continue;
    if (replicas.every((replica) => replica === broker)) only += 1;
    else if (isr.every((replica) => replica === broker)) notInSync += 1;
  }
  return { only, notInSync };
}
