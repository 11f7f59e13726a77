'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { ReplicaMap, ReplicaMapQuery } from '@/lib/contracts/replicas';
import { applyReplicasPatch } from '../stream/replicas-patch';
import { useLiveChannel } from '../stream/use-live-channel';
import { replicaKeys } from './replica-queries';

/** Fills `replicaMapQuery`. */
export function useLiveReplicas(cluster: string, query: ReplicaMapQuery): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'replicas', query }, (event) => {
    const key = replicaKeys.map(cluster, query);
    if (event.event === 'snapshot' && event.data.kind === 'replicas') queryClient.setQueryData(key, event.data.data);
    if (event.event !== 'replicas') return;
    const patch = event.data;
    queryClient.setQueryData(key, (shown: ReplicaMap | undefined) =>
      shown === undefined ? shown : applyReplicasPatch(shown, patch),
    );
  });
}
