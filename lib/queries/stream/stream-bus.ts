import * as z from 'zod/mini';
import { channel } from '@/lib/contracts/stream';

/*
 * Tabs of one browser talk over a BroadcastChannel. A tab without a connection of its own (a guest) asks for one (wanted); tabs that have one
 * (hosts) offer it; the guest tells the first what it wants to see (channels) and gets its events, until one of them leaves.
 */
const host = z.string();
const guest = z.string();

export const busMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wanted'), guest }),
  z.object({ kind: z.literal('offer'), host, guest }),
  z.object({ kind: z.literal('channels'), host, guest, channels: z.array(channel) }),
  z.object({ kind: z.literal('event'), host, guest, event: z.string(), data: z.unknown() }),
  /** The host is there; its guests answer, so that one that is gone is forgotten. */
  z.object({ kind: z.literal('beat'), host }),
  z.object({ kind: z.literal('here'), host, guest }),
  z.object({ kind: z.literal('leave'), host, guest }),
  z.object({ kind: z.literal('bye'), host }),
]);

export type BusMessage = z.infer<typeof busMessage>;

export interface StreamBus {
  post(message: BusMessage): void;
  listen(listener: (message: BusMessage) => void): () => void;
}

/** The bus of a cluster's streams; undefined where the browser has none. */
export function openStreamBus(cluster: string): StreamBus | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const broadcast = new BroadcastChannel(`ottla-stream ${cluster}`);
  return {
    post: (message) => broadcast.postMessage(message),
    listen: (listener) => {
      const receive = (event: MessageEvent<unknown>) => {
        const message = busMessage.safeParse(event.data);
        if (message.success) listener(message.data);
      };
      broadcast.addEventListener('message', receive);
      return () => broadcast.removeEventListener('message', receive);
    },
  };
}
