import { errorBody } from '../error-body';
import { ServiceError } from '../service-error';
import type { NamedEvent } from '../streams/named-event';
import { sseFrame, sseHeaders } from '../streams/sse-encoder';
import { logFailure } from './log-failure';
import type { RouteCall } from './route';

/**
 * Events as they are pulled: no more is worked out than somebody reads, and the work ends with the reader. What fails before the
 * first event fails the request. `end` says whether it came to its end; before one that failed, `problem` says why.
 */
export async function eventStream(call: RouteCall, events: AsyncGenerator<NamedEvent, void, undefined>): Promise<Response> {
  const encoder = new TextEncoder();
  const { requestId } = call.ctx;
  let first: IteratorResult<NamedEvent, void> | undefined = await events.next();
  let isGone = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const send = (event: string, data: unknown) => {
        if (!isGone) controller.enqueue(encoder.encode(sseFrame(event, data)));
      };
      try {
        const next = first ?? (await events.next());
        first = undefined;
        if (next.done !== true) {
          send(next.value.event, next.value.data);
          return;
        }
        send('end', { reason: 'complete' });
      } catch (error) {
        if (!(error instanceof ServiceError) && !call.request.signal.aborted) logFailure(error, call.request, requestId);
        send('problem', { error: errorBody(error, requestId) });
        send('end', { reason: 'failed' });
      }
      if (!isGone) controller.close();
    },
    async cancel() {
      isGone = true;
      await events.return();
    },
  });
  return new Response(stream, { headers: sseHeaders });
}
