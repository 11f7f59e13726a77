import { partitionForKey } from '@/broker/protocol/records/murmur2';

interface Placed {
  readonly partition: number;
  readonly record: { readonly key: Buffer | null };
}

/**
 * The partition of another topic that a record goes to: its own, or the one its key belongs to. Without a key it keeps its number,
 * as far as there is one, so that what was in order stays so.
 */
export function placementOf(kind: 'key' | 'same', partitionCount: number): (read: Placed) => number {
  if (kind === 'same') return ({ partition }) => partition;
  return ({ partition, record: { key } }) => (key === null ? partition % partitionCount : partitionForKey(key, partitionCount));
}
