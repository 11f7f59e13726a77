import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { resourceLimits, type SpawnThread } from '../threads/budgeted-thread';

/** A thread from its TypeScript, put together on the spot: tests run without a build. */
function spawnFromSource(file: string): SpawnThread {
  let code: string | undefined;
  return (workerData) => {
    code ??= buildSync({
      entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      logLevel: 'silent',
    }).outputFiles[0]?.text;
    return new Worker(code ?? '', { env: {}, resourceLimits, workerData, eval: true });
  };
}

export const filterThreadFromSource = spawnFromSource('../filter/cel-thread.ts');
export const checkThreadFromSource = spawnFromSource('../schemas/checking/check-worker.ts');
