import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { configsAltered, type AlterConfigsRequest } from '@/lib/contracts/config';
import { topicDeleted, topicDetail, type CreateTopicRequest } from '@/lib/contracts/topic';
import {
  recordsDeleted,
  topicGrown,
  topicRecreated,
  type DeleteRecordsRequest,
  type GrowTopicRequest,
  type RecreateTopicRequest,
} from '@/lib/contracts/topic-actions';
import { ApiError } from '../api-error';
import { clusterKeys } from '../clusters/cluster-queries';
import { apiPath, fetchJson } from '../fetch-json';
import { recordKeys } from '../records/record-queries';
import { topicKeys } from './topic-queries';

/** Invalidates the topic lists and the cluster's counts; the new topic's detail is in the cache at once. */
export function createTopicMutation(queryClient: QueryClient, cluster: string) {
  return mutationOptions({
    mutationFn: (request: Omit<CreateTopicRequest, 'validateOnly'>) =>
      fetchJson(apiPath(['clusters', cluster, 'topics']), { schema: topicDetail, method: 'POST', body: request }),
    onSuccess: (created) => {
      queryClient.setQueryData(topicKeys.detail(cluster, created.name), created);
      return invalidateCounts(queryClient, cluster);
    },
  });
}

/** Forgets everything of the topic; invalidates the topic lists and the cluster's counts. */
export function deleteTopicMutation(queryClient: QueryClient, cluster: string) {
  return mutationOptions({
    mutationFn: (topic: string) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic]), { schema: topicDeleted, method: 'DELETE' }),
    onSuccess: (_deleted, topic) => {
      queryClient.removeQueries({ queryKey: topicKeys.topic(cluster, topic) });
      return invalidateCounts(queryClient, cluster);
    },
  });
}

/** One after the other, so that what fails says so for itself. A topic that is gone already is as wanted. */
export function deleteTopicsMutation(queryClient: QueryClient, cluster: string, onProgress: (doneCount: number) => void) {
  return mutationOptions({
    mutationFn: async (topics: readonly string[]) => {
      const gone: string[] = [];
      const refusals = new Map<string, ApiError>();
      for (const topic of topics) {
        const error = await refusalOf(cluster, topic);
        if (error === undefined) gone.push(topic);
        else refusals.set(topic, error);
        onProgress(gone.length + refusals.size);
      }
      return { gone, refusals };
    },
    onSuccess: ({ gone }) => {
      for (const topic of gone) queryClient.removeQueries({ queryKey: topicKeys.topic(cluster, topic) });
      return invalidateCounts(queryClient, cluster);
    },
  });
}

async function refusalOf(cluster: string, topic: string): Promise<ApiError | undefined> {
  try {
    await fetchJson(apiPath(['clusters', cluster, 'topics', topic]), { schema: topicDeleted, method: 'DELETE' });
    return undefined;
  } catch (problem) {
    const error = ApiError.from(problem);
    return error.code === 'TOPIC_NOT_FOUND' ? undefined : error;
  }
}

/** The topic's pages learn of the new partitions at once. */
export function growTopicMutation(queryClient: QueryClient, cluster: string, topic: string) {
  return mutationOptions({
    mutationFn: (request: GrowTopicRequest) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'partitions']), {
        schema: topicGrown,
        method: 'POST',
        body: request,
      }),
    onSuccess: () => invalidateTopic(queryClient, cluster, topic),
  });
}

/** Pages of records that were read are read anew: some of them are gone. */
export function deleteRecordsMutation(queryClient: QueryClient, cluster: string, topic: string) {
  return mutationOptions({
    mutationFn: (request: DeleteRecordsRequest) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'records', 'delete']), {
        schema: recordsDeleted,
        method: 'POST',
        body: request,
      }),
    onSuccess: () =>
      Promise.all([
        queryClient.resetQueries({ queryKey: recordKeys.topic(cluster, topic) }),
        invalidateTopic(queryClient, cluster, topic),
      ]),
  });
}

/** Whatever comes of it, nothing that was known of the topic can be relied on. */
export function recreateTopicMutation(queryClient: QueryClient, cluster: string, topic: string) {
  return mutationOptions({
    mutationFn: (request: RecreateTopicRequest) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'recreate']), {
        schema: topicRecreated,
        method: 'POST',
        body: request,
      }),
    onSettled: () =>
      Promise.all([
        queryClient.resetQueries({ queryKey: recordKeys.topic(cluster, topic) }),
        queryClient.invalidateQueries({ queryKey: topicKeys.configs(cluster, topic) }),
        queryClient.invalidateQueries({ queryKey: topicKeys.groups(cluster, topic) }),
        queryClient.resetQueries({ queryKey: topicKeys.histograms(cluster, topic) }),
        invalidateTopic(queryClient, cluster, topic),
      ]),
  });
}

export function alterConfigsMutation(queryClient: QueryClient, cluster: string, topic: string) {
  return mutationOptions({
    mutationFn: (request: AlterConfigsRequest) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'configs']), {
        schema: configsAltered,
        method: 'PATCH',
        body: request,
      }),
    onSuccess: ({ configs }) => {
      queryClient.setQueryData(topicKeys.configs(cluster, topic), { configs });
      return invalidateTopic(queryClient, cluster, topic);
    },
  });
}

async function invalidateTopic(queryClient: QueryClient, cluster: string, topic: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: topicKeys.detail(cluster, topic) }),
    invalidateCounts(queryClient, cluster),
  ]);
}

async function invalidateCounts(queryClient: QueryClient, cluster: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: topicKeys.lists(cluster) }),
    queryClient.invalidateQueries({ queryKey: clusterKeys.detail(cluster) }),
  ]);
}
