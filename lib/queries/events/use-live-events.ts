'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useLiveChannel } from '../stream/use-live-channel';
import { eventKeys } from './event-queries';

export function useLiveEvents(cluster: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'events' }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'events')
      queryClient.setQueryData(eventKeys.list(cluster), event.data.data);
  });
}
