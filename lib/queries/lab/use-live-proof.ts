'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useLiveChannel } from '../stream/use-live-channel';
import { labKeys } from './lab-queries';

export function useLiveProof(cluster: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'proof' }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'proof')
      queryClient.setQueryData(labKeys.proof(cluster), event.data.data);
  });
}
