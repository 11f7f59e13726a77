import { actOnBroker, createTopic, heal, readCluster, readPartitions } from '../fixtures/api';
import { expect, expectAccessible, test } from '../fixtures/test';

test.use({ brokers: 3 });

test.afterEach(({ ottla }) => heal(ottla));

test('brokers say what they are: quorum, leaders, disk, version', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3, {}, 3);
  const { controllerId } = await readCluster(ottla);
  await page.goto('/c/local/brokers');
  const table = page.getByRole('region', { name: 'Brokers of the cluster' });
  await expect(table.getByRole('row')).toHaveCount(4);
  const controller = table.getByRole('row').filter({ hasText: `Broker ${controllerId}` });
  await expect(controller).toContainText('controller');
  await expect(table.getByText('voter')).toHaveCount(2);
  await expect(controller).toContainText(/up /);
  await expect(controller).toContainText(/\d\s(GB|TB|MB)/);
});

test('the map finds a topic, and its signs are reached by keyboard', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3, {}, 3);
  await page.goto('/c/local/brokers');
  await page.getByRole('searchbox', { name: 'Filter the map by topic' }).fill(topicName);
  const map = page.getByRole('grid', { name: 'Every partition of the cluster and who has it' });
  await expect(map.getByRole('row')).toHaveCount(4);
  const [first] = await readPartitions(ottla, topicName);
  await expect(
    map
      .getByRole('row')
      .nth(1)
      .getByRole('img', { name: `Broker ${first?.leader}: leader` }),
  ).toBeVisible();
  await map.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(':focus')).toHaveAttribute('aria-label', new RegExp(`^Broker 2, partition 1 of ${topicName}`));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toContainText('Broker 2');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(page.locator(':focus')).toHaveAttribute('aria-label', new RegExp(`^Broker 2, partition 1`));
});

test('one broker: partitions with roles, config with sources, log directories', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 2, {}, 3);
  await page.goto('/c/local/brokers/1');
  const replicas = page.getByRole('table', { name: 'Replicas on broker 1' });
  await expect(replicas).toBeVisible();
  await page.getByRole('searchbox').first().fill(topicName);
  await expect(replicas.getByRole('row')).toHaveCount(3);
  await page.getByText('Config', { exact: true }).click();
  await expect(
    page
      .getByText('node.id', { exact: true })
      .or(page.getByText('broker.id', { exact: true }))
      .first(),
  ).toBeVisible();
  await page.getByText('Log directories', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Log directories of broker 1' })).toContainText('well');
  await expect(page).toHaveURL(/view=log-dirs/);
  await page.goto('/c/local/brokers/77');
  await expect(page.getByRole('heading', { name: 'There is no broker 77' })).toBeVisible();
});

test('a dead broker stays listed, and every page says so', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3, {}, 3);
  await page.goto(`/c/local/topics/${topicName}/messages?from=newest`);
  await actOnBroker(ottla, 2, 'kill');
  await expect(page.getByText(/^2 of 3 brokers/)).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'Broker 2 does not answer' })).toContainText(
    'you can go on reading and writing',
  );
  await page.goto('/c/local/brokers');
  await expect(
    page.getByRole('region', { name: 'Brokers of the cluster' }).getByRole('row').filter({ hasText: 'Broker 2' }),
  ).toContainText('killed');
});

/** Goal: without a majority nobody elects, and the metadata goes on naming dead leaders; pages do not. */
test('two of three gone: what that means is said on every page', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 6, {}, 3);
  await page.goto(`/c/local/topics/${topicName}/partitions`);
  await actOnBroker(ottla, 2, 'stop');
  await actOnBroker(ottla, 3, 'kill');
  await expect(page.getByText(/^1 of 3 brokers · \d+ without leader · \d+ under-replicated · no controller$/)).toBeVisible();
  const alert = page.getByRole('alert').filter({ hasText: 'Brokers 2 and 3 do not answer' });
  await expect(alert).toContainText(/Broker 2 was stopped at .* Broker 3 was killed at/);
  await expect(alert).toContainText('The metadata quorum has no leader');
  const partitions = page.getByRole('region', { name: `Partitions of ${topicName}` });
  await expect(partitions.getByText('no leader: it can be neither read nor written').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/c/local/brokers');
  const killed = page.getByRole('region', { name: 'Brokers of the cluster' }).getByRole('row').filter({ hasText: 'Broker 3' });
  await expect(killed).toContainText('without leader');
  await expectAccessible(page);
  await page.goto('/c/local');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Brokers 2 and 3 do not answer.');
  await expectAccessible(page);
});
