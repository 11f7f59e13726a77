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

test('an offset that is not there says what is', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1);
  await publish(ottla, topicName, [{ value: 'x' }]);
  await page.goto(`${home}/topics/${topicName}/messages/0/99`);
  await expect(page.getByText('There is no message at this offset.')).toBeVisible();
  await expect(page.getByText('It has not been written yet.')).toBeVisible();
});
