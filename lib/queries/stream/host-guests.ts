import type { TailCursor } from '@/lib/contracts/record';
import type { Channel, StreamEvent } from '@/lib/contracts/stream';
import type { LiveStream } from './live-stream';
import type { BusMessage, StreamBus } from './stream-bus';

export const beatMs = 10_000;
const beatsMissedMax = 3;

interface GuestChannel {
  readonly words: string;
  readonly stop: () => void;
}

interface Guest {
  readonly channels: Map<string, GuestChannel>;
  beatsMissed: number;
}

interface HostOptions {
  readonly bus: StreamBus;
  readonly stream: LiveStream;
  readonly hostId: string;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** Lets tabs without a connection see through this tab's; what they ask for are channels like its own. Ends with the returned function. */
export function hostGuests({ bus, stream, hostId, setTimer }: HostOptions): () => void {
  const guests = new Map<string, Guest>();
  const drop = (id: string) => {
    for (const channel of guests.get(id)?.channels.values() ?? []) channel.stop();
    guests.delete(id);
  };
  const onChannels = (id: string, wanted: readonly Channel[]) => {
    const guest = guests.get(id) ?? { channels: new Map<string, GuestChannel>(), beatsMissed: 0 };
    guests.set(id, guest);
    reconcile(guest.channels, wanted, (channel) =>
      relay(stream, channel, ({ event, data }) =>
        bus.post({ kind: 'event', host: hostId, guest: id, event, data: { ...data, channel: channel.id } }),
      ),
    );
  };
  const stopListening = bus.listen((message: BusMessage) => {
    if (message.kind === 'wanted') bus.post({ kind: 'offer', host: hostId, guest: message.guest });
    if (!('host' in message) || message.host !== hostId) return;
    if (message.kind === 'channels') onChannels(message.guest, message.channels);
    if (message.kind === 'leave') drop(message.guest);
    const guest = message.kind === 'here' ? guests.get(message.guest) : undefined;
    if (guest !== undefined) guest.beatsMissed = 0;
  });
  const stopPhases = relayPhases(stream, (data) => {
    for (const id of guests.keys()) bus.post({ kind: 'event', host: hostId, guest: id, event: 'phase', data });
  });
  let stopBeating: () => void;
  const beat = () => {
    for (const [id, guest] of guests) if (++guest.beatsMissed > beatsMissedMax) drop(id);
    bus.post({ kind: 'beat', host: hostId });
    stopBeating = setTimer(beat, beatMs);
  };
  stopBeating = setTimer(beat, beatMs);
  return () => {
    stopBeating();
    stopListening();
    stopPhases();
    for (const id of [...guests.keys()]) drop(id);
    bus.post({ kind: 'bye', host: hostId });
  };
}

function reconcile(open: Map<string, GuestChannel>, wanted: readonly Channel[], start: (channel: Channel) => () => void): void {
  const words = new Map(wanted.map((channel) => [channel.id, JSON.stringify({ ...channel, cursor: null })]));
  for (const [id, channel] of open) {
    if (words.get(id) === channel.words) continue;
    channel.stop();
    open.delete(id);
  }
  for (const channel of wanted) {
    if (!open.has(channel.id)) open.set(channel.id, { words: words.get(channel.id) ?? '', stop: start(channel) });
  }
}

/** One channel of a guest on the host's stream. Its cursor is followed here, for when the host itself has to reconnect. */
function relay(stream: LiveStream, wanted: Channel, onEvent: (event: StreamEvent) => void): () => void {
  let cursor: TailCursor | null = wanted.kind === 'tail' ? (wanted.cursor ?? null) : null;
  return stream.subscribe({
    channel: (id) => (wanted.kind === 'tail' ? { ...wanted, id, cursor } : { ...wanted, id }),
    onEvent: (event) => {
      if (event.event === 'snapshot' && event.data.kind === 'tail') cursor = event.data.data;
      if ((event.event === 'records' || event.event === 'gap') && cursor !== null)
        cursor = { ...cursor, next: { ...cursor.next, ...event.data.next } };
      onEvent(event);
    },
  });
}

function relayPhases(
  stream: LiveStream,
  post: (data: { channel: null; phase: 'unreachable' | 'live'; atMs: number }) => void,
): () => void {
  let known: number | null = null;
  return stream.onState(() => {
    const state = stream.getState();
    if (state.kind !== 'live' || state.unreachableSinceMs === known) return;
    known = state.unreachableSinceMs;
    post({ channel: null, phase: known === null ? 'live' : 'unreachable', atMs: known ?? state.sinceMs });
  });
}
