import type { Channel } from '@/lib/contracts/stream';
import type { StreamBus } from './stream-bus';

/** A host answers at once, when there is one and its tab is not busy. */
export const offerMsMax = 2500;

interface GuestOptions {
  readonly bus: StreamBus;
  readonly guestId: string;
  readonly signal: AbortSignal;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

const prefix = 'guest of ';

/** The stream of a tab that sees through another one's connection, as the bytes the console itself would send; undefined when nobody offers. */
export async function openGuestStream(options: GuestOptions): Promise<ReadableStream<Uint8Array> | undefined> {
  const host = await findHost(options);
  return host === undefined ? undefined : bytesFrom(host, options);
}

function findHost({ bus, guestId, signal, setTimer }: GuestOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    const finish = (host: string | undefined) => {
      stopTimer();
      stopListening();
      resolve(host);
    };
    const stopTimer = setTimer(() => finish(undefined), offerMsMax);
    const stopListening = bus.listen((message) => {
      if (message.kind === 'offer' && message.guest === guestId) finish(message.host);
    });
    signal.addEventListener('abort', () => finish(undefined), { once: true });
    bus.post({ kind: 'wanted', guest: guestId });
  });
}

function bytesFrom(host: string, { bus, guestId, signal }: GuestOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const event = (name: string, data: unknown) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
      const stopListening = bus.listen((message) => {
        if (!('host' in message) || message.host !== host) return;
        if (message.kind === 'event' && message.guest === guestId) event(message.event, message.data);
        if (message.kind === 'beat') {
          write(': the host is there\n\n');
          bus.post({ kind: 'here', host, guest: guestId });
        }
        if (message.kind === 'bye') {
          stopListening();
          controller.close();
        }
      });
      signal.addEventListener(
        'abort',
        () => {
          stopListening();
          bus.post({ kind: 'leave', host, guest: guestId });
        },
        { once: true },
      );
      event('hello', { streamId: `${prefix}${host}`, serverTimeMs: 0, heartbeatMs: 0 });
    },
  });
}

/** Tells the host what this tab wants; false when the stream is one of its own. */
export function putGuestChannels(
  bus: StreamBus | undefined,
  guestId: string,
  streamId: string,
  channels: readonly Channel[],
): boolean {
  if (bus === undefined || !streamId.startsWith(prefix)) return false;
  bus.post({ kind: 'channels', host: streamId.slice(prefix.length), guest: guestId, channels: [...channels] });
  return true;
}
