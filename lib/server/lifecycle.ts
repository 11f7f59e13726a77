import { compressionReady } from '@/broker/protocol/records/compression';
import { consoleRuntime } from './console-runtime';

/** Longer than any answer in flight needs, and within what the launcher grants. */
const exitMs = 150;

declare global {
  var ottlaSignals: boolean | undefined;
}

/**
 * Ends the process when it is told to: Next waits for open responses, and a stream never ends by itself. Streams get their
 * `end`, then the process leaves. Below a launcher that is its message, or its end; signals, which reach the whole process
 * group at once, are the launcher's to handle. Alone it is SIGTERM or SIGINT. (The launcher sets NEXT_MANUAL_SIG_HANDLE=1,
 * so that Next has no handler of its own.)
 */
export function installLifecycle(): void {
  if (globalThis.ottlaSignals === true) return;
  globalThis.ottlaSignals = true;
  const leave = (): void => {
    globalThis.ottlaConsole?.runtime.close();
    setTimeout(() => process.exit(0), exitMs);
  };
  if (process.env['OTTLA_SUPERVISED'] !== '1') {
    process.once('SIGTERM', leave);
    process.once('SIGINT', leave);
    return;
  }
  process.on('SIGTERM', () => undefined);
  process.on('SIGINT', () => undefined);
  process.once('message', leave);
  process.once('disconnect', leave);
}

/** Connects and loads what the first page needs, so that it does not wait for it. A cluster that does not answer yet is no failure. */
export async function warmUp(): Promise<void> {
  const runtime = consoleRuntime();
  await compressionReady();
  await Promise.allSettled(runtime.clusters.map(({ id }) => runtime.cluster(id).client.metadata()));
}
