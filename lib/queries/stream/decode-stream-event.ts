import { streamEventSchemas, type StreamEvent, type StreamEventName, type StreamEvents } from '@/lib/contracts/stream';
import { ApiError } from '../api-error';
import type { SseEvent } from './sse-parser';

function isKnown(name: string): name is StreamEventName {
  return Object.hasOwn(streamEventSchemas, name);
}

/** An event of a later console that this page does not know is passed over; one that breaks its contract ends the connection. */
export function decodeStreamEvent({ event, data }: SseEvent): StreamEvent | undefined {
  if (!isKnown(event)) return undefined;
  const parsed: unknown = JSON.parse(data);
  switch (event) {
    case 'hello':
      return { event, data: checked(streamEventSchemas.hello, parsed) };
    case 'snapshot':
      return { event, data: checked(streamEventSchemas.snapshot, parsed) };
    case 'offsets':
      return { event, data: checked(streamEventSchemas.offsets, parsed) };
    case 'replicas':
      return { event, data: checked(streamEventSchemas.replicas, parsed) };
    case 'records':
      return { event, data: checked(streamEventSchemas.records, parsed) };
    case 'stats':
      return { event, data: checked(streamEventSchemas.stats, parsed) };
    case 'phase':
      return { event, data: checked(streamEventSchemas.phase, parsed) };
    case 'gap':
      return { event, data: checked(streamEventSchemas.gap, parsed) };
    case 'problem':
      return { event, data: checked(streamEventSchemas.problem, parsed) };
    case 'end':
      return { event, data: checked(streamEventSchemas.end, parsed) };
  }
}

interface Schema<T> {
  safeParse(data: unknown): { success: true; data: T } | { success: false; error: unknown };
}

function checked<T extends StreamEvents[StreamEventName]>(schema: Schema<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (!result.success) throw ApiError.badAnswer(200, result.error);
  return result.data;
}
