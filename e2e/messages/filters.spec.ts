import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

const countries = ['NL', 'DE', 'nl'];
const orders = Array.from({ length: 60 }, (_, index) => ({
  key: `o-${index}`,
  value: JSON.stringify({ id: index, amount: index * 10, customer: { country: countries[index % 3] } }),
  headers: index % 20 === 0 ? [{ key: 'trace-id', value: `t-${index}` }] : [],
  partition: 0,
}));

function rows(page: Page) {
  return page.getByRole('grid').getByRole('row').getByRole('link').allTextContents();
}

test('fields, headers, negation and case, and the address has all of it', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, orders);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  const search = page.getByLabel('Find in key, value and headers');
  await search.fill('header.trace-id:t- -o-20');
  await expect.poll(() => rows(page)).toEqual(['0', '40']);
  await search.fill('value.customer.country:nl value.id:4');
  await expect.poll(() => rows(page)).toEqual(['14', '24', '41', '42', '44', '45', '47', '48', '54']);
  await page.getByRole('button', { name: 'Tell capital from small letters' }).click();
  await expect.poll(() => rows(page)).toEqual(['14', '41', '44', '47']);
  await expect(page).toHaveURL(/cs=1/);
  await page.reload();
  await expect.poll(() => rows(page)).toEqual(['14', '41', '44', '47']);
});

test('an expression is checked, tried on the open message, used, kept and found again', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, orders);
  await openInTheme(page, `${home}/topics/${topicName}/messages?from=oldest&open=0:30`, 'light');
  await page.getByRole('button', { name: 'Expression', exact: true }).click();
  const field = page.getByLabel('Filter expression');
  await field.fill('value.amount >');
  await expect(page.getByText('Unexpected token: EOF')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeDisabled();
  await expectAccessible(page);
  await field.fill('value.amount > 550 && value.customer.country == "NL"');
  await expect(page.getByText('The open message does not match.')).toBeVisible();
  await field.press('Enter');
  await expect.poll(() => rows(page)).toEqual(['57']);
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByLabel('Name for this filter').fill('dear orders');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(async () => (await rows(page)).length).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('button', { name: /^dear orders/ }).click();
  await expect.poll(() => rows(page)).toEqual(['57']);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('an expression that never ends is stopped, and the page says at which message', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [{ value: 'fine' }, { value: `${'a'.repeat(60)}!` }]);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest&f=${encodeURIComponent('value.matches("^(a+)+$")')}`);
  await expect(page.getByText('The filter expression took too much and was stopped.')).toBeVisible();
  await expect(page.getByText('partition 0, offset 1')).toBeVisible();
});

test('from a group, up to an offset, and only what is committed', async ({ page, ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, orders);
  const admin = kafka.admin();
  await admin.connect();
  await admin.setOffsets({ groupId: `${topicName}-group`, topic: topicName, partitions: [{ partition: 0, offset: '50' }] });
  await admin.disconnect();
  await openInTheme(page, `${home}/topics/${topicName}/messages?from=oldest`, 'dark');
  await page.getByRole('radio', { name: 'Group' }).click();
  await page.getByLabel('Group whose committed offsets to read from').fill(`${topicName}-group`);
  await page.getByRole('button', { name: 'Go' }).click();
  await expect.poll(async () => (await rows(page))[0]).toBe('50');
  await page.getByRole('button', { name: 'Range', exact: true }).click();
  await page.getByRole('radio', { name: 'An offset' }).click();
  await page.getByLabel('Offset to read from').fill('53');
  await page.getByRole('button', { name: 'Go' }).last().click();
  await expect.poll(() => rows(page)).toEqual(['50', '51', '52']);
  await page.getByLabel('Committed transactions only').click();
  await expect(page).toHaveURL(/to=o:53&isolation=read_committed/);
  await expectAccessible(page);
});

test('a search shows what it finds while it goes on, and an export is a file of it', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 2);
  await publish(ottla, topicName, orders);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest&q=value.id:59`);
  await expect.poll(() => rows(page)).toEqual(['59']);
  await expect(page.getByText('1 found')).toBeVisible();
  await expect(page.getByText(/^read 60 messages/)).toBeVisible();
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('radio', { name: 'CSV' }).click();
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${topicName}.csv`);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toContain(',o-59,text,"{""id"":59');

  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('radio', { name: 'JSON Lines' }).click();
  await page.getByRole('radio', { name: 'As read' }).click();
  await expect(page.getByRole('dialog')).toContainText('as JSON, with the name of the format');
  await expectAccessible(page);
  const readAgain = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const decoded = await readFile(await (await readAgain).path(), 'utf8');
  expect(JSON.parse(decoded)).toMatchObject({ key: 'o-59', keyFormat: 'utf8', value: { id: 59 }, valueFormat: 'json' });
});
