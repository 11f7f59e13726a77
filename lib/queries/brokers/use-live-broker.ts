'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useLiveChannel } from '../stream/use-live-channel';
import { brokerKeys } from './broker-queries';

export function useLiveBroker(cluster: string, broker: number): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'broker', broker }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'broker')
      queryClient.setQueryData(brokerKeys.detail(cluster, broker), event.data.data);
  });
}
