import type { SseConnection } from '../streams/sse-connection';
import { sseHeaders } from '../streams/sse-encoder';

export function streamResponse(connection: Pick<SseConnection, 'stream'>): Response {
  return new Response(connection.stream, { headers: sseHeaders });
}
