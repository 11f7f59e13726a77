import type { StreamEventName, StreamEvents } from '@/lib/contracts/stream';
import { streamEventSchemas } from '@/lib/contracts/stream';
import type { SseConnection } from '../streams/sse-connection';

type ByName = { [Name in StreamEventName]: StreamEvents[Name][] };

/** Reads an SSE stream as a browser would, and checks every event against its contract. */
export class StreamClient {
  /** Names and ids, in order. */
  readonly events: { readonly event: StreamEventName; readonly id: string | undefined }[] = [];
  readonly #byName: ByName = {
    hello: [],
    snapshot: [],
    offsets: [],
    replicas: [],
    records: [],
    stats: [],
    phase: [],
    gap: [],
    problem: [],
    end: [],
  };
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

  of<Name extends StreamEventName>(name: Name): StreamEvents[Name][] {
    return this.#byName[name];
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
    this.#receive(event, JSON.parse(field('data') ?? ''));
    this.events.push({ event, id: field('id') });
  }

  /** Against the contract of its name. */
  #receive(event: StreamEventName, data: unknown): number {
    switch (event) {
      case 'hello':
        return this.#byName.hello.push(streamEventSchemas.hello.parse(data));
      case 'snapshot':
        return this.#byName.snapshot.push(streamEventSchemas.snapshot.parse(data));
      case 'offsets':
        return this.#byName.offsets.push(streamEventSchemas.offsets.parse(data));
      case 'replicas':
        return this.#byName.replicas.push(streamEventSchemas.replicas.parse(data));
      case 'records':
        return this.#byName.records.push(streamEventSchemas.records.parse(data));
      case 'stats':
        return this.#byName.stats.push(streamEventSchemas.stats.parse(data));
      case 'phase':
        return this.#byName.phase.push(streamEventSchemas.phase.parse(data));
      case 'gap':
        return this.#byName.gap.push(streamEventSchemas.gap.parse(data));
      case 'problem':
        return this.#byName.problem.push(streamEventSchemas.problem.parse(data));
      case 'end':
        return this.#byName.end.push(streamEventSchemas.end.parse(data));
    }
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
