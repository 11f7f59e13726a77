'use client';
import { useEffect, useEffectEvent } from 'react';
import type { Channel, StreamEvent } from '@/lib/contracts/stream';
import type { TailCursor } from '@/lib/contracts/record';
import { liveStreamOf } from './live-streams';

type WithoutId<C> = C extends Channel ? Omit<C, 'id' | 'cursor'> : never;

/** What a page asks for; the stream gives it an id, and a tail its cursor. */
export type ChannelRequest = WithoutId<Channel>;

interface ChannelHandlers {
  readonly onEvent: (event: StreamEvent) => void;
  /** Where a tail goes on after a reconnect; null for the ends of now. */
  readonly cursor?: () => TailCursor | null;
}

function withId(request: ChannelRequest, id: string, cursor: TailCursor | null): Channel {
  return request.kind === 'tail' ? { ...request, id, cursor } : { ...request, id };
}

/** Subscribes while mounted; undefined subscribes to nothing. A request that says the same keeps its channel across renders. */
export function useChannel(cluster: string, request: ChannelRequest | undefined, handlers: ChannelHandlers): void {
  const onEvent = useEffectEvent((event: StreamEvent) => handlers.onEvent(event));
  const cursor = useEffectEvent(() => handlers.cursor?.() ?? null);
  const words = request === undefined ? undefined : JSON.stringify(request);
  const subscribe = useEffectEvent(() => {
    if (request === undefined) return undefined;
    return liveStreamOf(cluster).subscribe({
      channel: (id) => withId(request, id, cursor()),
      onEvent,
      shared: request.kind === 'tail' ? undefined : words,
    });
  });
  useEffect(() => (words === undefined ? undefined : subscribe()), [cluster, words]);
}
