import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { topicDeleted, topicDetail, type CreateTopicRequest } from '@/lib/contracts/topic';
import { clusterKeys } from '../clusters/cluster-queries';
import { apiPath, fetchJson } from '../fetch-json';
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

async function invalidateCounts(queryClient: QueryClient, cluster: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: topicKeys.lists(cluster) }),
    queryClient.invalidateQueries({ queryKey: clusterKeys.detail(cluster) }),
  ]);
}
