import { randomUUID } from 'node:crypto';
import type { Channel } from '@/lib/contracts/stream';
import { errorBody } from '../../error-body';
import type { ServiceContext } from '../../service-context';
import type { ServiceError } from '../../service-error';
import { heartbeatMs, type SseConnection } from '../../streams/sse-connection';
import type { OpenStream } from '../../streams/stream-registry';
import type { ChannelRun } from './channel-run';
import { runChannel } from './run-channel';

interface RunningChannel {
  readonly words: string;
  readonly abort: AbortController;
}

/** The one stream of a tab: channels that start and stop while it stays open. */
export class TabStream implements OpenStream {
  readonly id = randomUUID();
  readonly #ctx: ServiceContext;
  readonly #cluster: string;
  readonly #connection: SseConnection;
  readonly #channels = new Map<string, RunningChannel>();
  #isReachable = true;

  constructor(ctx: ServiceContext, cluster: string, connection: SseConnection) {
    this.#ctx = ctx;
    this.#cluster = cluster;
    this.#connection = connection;
    connection.signal.addEventListener('abort', () => {
      this.update([]);
      ctx.runtime.streams.remove(this.id);
    });
    ctx.runtime.streams.add(this);
    ctx.runtime.cluster(cluster).watch.hold(connection.signal);
    connection.send('hello', { streamId: this.id, serverTimeMs: Date.now(), heartbeatMs });
  }

  /** Makes these the channels: what goes on is left alone, the rest stops or starts. */
  update(channels: readonly Channel[]): void {
    const wanted = new Map(channels.map((channel) => [channel.id, channel]));
    for (const [id, running] of this.#channels) {
      const channel = wanted.get(id);
      if (channel !== undefined && wordsOf(channel) === running.words) continue;
      running.abort.abort();
      this.#channels.delete(id);
    }
    for (const channel of wanted.values()) if (!this.#channels.has(channel.id)) this.#start(channel);
  }

  shutdown(): void {
    this.#connection.send('end', { channel: null, reason: 'shutdown' });
    this.#connection.close();
  }

  #start(channel: Channel): void {
    const abort = new AbortController();
    const running = { words: wordsOf(channel), abort };
    this.#channels.set(channel.id, running);
    const run: ChannelRun = {
      ctx: { ...this.#ctx, signal: abort.signal },
      cluster: this.#cluster,
      connection: this.#connection,
      id: channel.id,
      signal: abort.signal,
      reachable: (isReachable) => {
        if (!abort.signal.aborted) this.#setReachable(isReachable);
      },
      trouble: (error) => {
        if (!abort.signal.aborted) this.#trouble(channel.id, error);
      },
    };
    void runChannel(run, channel)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) this.#failed(channel.id, error);
      })
      .finally(() => {
        abort.abort();
        if (this.#channels.get(channel.id) === running) this.#channels.delete(channel.id);
      });
  }

  #trouble(id: string, error: ServiceError | undefined): void {
    if (error === undefined) this.#connection.send('phase', { channel: id, phase: 'live', atMs: Date.now() });
    else this.#connection.send('problem', { channel: id, error: errorBody(error, this.#ctx.requestId), partitions: [] });
    if (error === undefined || error.code === 'CLUSTER_UNAVAILABLE') this.#setReachable(error === undefined);
  }

  #setReachable(isReachable: boolean): void {
    if (isReachable === this.#isReachable) return;
    this.#isReachable = isReachable;
    this.#connection.send('phase', { channel: null, phase: isReachable ? 'live' : 'unreachable', atMs: Date.now() });
  }

  #failed(id: string, error: unknown): void {
    const body = { ...errorBody(error, this.#ctx.requestId), retriable: false };
    this.#connection.send('problem', { channel: id, error: body, partitions: [] });
    this.#connection.send('end', { channel: id, reason: 'failed' });
  }
}

/** What a channel asks for; its cursor only says where it began. */
function wordsOf(channel: Channel): string {
  return JSON.stringify({ ...channel, cursor: undefined });
}
