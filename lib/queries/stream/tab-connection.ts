import { streamUpdated, type Channel, type StreamEvent } from '@/lib/contracts/stream';
import { ApiError } from '../api-error';
import { apiPath, fetchApi, fetchJson } from '../fetch-json';
import { openGuestStream, putGuestChannels } from './guest-stream';
import { hostGuests } from './host-guests';
import type { LiveStream } from './live-stream';
import { setTimer } from './set-timer';
import { openStreamBus } from './stream-bus';
import { streamEvents } from './stream-events';
import { takeStreamSlot } from './stream-slot';

/** All connections a browser allows are taken and no tab has answered yet: asked again after a while. */
class NoStreamFree extends Error {
  constructor() {
    super('every stream of this browser is in use by another tab');
    this.name = 'NoStreamFree';
  }
}

/** How a tab reaches the stream of a cluster: by a connection of its own while there are slots, and then for other tabs too; else through that of another tab. */
export class TabConnection {
  readonly #cluster: string;
  readonly #stream: LiveStream;
  readonly #bus;
  readonly #tabId = randomId();

  constructor(cluster: string, stream: LiveStream) {
    this.#cluster = cluster;
    this.#stream = stream;
    this.#bus = openStreamBus(cluster);
  }

  async open(signal: AbortSignal): Promise<ReadableStream<readonly StreamEvent[]>> {
    return streamEvents(await this.#openBytes(signal));
  }

  async #openBytes(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const bus = this.#bus;
    const hasSlot = await takeStreamSlot(signal);
    signal.throwIfAborted();
    if (!hasSlot && bus !== undefined) {
      const guest = await openGuestStream({ bus, guestId: this.#tabId, signal, setTimer });
      signal.throwIfAborted();
      if (guest !== undefined) return guest;
      if (!(await takeStreamSlot(signal, 'spare'))) throw new NoStreamFree();
    }
    const body = await openOwnStream(this.#cluster, signal);
    if (hasSlot && bus !== undefined)
      signal.addEventListener('abort', hostGuests({ bus, stream: this.#stream, hostId: this.#tabId, setTimer }), { once: true });
    return body;
  }

  async putChannels(streamId: string, channels: readonly Channel[], signal: AbortSignal): Promise<void> {
    if (putGuestChannels(this.#bus, this.#tabId, streamId, channels)) return;
    await fetchJson(apiPath(['streams', streamId]), { schema: streamUpdated, method: 'PUT', body: { channels }, signal });
  }
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
