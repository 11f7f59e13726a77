import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test('all messages of a key are found, searched further, and the key is deleted by a tombstone', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 3);
  await publish(ottla, topicName, [
    { key: 'order-1', value: 'placed' },
    { key: 'order-2', value: 'of another' },
    { key: 'order-1', value: 'paid <b>now</b>' },
  ]);
  await page.goto(`${home}/topics/${topicName}/keys`);
  await page.getByLabel('Key', { exact: true }).fill('order-1');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page).toHaveURL(/key=order-1/);
  await expect(page.getByRole('status').getByText('2 messages with this key')).toBeVisible();
  const rows = page.getByRole('region', { name: 'Messages with this key' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('paid <b>now</b>');
  await expect(rows.nth(1)).toContainText('latest');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Search all partitions' }).click();
  await expect(page.getByText('Searched in every partition.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete this key…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Write the tombstone' }).click();
  await expect(rows.nth(1)).toContainText('tombstone');
  await expect(page.getByRole('status').getByText('3 messages with this key')).toBeVisible();

  await page.getByLabel('Key', { exact: true }).fill('order-9');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page.getByText(/Partition \d has no message with this key/)).toBeVisible();
});
