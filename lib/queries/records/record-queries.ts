import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { recordsPage, singleRecord, type RecordsQuery } from '@/lib/contracts/record';
import { withBasePath } from '../base-path';
import { apiPath, fetchApi, fetchJson } from '../fetch-json';
import { staleMsRecord } from '../stale-times';

export const recordKeys = {
  topic: (cluster: string, topic: string) => ['clusters', 'records', cluster, topic] as const,
  page: (cluster: string, topic: string, query: RecordsQuery) => [...recordKeys.topic(cluster, topic), 'page', query] as const,
  detail: (cluster: string, topic: string, partition: number, offset: string) =>
    [...recordKeys.topic(cluster, topic), 'one', partition, offset] as const,
  text: (cluster: string, topic: string, partition: number, offset: string, part: RawPart) =>
    [...recordKeys.detail(cluster, topic, partition, offset), 'bytes', part] as const,
};

export type RawPart = 'key' | 'value';

/** One page of a walk. It is what it is: a refetch would move the window under the reader, so only a new query reads again. */
export function recordsPageQuery(cluster: string, topic: string, query: RecordsQuery) {
  return queryOptions({
    queryKey: recordKeys.page(cluster, topic, query),
    queryFn: ({ signal }) => fetchRecordsPage(cluster, topic, query, signal),
    staleTime: staleMsRecord,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  });
}

export function fetchRecordsPage(cluster: string, topic: string, query: RecordsQuery, signal: AbortSignal) {
  return fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'records'], query), { schema: recordsPage, signal });
}

export function recordQuery(cluster: string, topic: string, partition: number, offset: string) {
  return queryOptions({
    queryKey: recordKeys.detail(cluster, topic, partition, offset),
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'records', partition, offset]), { schema: singleRecord, signal }),
    staleTime: staleMsRecord,
    refetchOnWindowFocus: false,
  });
}

/** Where the bytes of a key or value can be downloaded. */
export function rawRecordUrl(cluster: string, topic: string, partition: number, offset: string, part: RawPart): string {
  return withBasePath(apiPath(['clusters', cluster, 'topics', topic, 'records', partition, offset], { raw: part }));
}

/** The whole key or value, for bodies that came as a preview. Not kept once nobody looks: it may be large. */
export function rawRecordQuery(cluster: string, topic: string, partition: number, offset: string, part: RawPart) {
  return queryOptions({
    queryKey: recordKeys.text(cluster, topic, partition, offset, part),
    queryFn: async ({ signal }) => {
      const response = await fetchApi(
        apiPath(['clusters', cluster, 'topics', topic, 'records', partition, offset], { raw: part }),
        { signal },
      );
      return new Uint8Array(await response.arrayBuffer());
    },
    staleTime: staleMsRecord,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
