import { queryOptions } from '@tanstack/react-query';
import type { PublishBytes } from '@/lib/contracts/publish';
import { sampleResponse, valueSchemas, type SampleResponse, type ValueSchema } from '@/lib/contracts/value-schema';
import { ApiError } from '../api-error';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsSettled } from '../stale-times';
import { checkRecords } from './publish-mutations';

/** What the values of a topic can be checked by. */
export function valueSchemasQuery(cluster: string, topic: string) {
  return queryOptions({
    queryKey: ['clusters', 'value-schemas', cluster, topic] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'value-schemas']), { schema: valueSchemas, signal }),
    staleTime: staleMsSettled,
  });
}

interface CheckedValue {
  readonly value: PublishBytes;
  readonly schema: ValueSchema | undefined;
}

/** Whether a value could be written; asked before sending. */
export function valueCheckQuery(cluster: string, topic: string, { value, schema }: CheckedValue) {
  return queryOptions({
    queryKey: ['clusters', 'value-check', cluster, topic, value, schema] as const,
    queryFn: async ({ signal }) => {
      const [answer] = await checkRecords(cluster, topic, { records: [{ value }], schema }, signal);
      if (answer === undefined) throw ApiError.badAnswer(200, undefined);
      return 'error' in answer ? { error: answer.error } : {};
    },
    staleTime: staleMsSettled,
    gcTime: staleMsSettled,
  });
}

/** A made-up value of a schema. */
export function sampleValue(cluster: string, topic: string, schema: ValueSchema): Promise<SampleResponse> {
  const path = apiPath(['clusters', cluster, 'topics', topic, 'value-schemas', 'sample']);
  return fetchJson(path, { schema: sampleResponse, method: 'POST', body: { schema } });
}
