'use client';
import { useState } from 'react';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { StreamEvent } from '@/lib/contracts/stream';
import { useChannel, type ChannelRequest } from './use-channel';

/**
 * Runs a channel and remembers its problem until the next good news. The hooks upon it, beside the queries of each resource, keep one
 * query fresh while their component is mounted: its options give what is shown first, the channel replaces it as it changes.
 */
export function useLiveChannel(
  cluster: string,
  request: ChannelRequest | undefined,
  apply: (event: StreamEvent) => void,
): ApiErrorBody | null {
  const [problem, setProblem] = useState<ApiErrorBody | null>(null);
  useChannel(cluster, request, {
    onEvent: (event) => {
      if (event.event === 'problem') setProblem(event.data.error);
      else if (event.event !== 'end') setProblem(null);
      apply(event);
    },
  });
  return problem;
}
