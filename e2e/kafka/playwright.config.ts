import { defineConfig } from '@playwright/test';
import { browserSettings } from '../browser-settings';

/** The journeys that any Kafka cluster must allow, against the one that OTTLA_E2E_ARGS points the console at. */
export default defineConfig(browserSettings, {
  testDir: '..',
  globalSetup: '../fixtures/build-once.ts',
  workers: 2,
  // How a page looks is the same whatever the cluster.
  grepInvert: /is accessible in|fit a narrow screen/,
  testMatch: [
    'topics/{actions,copy,statistics,topics}.spec.ts',
    'messages/*.spec.ts',
    'publish/*.spec.ts',
    'record/*.spec.ts',
    'keys/*.spec.ts',
    'groups/*.spec.ts',
    'partitions/partitions.spec.ts',
    'live/{counting,tail-of-several,topic-recreated}.spec.ts',
    'kafka/transactions.spec.ts',
    ...(process.env['OTTLA_E2E_CLUSTER'] === 'secured' ? ['kafka/sign-in.spec.ts'] : []),
  ],
});
