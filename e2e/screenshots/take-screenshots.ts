/**
 * `npm run screenshots`: draws every page in both themes, wide and narrow, from the demo data of a cluster of its own.
 * The README shows messages-light.png and messages-dark.png; the others are for looking at, and git ignores them.
 */
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { requireBrowser } from '../../lib/tooling/find-browser.mjs';
import { removeDirectory, startOttla, temporaryDirectory, type RunningOttla } from '../fixtures/ottla';

const folder = fileURLToPath(new URL('.', import.meta.url));
const topic = 'orders.placed';
/** Enough for plots to have a shape. */
const recordsWanted = 250;

const pages: Readonly<Record<string, string>> = {
  overview: '/c/local',
  topics: '/c/local/topics',
  messages: `/c/local/topics/${topic}/messages?from=live`,
  newest: `/c/local/topics/${topic}/messages?from=newest`,
  record: `/c/local/topics/${topic}/messages/0/1`,
  partitions: `/c/local/topics/${topic}/partitions`,
  publish: `/c/local/topics/${topic}/publish`,
  config: `/c/local/topics/${topic}/config`,
  groups: '/c/local/groups',
  group: '/c/local/groups/fraud-check',
  brokers: '/c/local/brokers',
  broker: '/c/local/brokers/1',
  lab: `/c/local/lab?topic=${topic}`,
  settings: '/settings',
  missing: '/c/local/topics/nobody-made-this',
};

/** Pages with plots, and how many have to have a line: those are drawn from what the page has seen since it opened. */
const plotted: Readonly<Record<string, number>> = { overview: 1, topics: 1, partitions: 3 };

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } } as const;

async function waitForTraffic(ottla: RunningOttla): Promise<void> {
  for (;;) {
    const response = await fetch(`${ottla.consoleUrl}/api/v1/clusters/local/topics/${topic}`);
    if (response.ok) {
      const body = (await response.json()) as { partitions: { highWatermark: string }[] };
      if (body.partitions.reduce((sum, { highWatermark }) => sum + Number(highWatermark), 0) > recordsWanted) return;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The page as a person finds it: loaded, live, and with rows to see. */
async function settle(page: Page, name: string): Promise<void> {
  await page.getByRole('main').waitFor();
  if (name === 'messages') {
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    if (await publish.isVisible()) await publish.click();
    await page.getByRole('row').nth(20).waitFor();
  }
  await page.getByText('asking the cluster…').waitFor({ state: 'hidden' });
  await page.waitForFunction(() => document.querySelector('.shimmers, [aria-busy="true"]') === null);
  if (name in plotted)
    await page
      .locator('svg path[d*="L"]')
      .nth(plotted[name] ?? 0)
      .waitFor({ state: 'attached' });
  await page.evaluate(() => document.fonts.ready);
}

async function drawAll(browser: Browser, ottla: RunningOttla): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        locale: 'en-GB',
        baseURL: ottla.consoleUrl,
        deviceScaleFactor: 1,
      });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(path);
        if (size === 'wide' || name !== 'messages') await settle(page, name);
        const suffix = size === 'wide' ? colorScheme : `${colorScheme}-narrow`;
        await page.screenshot({ path: `${folder}${name}-${suffix}.png` });
      }
      await context.close();
    }
  }
}

const directory = await temporaryDirectory();
const ottla = await startOttla(directory, ['--demo']);
const browser = await chromium.launch({ executablePath: requireBrowser() });
try {
  await waitForTraffic(ottla);
  await drawAll(browser, ottla);
} finally {
  await browser.close();
  await ottla.stop();
  await removeDirectory(directory);
}
