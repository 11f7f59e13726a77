import type { StreamEvent } from '@/lib/contracts/stream';
import { decodeStreamEvent } from './decode-stream-event';
import { SseParser } from './sse-parser';

/** What each chunk of a stream's bytes says: often one event, and none at all for a heartbeat, which still proves that somebody is there. */
export function streamEvents(bytes: ReadableStream<Uint8Array>): ReadableStream<readonly StreamEvent[]> {
  const parser = new SseParser();
  return bytes.pipeThrough(
    new TransformStream<Uint8Array, readonly StreamEvent[]>({
      transform: (chunk, controller) => controller.enqueue(parser.push(chunk).flatMap((event) => decodeStreamEvent(event) ?? [])),
    }),
  );
}
