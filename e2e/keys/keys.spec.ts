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

test('every key with what it stands for now, tombstones marked', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3, { 'cleanup.policy': 'compact' });
  await publish(ottla, topicName, [
    ...Array.from({ length: 240 }, (_, index) => ({ key: `customer-${index % 120}`, value: `{"orders":${index}}` })),
    { key: 'customer-2', value: null },
    { key: 'customer-10', value: '<img src=x onerror=alert(1)>' },
  ]);
  await page.goto(`${home}/topics/${topicName}/keys`);
  await page.getByRole('radio', { name: 'Every key' }).click();
  await expect(page).toHaveURL(/latest=/);
  const status = page.getByRole('status').filter({ hasText: 'keys' });
  await expect(status).toContainText('120 keys');
  await expect(status).toContainText('1 deleted by a tombstone');
  const rows = page.getByRole('region', { name: 'The latest message of every key' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('customer-0');
  await expect(rows.nth(1)).toContainText('{"orders":120}');
  await expect(rows.nth(3)).toContainText('tombstone');
  await expect(rows.nth(11)).toContainText('<img src=x onerror=alert(1)>');
  await expectAccessible(page);
  await page.getByRole('switch', { name: 'Show deleted keys' }).click();
  await expect(rows.nth(3)).toContainText('customer-3');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('101–119 of 119 keys')).toBeVisible();

  await page.getByLabel('Keys with').fill('ER-11');
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page).toHaveURL(/latest=ER-11/);
  await expect(status).toContainText('11 keys');
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: 'customer-110' }).click();
  await expect(page.getByRole('status').getByText('2 messages with this key')).toBeVisible();
});
