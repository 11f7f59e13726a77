import { pause } from '../../pause';
import { ServiceError } from '../../service-error';
import type { ChannelRun } from './channel-run';

const troubleMs = 500;

/** Calls `tick` again and again, only while the reader keeps up. Passing failures are told once and tried on. */
export async function poll(run: ChannelRun, everyMs: number, tick: () => Promise<void>): Promise<void> {
  let inTrouble: string | undefined;
  const isOver = (): boolean => run.signal.aborted;
  while (!isOver()) {
    await run.connection.room();
    const startedAt = performance.now();
    try {
      await tick();
      if (inTrouble !== undefined) run.trouble(undefined);
      inTrouble = undefined;
      await pause(Math.max(50, everyMs - (performance.now() - startedAt)), run.signal);
    } catch (error) {
      if (isOver()) return;
      if (!(error instanceof ServiceError) || !error.retriable) throw error;
      if (inTrouble !== error.code) run.trouble(error);
      inTrouble = error.code;
      await pause(troubleMs, run.signal);
    }
  }
}
