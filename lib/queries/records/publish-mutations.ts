import { queryOptions } from '@tanstack/react-query';
import {
  checkResponse,
  partitionOfKeyResponse,
  publishResponse,
  type CheckedRecords,
  type CheckResponse,
  type PartitionOfKeyRequest,
  type PublishQuery,
  type PublishRecord,
  type PublishResponse,
} from '@/lib/contracts/publish';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import { ApiError } from '../api-error';
import { apiPath, fetchAnswer, fetchJson } from '../fetch-json';
import { staleMsSettled } from '../stale-times';

interface PublishVariables {
  readonly record: PublishRecord;
  readonly options: PublishQuery;
  /** The value is checked by it. */
  readonly schema?: ValueSchema | undefined;
}

export interface Published {
  readonly partition: number;
  readonly offset: string | null;
  readonly timestamp: string;
  readonly elapsedMs: number;
}

/** Writes records; each has its result, also when none was written. */
export async function postRecords(
  cluster: string,
  topic: string,
  { records, schema }: CheckedRecords,
  options: PublishQuery,
): Promise<PublishResponse> {
  const response = await fetchAnswer(apiPath(['clusters', cluster, 'topics', topic, 'records'], options), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(schema === undefined ? records : { records, schema }),
  });
  const results = publishResponse.safeParse(
    await response
      .clone()
      .json()
      .catch(() => undefined),
  );
  if (results.success) return results.data;
  throw response.ok ? ApiError.badAnswer(response.status, results.error) : await ApiError.fromResponse(response);
}

/** Whether and where records could be written, one by one. Nothing is. */
export function checkRecords(
  cluster: string,
  topic: string,
  { records, schema }: CheckedRecords,
  signal?: AbortSignal,
): Promise<CheckResponse> {
  const path = apiPath(['clusters', cluster, 'topics', topic, 'records', 'check']);
  return fetchJson(path, {
    schema: checkResponse,
    method: 'POST',
    body: schema === undefined ? { records } : { records, schema },
    signal,
  });
}

/** Writes one record. Invalidates nothing: the tail, the offsets and the totals come over the stream. */
export async function publishOne(
  cluster: string,
  topic: string,
  { record, options, schema }: PublishVariables,
): Promise<Published> {
  const startedMs = performance.now();
  const [result] = await postRecords(cluster, topic, { records: [record], schema }, options);
  if (result === undefined) throw ApiError.badAnswer(200, undefined);
  if ('error' in result) throw ApiError.fromBody(200, result.error);
  return { ...result, elapsedMs: performance.now() - startedMs };
}

/** Where murmur2 sends a key now; asked before sending. */
export function partitionOfKeyQuery(cluster: string, topic: string, key: PartitionOfKeyRequest['key']) {
  return queryOptions({
    queryKey: ['clusters', 'partition-of-key', cluster, topic, key] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'partition-of-key']), {
        schema: partitionOfKeyResponse,
        method: 'POST',
        body: { key },
        signal,
      }),
    staleTime: staleMsSettled,
    gcTime: staleMsSettled,
  });
}
