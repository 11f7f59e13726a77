import { queryOptions } from '@tanstack/react-query';
import { clusterDetail, clusterList } from '@/lib/contracts/cluster';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsSettled, staleMsWhileLive } from '../stale-times';

export const clusterKeys = {
  all: ['clusters'] as const,
  list: () => [...clusterKeys.all, 'list'] as const,
  detail: (cluster: string) => [...clusterKeys.all, 'detail', cluster] as const,
};

export function clusterListQuery() {
  return queryOptions({
    queryKey: clusterKeys.list(),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters']), { schema: clusterList, signal }),
    staleTime: staleMsSettled,
  });
}

/** Kept fresh by the `cluster` channel. */
export function clusterDetailQuery(cluster: string) {
  return queryOptions({
    queryKey: clusterKeys.detail(cluster),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster]), { schema: clusterDetail, signal }),
    staleTime: staleMsWhileLive,
  });
}
