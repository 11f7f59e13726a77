import type { ServiceContext } from '../../service-context';

/** Ends a stream from outside: a job says what it has done by then. */
export function stopStream({ ctx, input }: { ctx: ServiceContext; input: { stream: string } }): { stopped: string } {
  ctx.runtime.streams.get(input.stream).shutdown();
  return { stopped: input.stream };
}
