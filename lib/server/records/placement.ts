import { partitionForKey } from '@/broker/protocol/records/murmur2';
import type { Placement } from '@/lib/contracts/transfer';

interface Placed {
  readonly partition: number;
  readonly record: { readonly key: Buffer | null };
}

/** Records in a row that `any` gives to one partition, so that they make a batch worth sending. */
const inARow = 500;

/**
 * The partition of another topic that a record goes to: its own, the one its key belongs to, or each in turn. Without a key it
 * keeps its number, as far as there is one, so that what was in order stays so.
 */
export function placementOf(kind: Placement, partitionCount: number): (read: Placed) => number {
  switch (kind) {
    case 'same':
      return ({ partition }) => partition;
    case 'key':
      return ({ partition, record: { key } }) =>
        key === null ? partition % partitionCount : partitionForKey(key, partitionCount);
    case 'any': {
      let placed = 0;
      return () => {
        placed += 1;
        return Math.floor((placed - 1) / inARow) % partitionCount;
      };
    }
  }
}
