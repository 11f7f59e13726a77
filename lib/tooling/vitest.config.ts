import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Unit, property and transcript tests: everything named *.test.ts(x) beside what it tests. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    include: ['{app,broker,components,lib}/**/*.test.{ts,tsx}'],
    environment: 'node',
    isolate: false,
    pool: 'threads',
    maxWorkers: 2,
    hookTimeout: 60_000,
    testTimeout: 60_000,
  },
});
