import type { Page } from '@playwright/test';
import { createTopic, publish } from '../fixtures/api';
import { apiHome, home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

async function offsetsShown(page: Page): Promise<string[]> {
  return page.getByRole('grid').getByRole('row').getByRole('link').allTextContents();
}

const numbered = (count: number): { value: string; key: string; partition: number }[] =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: `{"n":${index}}`, partition: 0 }));

test('newest and oldest first, exact next and previous pages', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, numbered(25));
  await page.goto(`${home}/topics/${topicName}/messages?from=newest&n=10`);
  await expect.poll(() => offsetsShown(page)).toEqual(['24', '23', '22', '21', '20', '19', '18', '17', '16', '15']);
  await page.getByRole('button', { name: 'Older' }).click();
  await expect.poll(() => offsetsShown(page)).toEqual(['14', '13', '12', '11', '10', '9', '8', '7', '6', '5']);
  await page.getByRole('button', { name: 'Newer' }).click();
  await expect.poll(() => offsetsShown(page)).toEqual(['24', '23', '22', '21', '20', '19', '18', '17', '16', '15']);
  await page.getByRole('radio', { name: 'Oldest' }).click();
  await expect.poll(async () => (await offsetsShown(page))[0]).toBe('0');
});

test('from an offset, from a time, and one partition of several', async ({ page, ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName, 2);
  const producer = kafka.producer();
  await producer.connect();
  const dayMs = 86_400_000;
  const messages = Array.from({ length: 8 }, (_, index) => ({
    partition: index % 2,
    value: `v${index}`,
    timestamp: String(Date.now() - (8 - index) * dayMs),
  }));
  await producer.send({ topic: topicName, messages });
  await producer.disconnect();

  await page.goto(`${home}/topics/${topicName}/messages?from=o:2&p=1`);
  await expect.poll(() => offsetsShown(page)).toEqual(['2', '3']);
  const since = new Date(Date.now() - 2.5 * dayMs).toISOString();
  await page.goto(`${home}/topics/${topicName}/messages?from=${encodeURIComponent(`t:${since}`)}`);
  await expect(page.getByRole('grid')).toContainText('v6');
  await expect(page.getByRole('grid')).toContainText('v7');
  await expect(page.getByRole('grid')).not.toContainText('v5');
});

test('the filter looks into key, value and headers on the server, in any case', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [
    ...numbered(500),
    { key: 'plain', value: 'a NEEDLE in the value' },
    { key: 'Needle-key', value: 'x' },
    { key: 'plain', value: 'y', headers: [{ key: 'h', value: 'needle' }] },
  ]);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  await page.getByLabel('Find in key, value and headers').fill('needle');
  await expect.poll(() => offsetsShown(page)).toEqual(['500', '501', '502']);
  await expect(page).toHaveURL(/q=needle/);
});

test('a live tail pauses, counts what comes, and shows it on resuming', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await page.goto(`${home}/topics/${topicName}/messages?from=live`);
  await expect(page.getByText('No messages yet')).toBeVisible();
  await publish(ottla, topicName, [{ value: 'first' }]);
  const grid = page.getByRole('grid');
  await expect(grid).toContainText('first');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await publish(ottla, topicName, [{ value: 'second' }, { value: 'third' }]);
  await expect(page.getByRole('button', { name: /Resume/ })).toContainText('2 new');
  await expect(grid).not.toContainText('third');
  await page.getByRole('button', { name: /Resume/ }).click();
  await expect(grid).toContainText('third');
  await expect.poll(() => offsetsShown(page)).toEqual(['2', '1', '0']);
});

test('what a long pause let go is a gap in the table, and can be loaded', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await page.goto(`${home}/topics/${topicName}/messages?from=live`);
  await expect(page.getByText('No messages yet')).toBeVisible();
  await publish(ottla, topicName, [{ value: 'before' }]);
  const grid = page.getByRole('grid');
  await expect(grid).toContainText('before');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  for (let batch = 0; batch < 5; batch += 1) await publish(ottla, topicName, numbered(600));
  await expect(page.getByRole('button', { name: /Resume/ })).toContainText('3,000 new');
  await page.getByRole('button', { name: /Resume/ }).click();
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid).toContainText('while paused, 500 messages were counted, not kept');
  await grid.getByRole('button', { name: 'load them' }).click();
  await expect(grid).not.toContainText('while paused');
  await page.keyboard.press('End');
  await expect.poll(async () => (await offsetsShown(page)).slice(-3)).toEqual(['2', '1', '0']);
});

test('messages in every codec are readable, and hostile content is only text', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
    const response = await fetch(`${ottla.consoleUrl}${apiHome}/topics/${topicName}/records?compression=${compression}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: compression, value: hostile }),
    });
    expect(response.status).toBe(200);
  }
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
    await expect(page.getByRole('row').filter({ hasText: codec })).toContainText('<img src=x');
  }
  await page.goto(`${home}/topics/${topicName}/messages/0/4`);
  await expect(page.getByText('zstd').first()).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await expect(page).not.toHaveTitle(/^[12]$/);
});

test('a 1 MB message opens without freezing the page', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const large = JSON.stringify({ rows: Array.from({ length: 9000 }, (_, index) => ({ index, text: 'x'.repeat(80) })) });
  await publish(ottla, topicName, [{ value: large }]);
  await page.goto(`${home}/topics/${topicName}/messages?from=newest`);
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
  await page.goto(`${home}/topics/${topicName}/messages/0/0`);
  await page.getByRole('button', { name: 'Show all of it' }).click();
  await page.getByRole('radio', { name: 'Text' }).check();
  await expect(page.getByRole('radio', { name: 'Text' })).toBeChecked();
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  expect(nodes).toBeLessThan(5000);
});

test('a field of the value gets a column of its own, for this topic, until it is removed', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [
    { key: '{"id":"k-1"}', value: '{"customer":{"country":"NL"},"lines":[{"sku":"A-103"},{"sku":"B-220"}]}' },
    { key: 'plain', value: 'no JSON', headers: [{ key: 'trace-id', value: 't-7' }] },
  ]);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  const grid = page.getByRole('grid');
  const row = (text: string) => grid.getByRole('row').filter({ hasText: text });
  const cellUnder = async (name: string, text: string) => {
    const names = await grid.getByRole('columnheader').allTextContents();
    return row(text).getByRole('gridcell').nth(names.indexOf(name));
  };
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const path = page.getByLabel('Column of a field');
  await path.fill('country');
  await path.press('Enter');
  await expect(page.getByText('A field begins with value., key. or header.')).toBeVisible();
  for (const each of ['value.customer.country', 'value.lines[1].sku', 'key.id', 'header.trace-id']) {
    await path.fill(each);
    await path.press('Enter');
  }
  await page.getByRole('checkbox', { name: 'Size' }).uncheck();
  await page.keyboard.press('Escape');
  const names = ['Time', 'Part.', 'Offset', 'Key', 'customer.country', 'lines[1].sku', 'key.id', 'header.trace-id', 'Value'];
  await expect(grid.getByRole('columnheader')).toHaveText(names);

  await page.reload();
  await expect(grid.getByRole('columnheader')).toHaveText(names);
  // Small screens have the name of the field in the cell; here it is not shown.
  const shown = { useInnerText: true };
  await expect(await cellUnder('customer.country', 'A-103')).toHaveText('NL', shown);
  await expect(await cellUnder('lines[1].sku', 'A-103')).toHaveText('B-220', shown);
  await expect(await cellUnder('key.id', 'A-103')).toHaveText('k-1', shown);
  await expect(await cellUnder('customer.country', 'no JSON')).toContainText('not there');
  await expect(await cellUnder('header.trace-id', 'no JSON')).toHaveText('t-7', shown);
  await expect(await cellUnder('header.trace-id', 'A-103')).toContainText('not there');

  await page.getByRole('button', { name: 'Table · 5' }).click();
  await page.getByRole('button', { name: 'Remove value.customer.country' }).click();
  await expect(grid.getByRole('columnheader', { name: 'customer.country' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Plain table' }).click();
  await expect(grid.getByRole('columnheader')).toHaveText(['Time', 'Part.', 'Offset', 'Key', 'Value', 'Size']);
});

test('rows of four lines show more of a value, lie below each other, and are walked with the keyboard', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName);
  const value = (index: number) => JSON.stringify({ index, words: 'w'.repeat(900), after: `end-${index}` });
  await publish(
    ottla,
    topicName,
    Array.from({ length: 60 }, (_, index) => ({ value: value(index) })),
  );
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  const grid = page.getByRole('grid');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('radio', { name: '4 lines' }).check();
  await page.keyboard.press('Escape');
  const tops = () =>
    grid.getByRole('row').evaluateAll((rows) => rows.slice(1).map((each) => Math.round(each.getBoundingClientRect().top)));
  const steps = (all: readonly number[]) => new Set(all.slice(1).map((top, index) => top - (all[index] ?? 0)));
  await expect.poll(async () => [...steps(await tops())]).toEqual([90]);
  const lines = await grid
    .getByRole('gridcell')
    .filter({ hasText: '"index"' })
    .first()
    .evaluate((cell) => cell.getBoundingClientRect().height);
  expect(lines).toBeGreaterThanOrEqual(80);

  await grid.focus();
  await page.keyboard.press('End');
  await expect.poll(async () => (await offsetsShown(page)).at(-1)).toBe('59');
  await expect.poll(async () => [...steps(await tops())]).toEqual([90]);
  await page.getByRole('button', { name: 'Table · 1' }).click();
  await page.getByRole('radio', { name: '1 line' }).check();
  await expect.poll(async () => [...steps(await tops())]).toEqual([30]);
  await expect.poll(async () => (await offsetsShown(page)).at(-1)).toBe('59');
});
