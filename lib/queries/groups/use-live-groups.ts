'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { GroupListQuery } from '@/lib/contracts/group';
import { useLiveChannel } from '../stream/use-live-channel';
import { groupKeys } from './group-queries';

export function useLiveGroups(cluster: string, query: GroupListQuery): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'groups', query }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'groups')
      queryClient.setQueryData(groupKeys.list(cluster, query), event.data.data);
  });
}
