import { defineConfig } from '@playwright/test';
import ours from '../playwright.config';

/** The journeys that any Kafka cluster must allow, against the one that OTTLA_E2E_ARGS points the console at. */
export default defineConfig(ours, {
  testDir: '..',
  testMatch: [
    'topics/*.spec.ts',
    'messages/*.spec.ts',
    'publish/*.spec.ts',
    'record/*.spec.ts',
    'groups/*.spec.ts',
    'keys/*.spec.ts',
    'partitions/partitions.spec.ts',
    'live/counting.spec.ts',
    'live/topic-recreated.spec.ts',
  ],
});
