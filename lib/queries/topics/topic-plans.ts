import { queryOptions } from '@tanstack/react-query';
import { configsAltered, type AlterConfigsRequest } from '@/lib/contracts/config';
import {
  recordsDeleted,
  topicGrown,
  topicRecreated,
  type DeleteRecordsRequest,
  type GrowTopicRequest,
} from '@/lib/contracts/topic-actions';
import { apiPath, fetchJson } from '../fetch-json';
import { topicKeys } from './topic-queries';

/* Dry runs: they ask and change nothing, so they are queries. What they say holds for the moment, so none is kept. */
const moment = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, retry: false } as const;

export function growPlanQuery(cluster: string, topic: string, request: GrowTopicRequest) {
  return queryOptions({
    queryKey: [...topicKeys.topic(cluster, topic), 'grow-plan', request] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'partitions'], { dryRun: true }), {
        schema: topicGrown,
        method: 'POST',
        body: request,
        signal,
      }),
    ...moment,
  });
}

export function deletionPlanQuery(cluster: string, topic: string, request: DeleteRecordsRequest) {
  return queryOptions({
    queryKey: [...topicKeys.topic(cluster, topic), 'deletion-plan', request] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'records', 'delete'], { dryRun: true }), {
        schema: recordsDeleted,
        method: 'POST',
        body: request,
        signal,
      }),
    ...moment,
  });
}

export function recreationPlanQuery(cluster: string, topic: string) {
  return queryOptions({
    queryKey: [...topicKeys.topic(cluster, topic), 'recreation-plan'] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'recreate'], { dryRun: true }), {
        schema: topicRecreated,
        method: 'POST',
        body: {},
        signal,
      }),
    ...moment,
  });
}

export function configPlanQuery(cluster: string, topic: string, request: AlterConfigsRequest) {
  return queryOptions({
    queryKey: [...topicKeys.topic(cluster, topic), 'config-plan', request] as const,
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'configs'], { dryRun: true }), {
        schema: configsAltered,
        method: 'PATCH',
        body: request,
        signal,
      }),
    ...moment,
  });
}
