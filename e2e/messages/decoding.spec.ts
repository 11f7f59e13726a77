import { createTopic } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

const packed = Buffer.from('82a26964cd01c8a8637573746f6d657281a7636f756e747279a24e4c', 'hex');
const asCbor = Buffer.from('a2626964190fff67636f756e747279624e4c', 'hex');

test('each message is read as it looks, and can be read in another way', async ({ page, kafka, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const producer = kafka.producer();
  await producer.connect();
  const messages = [
    { key: Buffer.from('0000000000000007', 'hex'), value: packed },
    { key: 'plain', value: '{"id":457}' },
    { key: 'plain', value: asCbor },
  ];
  await producer.send({ topic: topicName, messages });
  await producer.disconnect();
  await openInTheme(page, `${home}/topics/${topicName}/messages?from=oldest`, 'light');
  const grid = page.getByRole('grid');
  await expect(grid).toContainText('{"id":456,"customer":{"country":"NL"}}');
  await expect(grid.getByText('int64').first()).toBeVisible();
  await expect(grid.getByRole('row').filter({ hasText: 'CBOR' })).toContainText('{"id":4095,"country":"NL"}');
  await page.getByRole('button', { name: 'Range', exact: true }).click();
  await page.getByLabel('Read values as').selectOption('JSON');
  await expect(page).toHaveURL(/vd=json/);
  await expect(grid.getByText('not JSON').first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('range-light.png') });
  await page.goto(`${home}/topics/${topicName}/messages/0/0?vd=json`);
  await expect(page.getByText('It cannot be read as JSON.')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: test.info().outputPath('record-problem-dark.png') });
  await page.getByLabel('Read values as').selectOption('As it looks');
  await expect(page).toHaveURL(/messages\/0\/0$/);
  await expect(page.getByText('MessagePack, found automatically')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('country');
  await page.getByRole('tab', { name: 'Key' }).click();
  await page.getByLabel('Read keys as').selectOption('hex');
  await expect(page.getByText('0000000000000007')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: test.info().outputPath('record-narrow-dark.png') });
});
