import { queryOptions } from '@tanstack/react-query';
import {
  partitionOfKeyResponse,
  publishResponse,
  type PartitionOfKeyRequest,
  type PublishQuery,
  type PublishRecord,
} from '@/lib/contracts/publish';
import { ApiError } from '../api-error';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsSettled } from '../stale-times';

interface PublishVariables {
  readonly record: PublishRecord;
  readonly options: PublishQuery;
}

export interface Published {
  readonly partition: number;
  readonly offset: string | null;
  readonly timestamp: string;
  readonly elapsedMs: number;
}

/** Writes one record. Invalidates nothing: the tail, the offsets and the totals come over the stream. */
export async function publishOne(cluster: string, topic: string, { record, options }: PublishVariables): Promise<Published> {
  const startedMs = performance.now();
  const path = apiPath(['clusters', cluster, 'topics', topic, 'records'], options);
  const [result] = await fetchJson(path, { schema: publishResponse, method: 'POST', body: [record] });
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
