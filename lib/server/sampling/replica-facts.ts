import type { PartitionMetadata } from '../kafka/cluster-metadata';

/** What is being moved of a partition. */
export interface Moving {
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

export const notMoving: Moving = { addingReplicas: [], removingReplicas: [] };

/** A replica that is only being added does not count as missing. */
export function isUnderReplicated({ isr, replicas }: PartitionMetadata, { addingReplicas }: Moving = notMoving): boolean {
  return isr.length < replicas.filter((broker) => !addingReplicas.includes(broker)).length;
}

/** acks=all is refused. A topic with fewer replicas than the minimum wants no more than it has. */
export function isUnderMinIsr({ isr, replicas }: PartitionMetadata, minIsr: number): boolean {
  return isr.length < Math.min(minIsr, replicas.length);
}

/** Replicas that are alive and not in the ISR. */
export function laggingReplicas(
  { replicas, isr, offlineReplicas }: PartitionMetadata,
  isAlive: (broker: number) => boolean,
): number[] {
  return replicas.filter((broker) => isAlive(broker) && !isr.includes(broker) && !offlineReplicas.includes(broker));
}

/** Its first replica could lead, and another one does. */
export function isPreferredNotLeading(
  { leader, replicas, isr }: PartitionMetadata,
  isAlive: (broker: number) => boolean,
): boolean {
  const [preferred] = replicas;
  return preferred !== undefined && leader >= 0 && leader !== preferred && isAlive(preferred) && isr.includes(preferred);
}
