import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that need kcat on the machine; `.ci/run` installs it. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['e2e/kcat/**/*.test.ts'], testTimeout: 30_000 },
});
