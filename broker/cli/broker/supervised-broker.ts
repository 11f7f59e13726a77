import { createNodeLogger } from '../../platform/node/node-logger';
import { createNodePlatform } from '../../platform/node/node-platform';
import { startBroker, type RunningBroker } from '../../index';
import { lockDirectory, type DirectoryLock } from '../up/directory-lock';
import { isToBroker, type FromBroker, type ToBroker } from '../up/process-messages';

const statsIntervalMs = 1000;

function tell(message: FromBroker): void {
  process.send?.(message);
}

function nextStart(): Promise<Extract<ToBroker, { type: 'start' }>> {
  return new Promise((resolve) => {
    process.on('message', (message: unknown) => {
      if (isToBroker(message) && message.type === 'start') resolve(message);
    });
  });
}

/**
 * A broker as a child of `ottla up`. It leaves signals to its parent, which gets the same Ctrl-C, and stops when the
 * parent says so or is gone.
 */
export async function runSupervisedBroker(): Promise<number> {
  let broker: RunningBroker | undefined;
  let lock: DirectoryLock | undefined;
  let isStopping = false;
  const stopAndExit = async (wholeCluster: boolean): Promise<never> => {
    await broker?.stop({ wholeCluster });
    await lock?.release();
    process.exit(0);
  };
  const stop = (wholeCluster: boolean): void => {
    if (isStopping) return;
    isStopping = true;
    void stopAndExit(wholeCluster).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
  };
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('disconnect', () => stop(true));
  process.on('message', (message: unknown) => {
    if (isToBroker(message) && message.type === 'stop') stop(message.wholeCluster);
  });

  const started = nextStart();
  tell({ type: 'listening' });
  const { directory, properties } = await started;
  try {
    // Held until the process ends: one that was frozen outlives its parent, and must not be joined by a second.
    lock = await lockDirectory(directory);
    if (lock === undefined) throw new Error(`${directory} is in use by another process`);
    broker = await startBroker({
      platform: createNodePlatform({ logger: createNodeLogger({ format: 'json' }) }),
      directory,
      properties,
    });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    return 1;
  }
  const running = broker;
  running.onEvent((report) => tell({ type: 'event', report }));
  tell({ type: 'ready', nodeId: running.nodeId, clusterId: running.clusterId, host: running.host, port: running.port });
  const tellStats = (): void => {
    const residentBytes = process.memoryUsage.rss();
    tell({ type: 'stats', stats: { atMs: Date.now(), ...running.stats(), residentBytes } });
  };
  const reporter = setInterval(tellStats, statsIntervalMs);
  const reason = await running.failed;
  clearInterval(reporter);
  process.stderr.write(`${JSON.stringify({ level: 'error', message: `the broker gives up: ${reason.message}` })}\n`);
  return 1;
}
