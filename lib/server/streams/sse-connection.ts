import type { StreamEvents } from '@/lib/contracts/stream';
import { heartbeatFrame, sseFrame } from './sse-encoder';

export const heartbeatMs = 10_000;
/** Events of this long travel in one write. */
const frameMs = 60;
const streamBytesMax = 65_536;
/** Senders wait while more than this is queued, so that the queue holds at most this and one event of each. */
const queueBytesMax = 262_144;

/**
 * The answer to one SSE request: a bounded queue in front of a pull-driven stream. Who has much to send awaits room() first;
 * a reader that stops reading thereby stops whoever feeds it.
 */
export class SseConnection<Events extends object = StreamEvents> {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #closed = new AbortController();
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #queue: string[] = [];
  #queuedBytes = 0;
  #flushTimer: NodeJS.Timeout | undefined;
  readonly #heartbeat: NodeJS.Timeout;
  #lastWriteAt = performance.now();
  #waiting: (() => void)[] = [];

  constructor(requestSignal?: AbortSignal) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => {
          this.#flush();
        },
        cancel: () => {
          this.#end();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: streamBytesMax }),
    );
    this.#heartbeat = setInterval(() => {
      this.#beat();
    }, heartbeatMs / 2);
    requestSignal?.addEventListener('abort', () => {
      this.#end();
    });
    if (requestSignal?.aborted === true) this.#end();
  }

  /** Fires when the reader went away or close() was called. */
  get signal(): AbortSignal {
    return this.#closed.signal;
  }

  get hasRoom(): boolean {
    return this.#queuedBytes < queueBytesMax;
  }

  send<Name extends keyof Events & string>(event: Name, data: Events[Name], id?: string): void {
    if (this.signal.aborted) return;
    const frame = sseFrame(event, data, id);
    this.#queue.push(frame);
    this.#queuedBytes += frame.length;
    this.#flushTimer ??= setTimeout(() => {
      this.#flushTimer = undefined;
      this.#flush();
    }, frameMs);
  }

  /** Resolves when there is room for another event, with the time that took; rejects when the connection is closed. */
  async room(): Promise<number> {
    const startedAt = performance.now();
    for (;;) {
      this.signal.throwIfAborted();
      if (this.hasRoom) return performance.now() - startedAt;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Sends what is queued as far as the reader takes it, and ends the stream. */
  close(): void {
    if (this.signal.aborted) return;
    this.#write();
    this.#controller?.close();
    this.#end();
  }

  #flush(): void {
    if (this.signal.aborted || this.#flushTimer !== undefined) return;
    if ((this.#controller?.desiredSize ?? 0) > 0) this.#write();
  }

  #write(): void {
    if (this.#queue.length === 0) return;
    // Emptied first: enqueue() calls pull(), and so this, again when a read is waiting.
    const text = this.#queue.join('');
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#controller?.enqueue(this.#encoder.encode(text));
    this.#lastWriteAt = performance.now();
    this.#wake();
  }

  #beat(): void {
    if (this.#queue.length > 0 || performance.now() - this.#lastWriteAt < heartbeatMs / 2) return;
    this.#queue.push(heartbeatFrame);
    this.#flush();
  }

  #end(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#flushTimer);
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#closed.abort();
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
