'use client';
import { useState } from 'react';
import { useNow } from '@/components/ui/now';
import type { OffsetsSnapshot } from '@/lib/contracts/stream';
import { addSample, movedInLastSecond, type Samples } from './last-second';

/** Without news for this long, nothing moved: patches carry only what changed. */
const staleMs = 2500;

/** How far each partition moved within the last second. */
export function useLastSecond(offsets: OffsetsSnapshot | undefined): (partition: number) => bigint | null {
  const [samples, setSamples] = useState<Samples>([]);
  const [receivedAtMs, setReceivedAtMs] = useState(0);
  const now = useNow();
  if (offsets !== undefined && samples.at(-1)?.atMs !== offsets.atMs) {
    setSamples(addSample(samples, offsets.atMs, offsets.partitions));
    setReceivedAtMs(now);
  }
  return (partition) => {
    const moved = movedInLastSecond(samples, partition);
    return moved !== null && now - receivedAtMs > staleMs ? 0n : moved;
  };
}
