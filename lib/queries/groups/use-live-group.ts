'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useLiveChannel } from '../stream/use-live-channel';
import { groupKeys } from './group-queries';

export function useLiveGroup(cluster: string, group: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'group', group }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'group')
      queryClient.setQueryData(groupKeys.detail(cluster, group), event.data.data);
  });
}
