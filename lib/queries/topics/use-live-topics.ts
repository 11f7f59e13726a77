'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { TopicListQuery } from '@/lib/contracts/topic';
import { useLiveChannel } from '../stream/use-live-channel';
import { topicKeys } from './topic-queries';

export function useLiveTopics(cluster: string, query: TopicListQuery): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'topics', query }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'topics')
      queryClient.setQueryData(topicKeys.list(cluster, query), event.data.data);
  });
}
