import type { StreamEvent, StreamEventName } from '@/lib/contracts/stream';
import { streamEventSchemas } from '@/lib/contracts/stream';
import type { SseConnection } from '../streams/sse-connection';

/** Reads an SSE stream as a browser would, and checks every event against its contract. */
export class StreamClient {
  readonly events: (StreamEvent & { id: string | undefined })[] = [];
  bytes = 0;
  isEnded = false;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #text = '';
  #waiting: (() => void)[] = [];
  #paused: Promise<void> | undefined;
  #resume: (() => void) | undefined;

  constructor(connection: SseConnection) {
    this.#reader = connection.stream.getReader();
    void this.#read();
  }

  /** Stops taking bytes until resume(). */
  pause(): void {
    this.#paused = new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#paused = undefined;
    this.#resume?.();
  }

  async close(): Promise<void> {
    this.resume();
    await this.#reader.cancel();
  }

  of<Name extends StreamEventName>(name: Name): Extract<StreamEvent, { event: Name }>['data'][] {
    return this.events.flatMap((event) => (isNamed(event, name) ? [event.data] : []));
  }

  /** Resolves when the condition holds, looked at after each event. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.isEnded) throw new Error(`the stream ended: ${this.events.map(({ event }) => event).join(' ')}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for (;;) {
      await this.#paused;
      const { done, value } = await this.#reader.read();
      if (done) break;
      this.bytes += value.length;
      this.#text += decoder.decode(value, { stream: true });
      const frames = this.#text.split('\n\n');
      this.#text = frames.pop() ?? '';
      for (const frame of frames) this.#adopt(frame);
      this.#wake();
    }
    this.isEnded = true;
    this.#wake();
  }

  #adopt(frame: string): void {
    const lines = frame.split('\n');
    const field = (name: string): string | undefined =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const event = field('event');
    if (event === undefined) return;
    if (!isEventName(event)) throw new Error(`no such event: ${event}`);
    const data: unknown = JSON.parse(field('data') ?? '');
    const parsed = streamEventSchemas[event].parse(data);
    this.events.push({ event, data: parsed, id: field('id') } as StreamEvent & { id: string | undefined });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function isEventName(name: string): name is StreamEventName {
  return name in streamEventSchemas;
}

function isNamed<Name extends StreamEventName>(event: StreamEvent, name: Name): event is Extract<StreamEvent, { event: Name }> {
  return event.event === name;
}
