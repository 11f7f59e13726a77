'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useLiveChannel } from '../stream/use-live-channel';
import { clusterKeys } from './cluster-queries';

export function useLiveCluster(cluster: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'cluster' }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'cluster')
      queryClient.setQueryData(clusterKeys.detail(cluster), event.data.data);
  });
}
