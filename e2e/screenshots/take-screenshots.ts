/**
 * `npm run screenshots`: draws every page in both themes and directions, wide and narrow, from the demo data of a cluster of its own.
 * With names after it only those pages: `npm run screenshots -- messages record`. The README shows messages-light.png and
 * messages-dark.png; the others are for looking at, and git ignores them.
 */
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { loadCatalogue } from '../../lib/i18n/load-catalogue';
import { localeCookie, localeNames, type Locale } from '../../lib/i18n/locales';
import { createTranslator } from '../../lib/i18n/translate';
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
  compare: `/c/local/topics/${topic}/compare?a=0:1&b=0:2`,
  keys: '/c/local/topics/customers/keys?view=latest',
  stats: `/c/local/topics/${topic}/stats`,
  'topic-groups': `/c/local/topics/${topic}/groups`,
  tail: `/c/local/tail?topics=${topic},payments.authorised`,
  config: `/c/local/topics/${topic}/config`,
  groups: '/c/local/groups',
  group: '/c/local/groups/fraud-check',
  brokers: '/c/local/brokers',
  broker: '/c/local/brokers/1',
  lab: `/c/local/lab?topic=${topic}`,
  settings: '/settings',
  missing: '/c/local/topics/nobody-made-this',
};

const named = new Set(process.argv.slice(2));
const drawn = Object.entries(pages).filter(([name]) => named.size === 0 || named.has(name));

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
async function settle(page: Page, name: string, locale: Locale): Promise<void> {
  const { t } = createTranslator(locale, loadCatalogue(locale));
  await page.getByRole('main').waitFor();
  if (name === 'messages') {
    const publish = page.getByRole('button', { name: t('messages.publish'), exact: true });
    if (await publish.isVisible()) await publish.click();
    await page.getByRole('row').nth(20).waitFor();
    await page.getByRole('listbox').locator('visible=true').first().waitFor();
  }
  await page.getByText(t('layout.health.unknown')).waitFor({ state: 'hidden' });
  await page.waitForFunction(() => document.querySelector('.shimmers, [aria-busy="true"]') === null);
  if (name in plotted)
    await page
      .locator('svg path[d*="L"]')
      .nth(plotted[name] ?? 0)
      .waitFor({ state: 'attached' });
  await page.evaluate(() => document.fonts.ready);
}

interface Look {
  readonly locale: Locale;
  readonly colorScheme: 'light' | 'dark';
  readonly size: keyof typeof sizes;
}

const looks: readonly Look[] = localeNames.flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['wide', 'narrow'] as const).map((size) => ({ locale, colorScheme, size })),
  ),
);

/** messages-light, messages-dark-narrow, messages-light-fa … */
function fileName(name: string, { locale, colorScheme, size }: Look): string {
  return [name, colorScheme, ...(size === 'wide' ? [] : [size]), ...(locale === 'en' ? [] : [locale])].join('-');
}

async function drawAll(browser: Browser, ottla: RunningOttla, look: Look): Promise<void> {
  const { locale, colorScheme, size } = look;
  const baseURL = ottla.consoleUrl;
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme,
    locale: 'en-GB',
    baseURL,
    deviceScaleFactor: 1,
  });
  await context.addCookies([{ name: localeCookie, value: locale, url: baseURL }]);
  const page = await context.newPage();
  for (const [name, path] of drawn) {
    await page.goto(path);
    if (size === 'wide' || name !== 'messages') await settle(page, name, locale);
    await page.screenshot({ path: `${folder}${fileName(name, look)}.png` });
  }
  await context.close();
}

const directory = await temporaryDirectory();
const ottla = await startOttla(directory, ['--demo']);
const browser = await chromium.launch({ executablePath: requireBrowser() });
try {
  await waitForTraffic(ottla);
  for (const look of looks) await drawAll(browser, ottla, look);
} finally {
  await browser.close();
  await ottla.stop();
  await removeDirectory(directory);
}
