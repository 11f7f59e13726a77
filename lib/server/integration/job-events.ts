import { SseParser, type SseEvent } from '@/lib/queries/stream/sse-parser';

export interface JobRun {
  readonly events: readonly SseEvent[];
  /** Of the first `hello`. */
  streamId(): Promise<string>;
  /** Of the `result`, when the stream has ended. */
  result(): Promise<unknown>;
  end(): Promise<unknown>;
}

/** Reads the stream of a job to its end. */
export function readJob(stream: ReadableStream<Uint8Array>): JobRun {
  const events: SseEvent[] = [];
  const parser = new SseParser();
  let heard: (id: string) => void = () => undefined;
  const hello = new Promise<string>((resolve) => {
    heard = resolve;
  });
  const reading = (async () => {
    for await (const chunk of stream) {
      for (const event of parser.push(chunk)) {
        events.push(event);
        if (event.event === 'hello') heard(idOf(event.data));
      }
    }
  })();
  const dataOf = async (name: string): Promise<unknown> => {
    await reading;
    const found = events.find(({ event }) => event === name);
    return found === undefined ? undefined : JSON.parse(found.data);
  };
  return { events, streamId: () => hello, result: () => dataOf('result'), end: () => dataOf('end') };
}

function idOf(data: string): string {
  const hello: unknown = JSON.parse(data);
  return typeof hello === 'object' && hello !== null && 'streamId' in hello ? String(hello.streamId) : '';
}
