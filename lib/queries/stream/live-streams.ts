import { streamUpdated } from '@/lib/contracts/stream';
import { ApiError } from '../api-error';
import { apiPath, fetchApi, fetchJson } from '../fetch-json';
import { openGuestStream, putGuestChannels } from './guest-stream';
import { hostGuests } from './host-guests';
import { LiveStream, type StreamPorts } from './live-stream';
import { openStreamBus } from './stream-bus';
import { takeStreamSlot } from './stream-slot';

const streams = new Map<string, LiveStream>();

/** The tab's stream for a cluster. Only the cluster in sight has channels, so only one connection is open. */
export function liveStreamOf(cluster: string): LiveStream {
  const known = streams.get(cluster);
  if (known !== undefined) return known;
  const stream: LiveStream = new LiveStream(browserPorts(cluster, () => stream));
  streams.set(cluster, stream);
  followTab(stream);
  return stream;
}

/** All connections a browser allows are taken and no tab has answered yet: asked again after a while. */
class NoStreamFree extends Error {
  constructor() {
    super('every stream of this browser is in use by another tab');
    this.name = 'NoStreamFree';
  }
}

const setTimer = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** A connection of its own while there are slots, and then for other tabs too; else a look through the connection of another tab. */
function browserPorts(cluster: string, stream: () => LiveStream): StreamPorts {
  const bus = openStreamBus(cluster);
  const tabId = randomId();
  return {
    open: async (signal) => {
      const hasSlot = await takeStreamSlot(signal);
      signal.throwIfAborted();
      if (!hasSlot && bus !== undefined) {
        const guest = await openGuestStream({ bus, guestId: tabId, signal, setTimer });
        signal.throwIfAborted();
        if (guest !== undefined) return guest;
        if (!(await takeStreamSlot(signal, 'spare'))) throw new NoStreamFree();
      }
      const body = await openOwnStream(cluster, signal);
      if (hasSlot && bus !== undefined)
        signal.addEventListener('abort', hostGuests({ bus, stream: stream(), hostId: tabId, setTimer }), { once: true });
      return body;
    },
    putChannels: async (streamId, channels, signal) => {
      if (putGuestChannels(bus, tabId, streamId, channels)) return;
      await fetchJson(apiPath(['streams', streamId]), { schema: streamUpdated, method: 'PUT', body: { channels }, signal });
    },
    setTimer,
    nowMs: () => Date.now(),
    random: () => Math.random(),
  };
}

async function openOwnStream(cluster: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetchApi(apiPath(['clusters', cluster, 'stream']), {
    signal,
    headers: { accept: 'text/event-stream' },
    cache: 'no-store',
  });
  if (response.body === null) throw ApiError.badAnswer(response.status, undefined);
  return response.body;
}

function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function followTab(stream: LiveStream): void {
  const follow = () => stream.setVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('online', () => stream.retryNow());
  window.addEventListener('pagehide', () => stream.setVisible(false, 'at once'));
  window.addEventListener('pageshow', follow);
  follow();
}
