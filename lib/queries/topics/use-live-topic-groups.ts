'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useLiveChannel } from '../stream/use-live-channel';
import { topicKeys } from './topic-queries';

export function useLiveTopicGroups(cluster: string, topic: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'topic-groups', topic }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'topic-groups')
      queryClient.setQueryData(topicKeys.groups(cluster, topic), event.data.data);
  });
}
