import type { Sort } from '@/components/ui/table';
import type { GroupOffset } from '@/lib/contracts/group';
import { compareOffsets } from '@/lib/format/offset';

export type OffsetColumn = 'partition' | 'committed' | 'end' | 'lag';

function byPlace(left: GroupOffset, right: GroupOffset): number {
  return left.topic === right.topic ? left.partition - right.partition : left.topic < right.topic ? -1 : 1;
}

/** Offsets by a column; what is not known comes last either way, and equals stay by topic and partition. */
export function sortedOffsets(offsets: readonly GroupOffset[], { by, direction }: Sort<OffsetColumn>): GroupOffset[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (by === 'partition') return offsets.toSorted((left, right) => sign * byPlace(left, right));
  return offsets.toSorted((left, right) => {
    const [one, other] = [left[by], right[by]];
    if (one === null || other === null) return one === other ? byPlace(left, right) : one === null ? 1 : -1;
    return sign * compareOffsets(one, other) || byPlace(left, right);
  });
}
