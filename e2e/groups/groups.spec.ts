import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test('a group shows its members, what they have, and how far they are behind', async ({ page, ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName, 2);
  const group = `${topicName}-readers`;
  const consumer = kafka.consumer({ groupId: group });
  await consumer.connect();
  await consumer.subscribe({ topic: topicName, fromBeginning: true });
  let seen = 0;
  await consumer.run({
    autoCommitThreshold: 1,
    eachMessage: async () => {
      seen += 1;
    },
  });
  await publish(ottla, topicName, [
    { partition: 0, value: 'a' },
    { partition: 1, value: 'b' },
  ]);
  await expect.poll(() => seen, { timeout: 20_000 }).toBe(2);

  await page.goto(`${home}/groups/${group}`);
  await expect(page.getByText('Stable').first()).toBeVisible();
  await expect(page.getByText('e2e').first()).toBeVisible();
  await consumer.disconnect();
  await publish(
    ottla,
    topicName,
    Array.from({ length: 5 }, () => ({ partition: 0, value: 'later' })),
  );
  await expect(page.getByText('Empty').first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('cell', { name: '5', exact: true }).first()).toBeVisible({ timeout: 15_000 });

  await page.goto(`${home}/groups`);
  await expect(page.getByRole('link', { name: group })).toBeVisible();
  await page.goto(`${home}/topics/${topicName}/groups`);
  await expect(page.getByRole('link', { name: group })).toBeVisible();
});
