import path from 'node:path';
import type { PlaywrightTestConfig } from '@playwright/test';
import { findBrowser } from '../lib/tooling/find-browser.mjs';

const executablePath = findBrowser();

/** How specs are run, whatever cluster they are about. */
export const browserSettings: PlaywrightTestConfig = {
  outputDir: path.join(import.meta.dirname, '../test-results'),
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Recording every test, of which nearly all pass, takes a tenth of the time.
    trace: process.env['OTTLA_E2E_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
};
