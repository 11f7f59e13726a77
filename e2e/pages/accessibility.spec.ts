import { localeCookie } from '../../lib/i18n/locales';
import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { changeTheme, expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

const topic = 'accessible';

const pages: readonly { name: string; path: string; shows: string }[] = [
  { name: 'overview', path: home, shows: 'Connect your client' },
  { name: 'topics', path: `${home}/topics`, shows: topic },
  { name: 'messages, live', path: `${home}/topics/${topic}/messages?from=live`, shows: 'Pause' },
  { name: 'messages, newest', path: `${home}/topics/${topic}/messages?from=newest`, shows: 'Older' },
  { name: 'one record', path: `${home}/topics/${topic}/messages/0/0`, shows: 'Publish again…' },
  { name: 'missing record', path: `${home}/topics/${topic}/messages/0/999`, shows: 'There is no message at this offset.' },
  { name: 'publish', path: `${home}/topics/${topic}/publish`, shows: 'Headers' },
  { name: 'partitions', path: `${home}/topics/${topic}/partitions`, shows: 'By partition' },
  { name: 'topic groups', path: `${home}/topics/${topic}/groups`, shows: topic },
  { name: 'config', path: `${home}/topics/${topic}/config`, shows: 'retention.ms' },
  { name: 'tail, nothing chosen', path: `${home}/tail`, shows: 'Watch several topics at once' },
  { name: 'tail of several', path: `${home}/tail?topics=${topic},nobody-made-this`, shows: 'Pause' },
  { name: 'groups', path: `${home}/groups`, shows: 'Groups' },
  { name: 'brokers', path: `${home}/brokers`, shows: 'Replica map' },
  { name: 'one broker', path: `${home}/brokers/1`, shows: topic },
  { name: 'broker config', path: `${home}/brokers/1?view=configs`, shows: 'log.retention.ms' },
  { name: 'broker log directories', path: `${home}/brokers/1?view=log-dirs`, shows: 'Directory' },
  { name: 'lab', path: `${home}/lab`, shows: 'Start the producer' },
  { name: 'settings', path: '/settings', shows: 'Settings' },
  { name: 'missing topic', path: `${home}/topics/nobody-made-this`, shows: 'All topics' },
];

test.beforeAll(async ({ ottla }) => {
  await createTopic(ottla, topic, 3);
  await publish(ottla, topic, [
    { key: 'customer-1', value: '{"id":1,"note":null}', partition: 0, headers: [{ key: 'trace', value: 'a' }] },
    { key: null, value: null, partition: 1 },
    { key: 'customer-2', value: 'plain text', partition: 2 },
  ]);
});

for (const { name, path, shows } of pages) {
  test(`${name} is accessible in light and dark, and fits a screen 360 pixels wide in both directions`, async ({
    page,
    ottla,
  }) => {
    await openInTheme(page, path, 'light');
    await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
    await expectAccessible(page);
    await changeTheme(page, 'dark');
    await expectAccessible(page);

    await page.setViewportSize({ width: 360, height: 720 });
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByText(shows).first()).toBeAttached();
    await expectNoSidewaysScroll(page);

    await page.context().addCookies([{ name: localeCookie, value: 'fa', url: ottla.consoleUrl }]);
    await page.reload();
    await expect(page.locator('html[dir="rtl"]').getByRole('main')).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
}
