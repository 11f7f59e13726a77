import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test('one record in full: key, exact value, headers in order, batch facts, neighbours', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1);
  const value = '{"big":12345678901234567890,"nested":{"list":[1,2,3]}}';
  const headers = [
    { key: 'b', value: '2' },
    { key: 'a', value: '1' },
    { key: 'b', value: null },
  ];
  await publish(ottla, topicName, [{ value: 'before' }, { key: 'key-1', value, headers }, { value: 'after' }]);
  await page.goto(`${home}/topics/${topicName}/messages/0/1`);
  const main = page.getByRole('main');
  await expect(main).toContainText('12345678901234567890');
  await expect(main).toContainText('key-1');
  await expect(main).toContainText('matches murmur2 of the key');
  await expect(main).toContainText('base offset 0 · 3 records');
  const names = await main.getByText(/^[ab]$/).allTextContents();
  expect(names).toEqual(['b', 'a', 'b']);
  await page.getByRole('radio', { name: 'Text' }).check();
  await expect(main).toContainText(value);
  await page.getByRole('radio', { name: 'Hex' }).check();
  await expect(main).toContainText('00000000');
  await page.getByRole('link', { name: 'after it in p0' }).click();
  await expect(page).toHaveURL(/messages\/0\/2$/);
  await expect(main).toContainText('after');
});

test('XML is indented, as text it is as it was written', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const value = '<?xml version="1.0"?><order><id>7</id><note><![CDATA[<b>]]></note></order>';
  await publish(ottla, topicName, [{ value }]);
  await page.goto(`${home}/topics/${topicName}/messages/0/0`);
  const main = page.getByRole('main');
  await expect(main.getByText('XML, found automatically')).toBeVisible();
  await expect(main.getByText('  <id>7</id>', { exact: true })).toBeVisible();
  await page.getByRole('radio', { name: 'Text' }).check();
  await expect(main.getByText(value)).toBeVisible();
});

test('an offset that is not there says what is', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1);
  await publish(ottla, topicName, [{ value: 'x' }]);
  await page.goto(`${home}/topics/${topicName}/messages/0/99`);
  await expect(page.getByText('There is no message at this offset.')).toBeVisible();
  await expect(page.getByText('It has not been written yet.')).toBeVisible();
});
