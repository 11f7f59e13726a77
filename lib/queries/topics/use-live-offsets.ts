'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { OffsetsSnapshot } from '@/lib/contracts/stream';
import { applyOffsetsPatch } from '../stream/offsets-patch';
import { useLiveChannel } from '../stream/use-live-channel';
import { topicKeys } from './topic-queries';

/** Fills `topicOffsetsQuery`. */
export function useLiveOffsets(cluster: string, topic: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'offsets', topic }, (event) => {
    const key = topicKeys.offsets(cluster, topic);
    if (event.event === 'snapshot' && event.data.kind === 'offsets') queryClient.setQueryData(key, event.data.data);
    if (event.event !== 'offsets') return;
    const patch = event.data;
    queryClient.setQueryData(key, (shown: OffsetsSnapshot | undefined) =>
      shown === undefined ? shown : applyOffsetsPatch(shown, patch),
    );
  });
}
