import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { replicaMap, type ReplicaMapQuery } from '@/lib/contracts/replicas';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsWhileLive } from '../stale-times';

export const replicaKeys = {
  map: (cluster: string, query: ReplicaMapQuery) => ['clusters', 'replicas', cluster, query] as const,
};

/** Kept fresh by the `replicas` channel. The last map stays in sight while the next one comes. */
export function replicaMapQuery(cluster: string, query: ReplicaMapQuery) {
  return queryOptions({
    queryKey: replicaKeys.map(cluster, query),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'replicas'], query), { schema: replicaMap, signal }),
    staleTime: staleMsWhileLive,
    placeholderData: keepPreviousData,
  });
}
