import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { clusterSummary } from '@/lib/contracts/cluster';
import { connectionTest, type ClusterDraft } from '@/lib/contracts/connection-test';
import { apiPath, fetchJson } from '../fetch-json';
import { clusterKeys } from './cluster-queries';

/** Tries the connection step by step; keeps nothing. */
export function testConnectionMutation() {
  return mutationOptions({
    mutationFn: (draft: ClusterDraft) =>
      fetchJson(apiPath(['connection-tests']), { schema: connectionTest, method: 'POST', body: draft }),
  });
}

export function addClusterMutation(queryClient: QueryClient) {
  return mutationOptions({
    mutationFn: (draft: ClusterDraft) =>
      fetchJson(apiPath(['clusters']), { schema: clusterSummary, method: 'POST', body: draft }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: clusterKeys.list() }),
  });
}

export function removeClusterMutation(queryClient: QueryClient) {
  return mutationOptions({
    mutationFn: (cluster: string) => fetchJson(apiPath(['clusters', cluster]), { schema: z.object({}), method: 'DELETE' }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: clusterKeys.list() }),
  });
}
