import type { Channel, StreamEvent } from '@/lib/contracts/stream';
import { backoffMs } from './backoff';

/** Longer than two of the server's heartbeats: a silent connection is taken for dead. */
export const silenceMsMax = 35_000;
/** A tab that was left for this long gives its connection back; browsers allow six per origin. */
export const hiddenMsMax = 10_000;
/** A page that is being left drops its channels before the next one asks for its own. */
export const unusedMsMax = 2_000;

export type StreamState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  /** `unreachableSinceMs`: the console answers, but no broker of the cluster does; what is shown is old. */
  | { readonly kind: 'live'; readonly sinceMs: number; readonly unreachableSinceMs: number | null }
  | {
      readonly kind: 'waiting';
      readonly sinceMs: number;
      readonly retryAtMs: number;
      readonly attempt: number;
      readonly problem: unknown;
    }
  /** The tab is hidden and has given its connection back. */
  | { readonly kind: 'resting' };

export interface StreamPorts {
  /** What each chunk of the connection says: see `streamEvents`. */
  open(signal: AbortSignal): Promise<ReadableStream<readonly StreamEvent[]>>;
  putChannels(streamId: string, channels: readonly Channel[], signal: AbortSignal): Promise<void>;
  setTimer(run: () => void, ms: number): () => void;
  nowMs(): number;
  random(): number;
}

export interface Subscription {
  /** What the server is asked for, with the cursor of now: asked again at every connection. */
  channel(id: string): Channel;
  onEvent(event: StreamEvent): void;
  /** Subscriptions with the same name share one channel; a later one finds in the cache what the first has put there. */
  readonly shared?: string | undefined;
}

interface OpenChannel {
  readonly id: string;
  readonly shared: string | undefined;
  readonly subscribers: Set<Subscription>;
}

/** The server closed the stream or went silent: nothing is wrong but the connection. */
export class StreamEnded extends Error {
  readonly reason: 'closed' | 'silent';

  constructor(reason: 'closed' | 'silent') {
    super(`the stream ${reason === 'closed' ? 'was closed' : 'went silent'}`);
    this.name = 'StreamEnded';
    this.reason = reason;
  }
}

type TimerName = 'retry' | 'hidden' | 'unused' | 'silence';

/**
 * The one stream of a tab. Channels come and go by PUT while the connection stays; when it breaks, the next one carries every
 * channel with its cursor, so nothing is lost and nothing comes twice.
 */
export class LiveStream {
  readonly #ports: StreamPorts;
  readonly #channels = new Map<string, OpenChannel>();
  readonly #listeners = new Set<() => void>();
  #state: StreamState = { kind: 'idle' };
  #connection: AbortController | undefined;
  #streamId: string | undefined;
  #attempt = 0;
  #brokenSinceMs: number | undefined;
  #unreachableSinceMs: number | null = null;
  #nextId = 1;
  #isVisible = true;
  #putInFlight = false;
  #putWanted = false;
  readonly #timers = new Map<TimerName, () => void>();

  constructor(ports: StreamPorts) {
    this.#ports = ports;
  }

  readonly getState = (): StreamState => this.#state;

  readonly onState = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  subscribe(subscription: Subscription): () => void {
    const channel = this.#channelFor(subscription);
    const isNew = channel.subscribers.size === 0;
    channel.subscribers.add(subscription);
    if (this.#state.kind === 'idle') this.#start();
    else if (isNew) this.#syncChannels();
    return () => this.#unsubscribe(channel, subscription);
  }

  #channelFor({ shared }: Subscription): OpenChannel {
    if (shared !== undefined) {
      for (const channel of this.#channels.values()) if (channel.shared === shared) return channel;
    }
    const channel: OpenChannel = { id: `c${this.#nextId++}`, shared, subscribers: new Set() };
    this.#channels.set(channel.id, channel);
    return channel;
  }

  #unsubscribe(channel: OpenChannel, subscription: Subscription): void {
    channel.subscribers.delete(subscription);
    if (channel.subscribers.size > 0) return;
    this.#channels.delete(channel.id);
    if (this.#channels.size === 0) this.#timer('unused', () => this.#stopIfUnused(), unusedMsMax);
    else this.#syncChannels();
  }

  /** Hidden tabs keep their stream for a while, then give it back; a page that is left does so at once; a visible one resumes. */
  setVisible(isVisible: boolean, when: 'after a while' | 'at once' = 'after a while'): void {
    if (!isVisible && when === 'at once') {
      this.#isVisible = false;
      if (this.#state.kind !== 'idle') this.#rest();
      return;
    }
    if (this.#isVisible === isVisible) return;
    this.#isVisible = isVisible;
    if (!isVisible) {
      if (this.#state.kind !== 'idle') this.#timer('hidden', () => this.#rest(), hiddenMsMax);
      return;
    }
    this.#clear('hidden');
    if (this.#state.kind === 'resting' || this.#state.kind === 'waiting') this.#start();
  }

  /** Try again now instead of at the end of the wait. */
  retryNow(): void {
    if (this.#state.kind === 'waiting' && this.#isVisible) this.#start();
  }

  #start(): void {
    this.#clear('retry');
    if (this.#channels.size === 0) {
      this.#setState({ kind: 'idle' });
      return;
    }
    const connection = new AbortController();
    this.#connection = connection;
    if (this.#brokenSinceMs === undefined) this.#setState({ kind: 'connecting' });
    if (!this.#isVisible) this.#timer('hidden', () => this.#rest(), hiddenMsMax);
    this.#run(connection.signal).catch((problem: unknown) => this.#broke(connection, problem));
  }

  async #run(signal: AbortSignal): Promise<never> {
    this.#expectSound(signal);
    const events = await this.#ports.open(signal);
    const reader = events.getReader();
    const stop = () => void reader.cancel().catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    for (;;) {
      const chunk = await reader.read();
      signal.throwIfAborted();
      if (chunk.done) throw new StreamEnded('closed');
      this.#expectSound(signal);
      for (const event of chunk.value) this.#dispatch(event);
    }
  }

  #dispatch(event: StreamEvent): void {
    if (event.event === 'hello') {
      this.#streamId = event.data.streamId ?? undefined;
      this.#syncChannels();
      return;
    }
    if (event.data.channel !== null) {
      for (const subscriber of this.#channels.get(event.data.channel)?.subscribers ?? []) subscriber.onEvent(event);
      return;
    }
    if (event.event === 'phase') {
      this.#unreachableSinceMs = event.data.phase === 'unreachable' ? event.data.atMs : null;
      if (this.#state.kind === 'live') this.#setState({ ...this.#state, unreachableSinceMs: this.#unreachableSinceMs });
    }
  }

  #syncChannels(): void {
    this.#putWanted = true;
    if (this.#putInFlight) return;
    queueMicrotask(() => this.#put());
  }

  #put(): void {
    const connection = this.#connection;
    if (!this.#putWanted || this.#putInFlight || this.#streamId === undefined || connection === undefined) return;
    this.#putWanted = false;
    this.#putInFlight = true;
    const channels = [...this.#channels.values()].flatMap(({ id, subscribers }) =>
      [...subscribers].slice(0, 1).map((first) => first.channel(id)),
    );
    this.#ports.putChannels(this.#streamId, channels, connection.signal).then(
      () => {
        this.#putInFlight = false;
        if (this.#connection === connection) this.#becomeLive();
        this.#put();
      },
      (problem: unknown) => {
        this.#putInFlight = false;
        if (this.#connection === connection) this.#broke(connection, problem);
        else this.#put();
      },
    );
  }

  #becomeLive(): void {
    this.#attempt = 0;
    this.#brokenSinceMs = undefined;
    if (this.#state.kind !== 'live')
      this.#setState({ kind: 'live', sinceMs: this.#ports.nowMs(), unreachableSinceMs: this.#unreachableSinceMs });
  }

  #broke(connection: AbortController, problem: unknown): void {
    if (this.#connection !== connection) return;
    this.#disconnect();
    const sinceMs = this.#brokenSinceMs ?? this.#ports.nowMs();
    this.#brokenSinceMs = sinceMs;
    if (!this.#isVisible) {
      this.#rest();
      return;
    }
    const waitMs = backoffMs(this.#attempt, this.#ports.random());
    this.#attempt += 1;
    this.#setState({ kind: 'waiting', sinceMs, retryAtMs: this.#ports.nowMs() + waitMs, attempt: this.#attempt, problem });
    this.#timer('retry', () => this.#start(), waitMs);
  }

  #rest(): void {
    this.#clear('retry');
    this.#disconnect();
    this.#attempt = 0;
    this.#brokenSinceMs = undefined;
    this.#setState({ kind: 'resting' });
  }

  #stopIfUnused(): void {
    if (this.#channels.size > 0) return;
    this.#clear('retry');
    this.#disconnect();
    this.#attempt = 0;
    this.#brokenSinceMs = undefined;
    this.#setState({ kind: 'idle' });
  }

  #disconnect(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#streamId = undefined;
    this.#unreachableSinceMs = null;
    this.#putWanted = false;
    this.#clear('silence');
    connection?.abort();
  }

  /** Any byte counts, the heartbeat's comment too. */
  #expectSound(signal: AbortSignal): void {
    const connection = this.#connection;
    const onSilence = () => {
      if (connection?.signal === signal) this.#broke(connection, new StreamEnded('silent'));
    };
    this.#timer('silence', onSilence, silenceMsMax);
  }

  #timer(name: TimerName, run: () => void, ms: number): void {
    this.#clear(name);
    this.#timers.set(name, this.#ports.setTimer(run, ms));
  }

  #clear(name: TimerName): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }

  #setState(state: StreamState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
