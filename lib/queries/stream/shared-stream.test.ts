import { expect, test } from 'vitest';
import type { Channel, StreamEvent } from '@/lib/contracts/stream';
import { openGuestStream, putGuestChannels } from './guest-stream';
import { hostGuests } from './host-guests';
import { LiveStream, type StreamPorts } from './live-stream';
import type { BusMessage, StreamBus } from './stream-bus';
import { streamEvents } from './stream-events';

/** The bus of two tabs in one process: everyone hears everyone but themselves. */
function tabsBus(): () => StreamBus {
  const tabs = new Set<Set<(message: BusMessage) => void>>();
  return () => {
    const own = new Set<(message: BusMessage) => void>();
    tabs.add(own);
    return {
      post: (message) => {
        const copy = structuredClone(message);
        for (const tab of tabs) if (tab !== own) queueMicrotask(() => [...tab].forEach((listener) => listener(copy)));
      },
      listen: (listener) => {
        own.add(listener);
        return () => void own.delete(listener);
      },
    };
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const noTimer = () => () => undefined;
const clock = { setTimer: noTimer, nowMs: () => 0, random: () => 0 };

/** A tab with a connection, and what the console hears and says on it. */
function hostTab(bus: StreamBus) {
  const puts: (readonly Channel[])[] = [];
  let say: (event: string, data: unknown) => void = () => undefined;
  let stopHosting: () => void = () => undefined;
  const ports: StreamPorts = {
    ...clock,
    open: () =>
      Promise.resolve(
        streamEvents(
          new ReadableStream<Uint8Array>({
            start: (controller) => {
              say = (event, data) =>
                controller.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
              say('hello', { streamId: 's', serverTimeMs: 0, heartbeatMs: 0 });
            },
          }),
        ),
      ),
    putChannels: (_id, channels) => {
      puts.push(channels);
      return Promise.resolve();
    },
  };
  const stream = new LiveStream(ports);
  stopHosting = hostGuests({ bus, stream, hostId: 'host', setTimer: noTimer });
  return { stream, puts, say: (event: string, data: unknown) => say(event, data), stop: () => stopHosting() };
}

function guestTab(bus: StreamBus): LiveStream {
  return new LiveStream({
    ...clock,
    open: async (signal) => {
      const body = await openGuestStream({ bus, guestId: 'guest', signal, setTimer: noTimer });
      if (body === undefined) throw new Error('nobody offers');
      return streamEvents(body);
    },
    putChannels: (streamId, channels) => {
      expect(putGuestChannels(bus, 'guest', streamId, channels)).toBe(true);
      return Promise.resolve();
    },
  });
}

const tail = (id: string): Channel => ({ id, kind: 'tail', topic: 't', query: {}, cursor: { topicId: 'x', next: { 0: '5' } } });

test('a tab without a connection sees through another one’s, until that one leaves', async () => {
  const join = tabsBus();
  const host = hostTab(join());
  host.stream.subscribe({ channel: (id) => ({ id, kind: 'cluster' }), onEvent: () => undefined });
  const guest = guestTab(join());
  const events: StreamEvent[] = [];
  const unsubscribe = guest.subscribe({ channel: tail, onEvent: (event) => events.push(event) });
  await settle();
  expect(guest.getState().kind).toBe('live');
  expect(host.puts.at(-1)).toMatchObject([
    { id: 'c1', kind: 'cluster' },
    { id: 'c2', kind: 'tail', cursor: { next: { 0: '5' } } },
  ]);

  host.say('records', { channel: 'c2', records: [], next: { 0: '9' } });
  host.say('phase', { channel: null, phase: 'unreachable', atMs: 7 });
  await settle();
  expect(events).toEqual([{ event: 'records', data: { channel: 'c1', records: [], next: { 0: '9' } } }]);
  expect(guest.getState()).toMatchObject({ kind: 'live', unreachableSinceMs: 7 });

  host.stop();
  await settle();
  expect(guest.getState().kind).toBe('waiting');
  expect(host.puts.at(-1)?.map((channel) => channel.id)).toEqual(['c1']);
  unsubscribe();
});

test('what a guest no longer wants is let go, and what it still wants goes on', async () => {
  const join = tabsBus();
  const host = hostTab(join());
  host.stream.subscribe({ channel: (id) => ({ id, kind: 'cluster' }), onEvent: () => undefined });
  const guest = guestTab(join());
  const stop = guest.subscribe({ channel: tail, onEvent: () => undefined });
  guest.subscribe({ channel: (id) => ({ id, kind: 'offsets', topic: 't' }), onEvent: () => undefined });
  await settle();
  stop();
  await settle();
  expect(host.puts.at(-1)?.map((channel) => channel.kind)).toEqual(['cluster', 'offsets']);
});
