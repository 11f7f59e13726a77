import { createTopic, heal, publish } from '../fixtures/api';
import { brokerPid } from '../fixtures/process-tree';
import { expect, test } from '../fixtures/test';

test.afterEach(({ ottla }) => heal(ottla));

/** Goal: a dead broker costs the page its freshness and nothing else. Method: freeze it past every timeout, then let it go on. */
test('a broker that stops answering: the page says so, keeps its rows, and recovers by itself', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName);
  await page.goto(`/c/local/topics/${topicName}/messages?from=live`);
  await expect(page.getByText('No messages yet')).toBeVisible();
  await publish(ottla, topicName, [{ value: 'before' }]);
  const grid = page.getByRole('grid');
  await expect(grid).toContainText('before');
  const broker = await brokerPid(ottla.pid);
  process.kill(broker, 'SIGSTOP');
  await expect(page.getByText(/does not answer|No broker of the cluster answers/).first()).toBeVisible({ timeout: 40_000 });
  await expect(grid).toContainText('before');
  process.kill(broker, 'SIGCONT');
  await expect(page.getByText(/The cluster does not answer|No broker of the cluster answers/)).toHaveCount(0, {
    timeout: 40_000,
  });
  await publish(ottla, topicName, [{ value: 'after' }]);
  await expect(grid).toContainText('after', { timeout: 20_000 });
  await expect(grid.getByRole('row').filter({ hasText: 'before' })).toHaveCount(1);
});

test('a broker that dies and comes back is told to the person who looks', async ({ page, ottla }) => {
  await page.goto('/c/local');
  await expect(page.getByRole('heading', { name: 'Connect your client' })).toBeVisible();
  process.kill(await brokerPid(ottla.pid), 'SIGKILL');
  await expect(page.getByText(/Broker 1 (is being started again|stopped|does not answer)/).first()).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText('Broker 1 is running').first()).toBeVisible({ timeout: 20_000 });
});
