import { defineConfig } from '@playwright/test';
import { browserSettings } from './browser-settings';

/** These measure time, end processes or fill memory: nothing else may want the cores. */
const alone = '{brokers,lab,live,partitions,security,startup}/**/*.spec.ts';

/** The real console against a real cluster, in a real browser; a cluster for each worker. */
export default defineConfig(browserSettings, {
  testDir: '.',
  globalSetup: './fixtures/build-once.ts',
  workers: 2,
  projects: [
    { name: 'alone', testMatch: `**/e2e/${alone}`, workers: 1 },
    // They wait most of the time, for a page or a tick of it: two at a time leave no core idle.
    { name: 'together', testMatch: '**/*.spec.ts', testIgnore: ['**/e2e/kafka/**', `**/e2e/${alone}`] },
  ],
});
