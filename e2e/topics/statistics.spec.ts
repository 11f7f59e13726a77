import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test('a topic is analysed: keys, sizes, time and skew', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3);
  const records = Array.from({ length: 400 }, (_, index) => ({
    key: index % 4 === 0 ? null : `key-${index % 50}`,
    value: index % 20 === 1 ? null : 'v'.repeat(index % 100),
    partition: index % 10 === 0 ? 1 : 0,
  }));
  await publish(ottla, topicName, records);
  await page.goto(`${home}/topics/${topicName}/stats`);
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
  await expect(page.getByText('400 messages read')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
  const facts = page.getByRole('region', { name: 'In short' });
  await expect(facts).toContainText('Without a key25%100');
  await expect(facts).toContainText('Tombstones5%20');
  await expect(page.getByText('Partition 0 has 2.7 times the mean', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 780 });
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Analyse again' }).click();
  await expect(page.getByText('400 messages read')).toBeVisible();
});
