import { queryOptions } from '@tanstack/react-query';
import { clusterEvents } from '@/lib/contracts/event';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsWhileLive } from '../stale-times';

export const eventKeys = {
  list: (cluster: string) => ['clusters', 'events', cluster] as const,
};

/** Kept fresh by the `events` channel. */
export function clusterEventsQuery(cluster: string) {
  return queryOptions({
    queryKey: eventKeys.list(cluster),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'events']), { schema: clusterEvents, signal }),
    staleTime: staleMsWhileLive,
  });
}
