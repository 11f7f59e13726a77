'use client';
import { useState } from 'react';
import { useNow } from '@/components/ui/now';

/** How long a leader that moved stays outlined. */
const outlinedMs = 5000;

interface Seen {
  readonly of: unknown;
  readonly leaders: ReadonlyMap<string, number | null>;
  readonly movedAtMs: ReadonlyMap<string, number>;
}

/** Whether a leader has just changed. `of` is what is shown: looked at again when it is another object. */
export function useMovedLeaders(of: unknown, leadersOf: () => ReadonlyMap<string, number | null>): (key: string) => boolean {
  const now = useNow();
  const [seen, setSeen] = useState<Seen>({ of: undefined, leaders: new Map(), movedAtMs: new Map() });
  if (seen.of !== of) {
    const leaders = leadersOf();
    const movedAtMs = new Map([...seen.movedAtMs].filter(([, atMs]) => now - atMs < outlinedMs));
    for (const [key, leader] of leaders) {
      const before = seen.leaders.get(key);
      if (before !== undefined && before !== leader && leader !== null) movedAtMs.set(key, now);
    }
    setSeen({ of, leaders, movedAtMs });
  }
  return (key) => now - (seen.movedAtMs.get(key) ?? -Infinity) < outlinedMs;
}
