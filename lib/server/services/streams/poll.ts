import { pause } from '../../pause';
import { ServiceError } from '../../service-error';
import type { ChannelRun } from './channel-run';

const troubleMs = 500;
/** However often something changes. */
const breathMs = 50;

/** Calls `tick` again and again, at once when the cluster changed, and only while the reader keeps up. Passing failures are told once and tried on. */
export async function poll(run: ChannelRun, everyMs: number, tick: () => Promise<void>): Promise<void> {
  const { wakes } = run.ctx.runtime.cluster(run.cluster).watch;
  let inTrouble: string | undefined;
  const isOver = (): boolean => run.signal.aborted;
  while (!isOver()) {
    await run.connection.room();
    const startedAt = performance.now();
    const seen = wakes.count;
    try {
      await tick();
      if (inTrouble !== undefined) run.trouble(undefined);
      inTrouble = undefined;
      await pause(breathMs, run.signal);
      await wakes.wait(Math.max(0, everyMs - (performance.now() - startedAt)), run.signal, seen);
    } catch (error) {
      if (isOver()) return;
      if (!(error instanceof ServiceError) || !error.retriable) throw error;
      if (inTrouble !== error.code) run.trouble(error);
      inTrouble = error.code;
      await wakes.wait(troubleMs, run.signal);
    }
  }
}
