import { createTopic, readPartitions } from '../fixtures/api';
import { apiHome } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test.use({ brokers: 3 });

test('a recreated topic has every replica where it was, however it was placed', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 2, {}, 2);
  const partitions = [
    { topic: topicName, partition: 0, replicas: [3, 1] },
    { topic: topicName, partition: 1, replicas: [3, 2] },
  ];
  const moved = await page.request.post(`${apiHome}/reassignments`, { data: { partitions } });
  expect(moved.status(), await moved.text()).toBe(200);
  const placement = async () => (await readPartitions(ottla, topicName)).map(({ replicas }) => replicas);
  const placed = [
    [3, 1],
    [3, 2],
  ];
  await expect.poll(placement, { timeout: 20_000 }).toEqual(placed);
  const done = await page.request.post(`${apiHome}/topics/${topicName}/recreate`, { data: {} });
  expect([done.status(), await done.json()]).toMatchObject([200, { placementRefused: null, replicationFactor: 2 }]);
  expect(await placement()).toEqual(placed);
});
