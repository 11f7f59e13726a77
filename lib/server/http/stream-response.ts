import type { SseConnection } from '../streams/sse-connection';
import { sseHeaders } from '../streams/sse-encoder';

export function streamResponse(connection: SseConnection): Response {
  return new Response(connection.stream, { headers: sseHeaders });
}
