import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { resourceLimits, type SpawnThread } from '../filter/filter-thread';

let code: string | undefined;

/** The filter thread from its TypeScript, put together on the spot: tests run without a build. */
export const spawnFromSource: SpawnThread = (workerData) => {
  code ??= buildSync({
    entryPoints: [fileURLToPath(new URL('../filter/cel-thread.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  }).outputFiles[0]?.text;
  return new Worker(code ?? '', { env: {}, resourceLimits, workerData, eval: true });
};
