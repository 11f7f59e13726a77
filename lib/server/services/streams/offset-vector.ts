import type { OffsetVector } from '@/lib/contracts/scalars';

export function vectorOf(offsets: ReadonlyMap<number, number>): OffsetVector {
  return Object.fromEntries([...offsets].map(([partition, offset]) => [String(partition), String(offset)]));
}
