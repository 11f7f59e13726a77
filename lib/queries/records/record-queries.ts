import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import { recordsPage, singleRecord, tryFilterAnswer, type ExportQuery, type RecordsQuery } from '@/lib/contracts/record';
import { withBasePath } from '../base-path';
import { apiPath, fetchApi, fetchJson } from '../fetch-json';
import { staleMsRecord, staleMsSettled } from '../stale-times';

export const recordKeys = {
  topic: (cluster: string, topic: string) => ['clusters', 'records', cluster, topic] as const,
  page: (cluster: string, topic: string, query: RecordsQuery) => [...recordKeys.topic(cluster, topic), 'page', query] as const,
  detail: (cluster: string, topic: string, partition: number, offset: string) =>
    [...recordKeys.topic(cluster, topic), 'one', partition, offset] as const,
  text: (cluster: string, topic: string, partition: number, offset: string, part: RawPart) =>
    [...recordKeys.detail(cluster, topic, partition, offset), 'bytes', part] as const,
};

export type RawPart = 'key' | 'value';

/**
 * One page of a walk, in as many reads as it takes: a search that finds little ends a read early, and the next read goes on.
 * A page is what it is: a refetch would move the window under the reader, so only a new query reads again.
 */
export function recordsScanQuery(cluster: string, topic: string, query: RecordsQuery) {
  return infiniteQueryOptions({
    queryKey: recordKeys.page(cluster, topic, query),
    queryFn: ({ signal, pageParam }) =>
      fetchRecordsPage(cluster, topic, pageParam === null ? query : { ...query, cursor: pageParam }, signal),
    initialPageParam: query.cursor ?? null,
    getNextPageParam: (last) => last.next,
    staleTime: staleMsRecord,
    gcTime: staleMsSettled,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** What a live tail begins with, and the positions it goes on from; read anew each time one begins. */
export function tailStartQuery(cluster: string, topic: string, query: RecordsQuery) {
  return queryOptions({
    queryKey: [...recordKeys.topic(cluster, topic), 'tail-start', query] as const,
    queryFn: ({ signal }) => fetchRecordsPage(cluster, topic, { ...query, from: 'newest' }, signal),
    staleTime: staleMsRecord,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function fetchRecordsPage(cluster: string, topic: string, query: RecordsQuery, signal: AbortSignal) {
  return fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'records'], query), { schema: recordsPage, signal });
}

/** Whether an expression is one, and whether a record meets it. */
export function tryFilterQuery(
  cluster: string,
  topic: string,
  f: string,
  place: { partition: number; offset: string } | null,
  decoding: DecodingQuery,
) {
  const params = { f, ...decoding, ...(place === null ? {} : { partition: place.partition, offset: place.offset }) };
  return queryOptions({
    queryKey: [...recordKeys.topic(cluster, topic), 'try-filter', params] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'records', 'try-filter'], params), {
        schema: tryFilterAnswer,
        signal,
      }),
    staleTime: staleMsSettled,
    gcTime: staleMsSettled,
    refetchOnWindowFocus: false,
  });
}

export function recordQuery(cluster: string, topic: string, partition: number, offset: string, { kd, vd }: DecodingQuery = {}) {
  return queryOptions({
    queryKey: [...recordKeys.detail(cluster, topic, partition, offset), kd, vd] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'records', partition, offset], { kd, vd }), {
        schema: singleRecord,
        signal,
      }),
    // Read in another way it is still the same record.
    placeholderData: (shown) =>
      shown?.record.partition === partition && shown.record.offset === offset && shown.topic === topic ? shown : undefined,
    staleTime: staleMsRecord,
    refetchOnWindowFocus: false,
  });
}

/** Where the API answers a page of records. */
export function recordsUrl(cluster: string, topic: string, query: RecordsQuery): string {
  return withBasePath(apiPath(['clusters', cluster, 'topics', topic, 'records'], query));
}

/** Where the API answers one record. */
export function recordUrl(cluster: string, topic: string, partition: number, offset: string): string {
  return withBasePath(apiPath(['clusters', cluster, 'topics', topic, 'records', partition, offset]));
}

/** Where the bytes of a key or value can be downloaded. */
export function rawRecordUrl(cluster: string, topic: string, partition: number, offset: string, part: RawPart): string {
  return withBasePath(apiPath(['clusters', cluster, 'topics', topic, 'records', partition, offset], { raw: part }));
}

/** Where the matching records can be downloaded, as many as there are. */
export function exportUrl(cluster: string, topic: string, query: Omit<ExportQuery, 'cursor'>): string {
  return withBasePath(apiPath(['clusters', cluster, 'topics', topic, 'export'], query));
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
