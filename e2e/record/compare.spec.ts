import { localeCookie } from '../../lib/i18n/locales';
import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

const order = (amount: number, extra: Record<string, unknown> = {}) =>
  JSON.stringify({ id: 7, lines: Array.from({ length: 20 }, (_, n) => ({ sku: `S-${n}`, n })), amount, ...extra });

test('a record is marked, another one picked, and both stand side by side', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 2);
  await publish(ottla, topicName, [
    { key: 'customer-1', value: order(12), partition: 0, headers: [{ key: 'trace', value: 'a' }] },
    {
      key: 'customer-1',
      value: order(15, { note: 'gift' }),
      partition: 1,
      headers: [
        { key: 'trace', value: 'b' },
        { key: 'retry', value: '1' },
      ],
    },
  ]);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  await page.getByRole('row').filter({ hasText: 'p0' }).click();
  await page.getByRole('link', { name: 'Compare with…' }).click();
  await expect(page.getByText('Open the message to compare')).toBeVisible();
  // By keyboard: the table has both rows, in the order of their times.
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/compare\?a=0:0&b=1:0$/);

  const facts = page.getByRole('region', { name: 'What the messages are' });
  await expect(facts.getByRole('row').filter({ hasText: 'Partition' })).toContainText('differs');
  await expect(facts.getByRole('row').filter({ hasText: 'Kind' })).toContainText('the same');
  const value = page.getByRole('region', { name: 'Value', exact: true });
  await expect(value).toContainText('only in A:');
  await expect(value).toContainText('"amount": 12');
  await expect(value).toContainText('"amount": 15,');
  await expect(value).toContainText('"note": "gift"');
  await expect(page.getByRole('region', { name: 'Key', exact: true })).toContainText('the same on both sides');
  const headers = page.getByRole('region', { name: 'Headers', exact: true });
  await expect(headers).toContainText('trace: "a"');
  await expect(headers).toContainText('retry: "1"');

  await expect(value).not.toContainText('"S-5"');
  await value.getByRole('button', { name: /lines that are the same/ }).click();
  await expect(value).toContainText('"S-5"');

  await page.getByRole('button', { name: 'Swap sides' }).click();
  await expect(page).toHaveURL(/\/compare\?a=1:0&b=0:0$/);
  await expect(page.getByRole('region', { name: 'Side A' })).toContainText('p1');
  await expect(value.getByRole('status')).toHaveText('1 difference');
});

test('differences are walked one by one, in sight each, and end where they began', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const lines = Array.from({ length: 300 }, (_, index) => `line ${index}`);
  const changed = lines.map((line, index) => (index % 100 === 50 ? `${line} changed` : line));
  await publish(ottla, topicName, [{ value: lines.join('\n') }, { value: changed.join('\n') }]);
  await page.goto(`${home}/topics/${topicName}/compare?a=0:0&b=0:1`);
  const value = page.getByRole('region', { name: 'Value', exact: true });
  await expect(value.getByRole('status')).toHaveText('3 differences');
  for (let fold = 0; fold < 4; fold += 1)
    await value
      .getByRole('button', { name: /lines that are the same/ })
      .last()
      .click();
  const next = value.getByRole('button', { name: 'Next difference' });
  await next.focus();
  for (const [press, line] of [
    [1, 'line 50'],
    [2, 'line 150'],
    [3, 'line 250'],
    [1, 'line 50'],
  ] as const) {
    await page.keyboard.press('Enter');
    await expect(value.getByRole('status')).toHaveText(`difference ${press} of 3`);
    await expect(value.getByText(`${line} changed`)).toBeInViewport();
  }
  await value.getByRole('button', { name: 'Previous difference' }).click();
  await expect(value.getByRole('status')).toHaveText('difference 3 of 3');
});

test('one side alone asks for the other; bytes, null and what is not there are said', async ({
  page,
  ottla,
  topicName,
  kafka,
}) => {
  await createTopic(ottla, topicName);
  const producer = kafka.producer();
  await producer.connect();
  const binary = [Buffer.from([0xff, 0x00, 0x01]), Buffer.from([0xff, 0x00, 0x02])];
  await producer.send({ topic: topicName, messages: [...binary, null].map((value) => ({ partition: 0, value })) });
  await producer.disconnect();
  await page.goto(`${home}/topics/${topicName}/compare?a=0:0`);
  await expect(page.getByText('Two messages are needed')).toBeVisible();
  const place = page.getByLabel('Partition and offset of B');
  await place.fill('0-1');
  await place.press('Enter');
  await expect(page.getByText('Partition, colon, offset: 0:120')).toBeVisible();
  await place.fill('0:1');
  await place.press('Enter');
  const value = page.getByRole('region', { name: 'Value', exact: true });
  await expect(value).toContainText('ff 00 01');
  await expect(value).toContainText('ff 00 02');
  await page.getByRole('region', { name: 'Side B' }).getByRole('button', { name: 'after it' }).click();
  await expect(page).toHaveURL(/b=0:2$/);
  await expect(value).toContainText('B is null');
  await page.goto(`${home}/topics/${topicName}/compare?a=0:0&b=0:9`);
  await expect(page.getByText('There is no message at this offset.')).toBeVisible();
});

test('large values are cut, and neither that nor a comparison of nothing in common freezes the page', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName);
  const rows = (word: string) => Array.from({ length: 60_000 }, (_, index) => `${word}${index}`).join('\n');
  await publish(ottla, topicName, [{ value: rows('a') }, { value: rows('b') }]);
  await page.goto(`${home}/topics/${topicName}/compare?a=0:0&b=0:1`);
  const value = page.getByRole('region', { name: 'Value', exact: true });
  await expect(value).toContainText('only the first 262 kB are compared');
  await expect(value).toContainText('The sides differ too much to be matched line by line.');
  await value.getByRole('button', { name: 'Next difference' }).click();
  await expect(value.getByRole('status')).toHaveText('difference 1 of 1');
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(5000);
});

for (const theme of ['light', 'dark'] as const) {
  test(`a comparison is accessible in ${theme}, and fits a small screen`, async ({ page, ottla, topicName }) => {
    const topic = `${topicName}-${theme}`;
    await createTopic(ottla, topic);
    await publish(ottla, topic, [
      { key: 'k', value: order(1), headers: [{ key: 'trace', value: 'a' }] },
      { key: 'l', value: order(2) },
    ]);
    await openInTheme(page, `${home}/topics/${topic}/compare?a=0:0&b=0:1`, theme);
    await expect(page.getByText('"amount": 2')).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 720 });
    await expect(page.getByText('"amount": 2')).toBeAttached();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test('from right to left the lines of A stand at the right, under its head, and what is in them is left to right', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [{ value: 'only in the first' }, { value: 'only in the second' }]);
  await page.context().addCookies([{ name: localeCookie, value: 'fa', url: ottla.consoleUrl }]);
  await page.goto(`${home}/topics/${topicName}/compare?a=0:0&b=0:1`);
  const placeOf = async (text: string) => (await page.getByText(text, { exact: true }).last().boundingBox())?.x ?? Number.NaN;
  await expect(page.getByText('second', { exact: true })).toBeVisible();
  expect(await placeOf('A')).toBeGreaterThan(await placeOf('B'));
  expect(await placeOf('first')).toBeGreaterThan(await placeOf('second'));
});
