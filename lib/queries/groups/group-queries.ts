import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { groupDetail, groupPage, type GroupListQuery } from '@/lib/contracts/group';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsWhileLive } from '../stale-times';

export const groupKeys = {
  all: (cluster: string) => ['clusters', 'groups', cluster] as const,
  list: (cluster: string, query: GroupListQuery) => [...groupKeys.all(cluster), 'list', query] as const,
  detail: (cluster: string, group: string) => [...groupKeys.all(cluster), 'detail', group] as const,
};

/** Kept fresh by the `groups` channel. */
export function groupListQuery(cluster: string, query: GroupListQuery) {
  return queryOptions({
    queryKey: groupKeys.list(cluster, query),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'groups'], query), { schema: groupPage, signal }),
    staleTime: staleMsWhileLive,
    placeholderData: keepPreviousData,
  });
}

/** Kept fresh by the `group` channel. */
export function groupDetailQuery(cluster: string, group: string) {
  return queryOptions({
    queryKey: groupKeys.detail(cluster, group),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'groups', group]), { schema: groupDetail, signal }),
    staleTime: staleMsWhileLive,
  });
}
