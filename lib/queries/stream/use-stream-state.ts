'use client';
import { useCallback, useSyncExternalStore } from 'react';
import type { StreamState } from './live-stream';
import { liveStreamOf } from './live-streams';

const idle: StreamState = { kind: 'idle' };

/** How the tab's stream is doing, for the shell and for pages that keep what they had. */
export function useStreamState(cluster: string): StreamState {
  const subscribe = useCallback((listener: () => void) => liveStreamOf(cluster).onState(listener), [cluster]);
  return useSyncExternalStore(
    subscribe,
    () => liveStreamOf(cluster).getState(),
    () => idle,
  );
}

/** For a "try again now" button. */
export function useStreamRetry(cluster: string): () => void {
  return useCallback(() => liveStreamOf(cluster).retryNow(), [cluster]);
}
