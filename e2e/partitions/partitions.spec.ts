import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test('offsets tick within a second of the write, over one stream', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3);
  const streams: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/stream')) streams.push(request.url());
  });
  await page.goto(`${home}/topics/${topicName}/partitions`);
  const table = page.getByRole('region', { name: `Partitions of ${topicName}` });
  const row = table.getByRole('row').filter({ hasText: 'p1' });
  await expect(row.getByRole('img', { name: 'Broker 1: leader' })).toBeVisible();
  await publish(
    ottla,
    topicName,
    Array.from({ length: 7 }, () => ({ partition: 1, value: 'x' })),
  );
  const writtenMs = Date.now();
  await expect(row.getByRole('cell', { name: '7', exact: true }).first()).toBeVisible();
  expect(Date.now() - writtenMs).toBeLessThan(2000);
  expect(streams).toHaveLength(1);
});

test('every column sorts', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3);
  await publish(ottla, topicName, [
    { partition: 2, value: 'x' },
    { partition: 2, value: 'x' },
    { partition: 0, value: 'x' },
  ]);
  await page.goto(`${home}/topics/${topicName}/partitions`);
  const table = page.getByRole('region', { name: `Partitions of ${topicName}` });
  await expect(table.getByRole('row').nth(1)).toContainText('p0');
  const high = table.getByRole('columnheader', { name: 'High' });
  await high.getByRole('button').click();
  await expect(table.getByRole('row').nth(1)).toContainText('p2');
  await expect(high).toHaveAttribute('aria-sort', /descending|ascending/);
});
