'use client';
import { useCallback, useState } from 'react';
import { placeKey } from '@/lib/format/record-place';
import type { Published } from '@/lib/queries/records/publish-mutations';

/** As long as a row takes to light up and fade. */
const litMs = 6000;

/** The records that were just published from this page, so that their rows light up when they come. */
export function useFreshRecords(): readonly [ReadonlySet<string>, (published: Published) => void] {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const light = useCallback(({ partition, offset }: Published) => {
    if (offset === null) return;
    const key = placeKey({ partition, offset });
    setFresh((lit) => new Set(lit).add(key));
    setTimeout(() => setFresh((lit) => new Set([...lit].filter((other) => other !== key))), litMs);
  }, []);
  return [fresh, light];
}
