import { defineConfig } from '@playwright/test';
import ours from '../playwright.config';

/** The journeys that any Kafka cluster must allow, against the one that OTTLA_E2E_ARGS points the console at. */
export default defineConfig(ours, {
  testDir: '..',
  testIgnore: [],
  testMatch: [
    'topics/topics.spec.ts',
    'messages/browse.spec.ts',
    'publish/publish.spec.ts',
    'record/record.spec.ts',
    'groups/groups.spec.ts',
    'partitions/partitions.spec.ts',
    'live/counting.spec.ts',
    'live/topic-recreated.spec.ts',
    ...(process.env['OTTLA_E2E_CLUSTER'] === 'secured' ? ['kafka/sign-in.spec.ts'] : []),
  ],
});
