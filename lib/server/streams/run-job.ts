import { randomUUID } from 'node:crypto';
import type { JobEvents } from '@/lib/contracts/job';
import { errorBody } from '../error-body';
import type { ServiceContext } from '../service-context';
import { SseConnection } from './sse-connection';

interface Job<Progress, Result> {
  /** Ends early, with what it has, when the signal fires. */
  readonly work: (signal: AbortSignal) => Promise<Result>;
  readonly progress: () => Progress;
}

const progressMs = 250;

/** Does long work for as long as somebody listens, or until it is told to stop; says how far it is, and what came of it. */
export function runJob<Progress, Result>(
  ctx: ServiceContext,
  { work, progress }: Job<Progress, Result>,
): SseConnection<JobEvents<Progress, Result>> {
  const connection = new SseConnection<JobEvents<Progress, Result>>(ctx.signal);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const id = randomUUID();
  ctx.runtime.streams.add({ id, update: () => undefined, shutdown: stop });
  const tell = (): void => {
    if (connection.hasRoom) connection.send('progress', progress());
  };
  connection.send('hello', { streamId: id });
  const ticking = setInterval(tell, progressMs);
  connection.signal.addEventListener('abort', () => {
    clearInterval(ticking);
    ctx.runtime.streams.remove(id);
    stop();
  });
  if (connection.signal.aborted) stop();
  void work(stopping.signal)
    .then(
      (result) => {
        connection.send('result', result);
        connection.send('end', { reason: stopping.signal.aborted ? 'stopped' : 'complete' });
      },
      (error: unknown) => {
        tell();
        connection.send('problem', { error: errorBody(error, ctx.requestId) });
        connection.send('end', { reason: 'failed' });
      },
    )
    .finally(() => connection.close());
  return connection;
}
