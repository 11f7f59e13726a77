'use client';
import { useSearchParams } from 'next/navigation';
import { CompareView } from '@/components/record/compare/compare-view';
import { chosenFormat } from '@/lib/contracts/decoding';
import { parsePlace } from '@/lib/format/record-place';

/** Two records with their places, and how they are read, in the address: ?a=0:12&b=3:88&kd=&vd=. */
export function CompareRoute({ cluster, topic }: { cluster: string; topic: string }) {
  const params = useSearchParams();
  return (
    <CompareView
      cluster={cluster}
      topic={topic}
      a={parsePlace(params.get('a'))}
      b={parsePlace(params.get('b'))}
      decoding={{ kd: chosenFormat(params.get('kd')), vd: chosenFormat(params.get('vd')) }}
    />
  );
}
