import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';

/** A replica of the metadata log: a node and its disk (KIP-853). A node whose disk was replaced is another replica. */
export interface ReplicaKey {
  readonly id: number;
  readonly directoryId: Uuid;
}

export function isSameReplica(a: ReplicaKey, b: ReplicaKey): boolean {
  return a.id === b.id && a.directoryId === b.directoryId;
}

/** Whether `asked`, whose directory may have been left out, means `replica`. */
export function means(asked: ReplicaKey, replica: ReplicaKey): boolean {
  return asked.id === replica.id && (asked.directoryId === zeroUuid || asked.directoryId === replica.directoryId);
}

/** For people, and as the key of a map. */
export function replicaText({ id, directoryId }: ReplicaKey): string {
  return `${id}:${directoryId}`;
}
