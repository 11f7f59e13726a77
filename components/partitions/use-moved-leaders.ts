'use client';
import { useState } from 'react';
import { useNow } from '@/components/ui/now';
import type { OffsetsPartition } from '@/lib/contracts/stream';

/** How long a leader that moved stays outlined. */
const outlinedMs = 5000;

interface Seen {
  readonly of: readonly OffsetsPartition[];
  readonly leaders: ReadonlyMap<number, number | null>;
  readonly movedAtMs: ReadonlyMap<number, number>;
}

/** Whether the leader of a partition has just changed. */
export function useMovedLeaders(partitions: readonly OffsetsPartition[]): (partition: number) => boolean {
  const now = useNow();
  const [seen, setSeen] = useState<Seen>({ of: [], leaders: new Map(), movedAtMs: new Map() });
  if (seen.of !== partitions) {
    const movedAtMs = new Map(seen.movedAtMs);
    for (const { partition, leader } of partitions) {
      const before = seen.leaders.get(partition);
      if (before !== undefined && before !== leader && leader !== null) movedAtMs.set(partition, now);
    }
    setSeen({ of: partitions, leaders: new Map(partitions.map(({ partition, leader }) => [partition, leader])), movedAtMs });
  }
  return (partition) => now - (seen.movedAtMs.get(partition) ?? -Infinity) < outlinedMs;
}
