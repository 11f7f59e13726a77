import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Real processes that die: one file at a time, as each has the machine's cores for its own cluster. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['e2e/faults/**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 },
});
