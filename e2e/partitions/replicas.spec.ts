import { createTopic, heal, readPartitions } from '../fixtures/api';
import { expect, test } from '../fixtures/test';

test.use({ brokers: 3 });

test.afterEach(({ ottla }) => heal(ottla));

test('a sign’s menu lets another broker lead', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1, {}, 3);
  const [before] = await readPartitions(ottla, topicName);
  const next = before?.replicas.find((broker) => broker !== before.leader) ?? 0;
  await page.goto(`/c/local/topics/${topicName}/partitions`);
  await page.getByRole('button', { name: `Broker ${next}, partition 0 of ${topicName}: follower in sync` }).click();
  await page.getByRole('menuitem', { name: `Let broker ${next} lead, and prefer it` }).click();
  await expect(page.getByText(`Partition 0 is led by broker ${next}.`)).toBeVisible();
  await expect(page.getByRole('img', { name: `Broker ${next}: leader` })).toBeVisible();
  const [after] = await readPartitions(ottla, topicName);
  expect(after).toMatchObject({ leader: next });
  expect(after?.replicas[0]).toBe(next);
});

test('a replica is moved from the map', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1, {}, 2);
  const [before] = await readPartitions(ottla, topicName);
  const free = [1, 2, 3].find((broker) => before?.replicas.includes(broker) === false) ?? 0;
  const follower = before?.replicas.find((broker) => broker !== before.leader) ?? 0;
  await page.goto(`/c/local/topics/${topicName}/partitions`);
  await page.getByRole('button', { name: `Broker ${follower}, partition 0 of ${topicName}: follower in sync` }).click();
  await page.getByRole('menuitem', { name: `Move this replica to broker ${free}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Replicas of partition 0' });
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('img', { name: `Broker ${free}: follower in sync` })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('img', { name: `Broker ${follower}: no replica` })).toBeVisible({ timeout: 20_000 });
});
