'use client';
import { useSearchParams } from 'next/navigation';
import { RecordView } from '@/components/record/record-view';
import { chosenFormat, type DecodingQuery } from '@/lib/contracts/decoding';

interface RecordRouteProps {
  cluster: string;
  topic: string;
  partition: number;
  offset: string;
}

/** A record with how it is read in the address: ?kd=&vd=. */
export function RecordRoute(props: RecordRouteProps) {
  const params = useSearchParams();
  const decoding = { kd: chosenFormat(params.get('kd')), vd: chosenFormat(params.get('vd')) };
  const onDecoding = (next: DecodingQuery) => window.history.replaceState(null, '', window.location.pathname + searchOf(next));
  return <RecordView {...props} decoding={decoding} onDecoding={onDecoding} search={searchOf(decoding)} />;
}

function searchOf({ kd, vd }: DecodingQuery): string {
  const params = new URLSearchParams();
  if (kd !== undefined) params.set('kd', kd);
  if (vd !== undefined) params.set('vd', vd);
  return params.size === 0 ? '' : `?${params.toString()}`;
}
