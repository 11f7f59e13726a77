import type { Page } from '@playwright/test';
import { errorCodes } from '../../broker/protocol/error-codes';
import { LimitedGateway, type GatewayLimits } from '../../lib/server/integration/limited-gateway';
import { createTopic, publish } from '../fixtures/api';
import type { RunningOttla } from '../fixtures/ottla';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

/** Metadata, topics, and the records themselves, as Kafka 0.11 has them: Produce, Fetch, ListOffsets, Metadata, ApiVersions, CreateTopics, DeleteTopics. */
const bare: ReadonlyMap<number, number> = new Map([
  [0, 3],
  [1, 5],
  [2, 2],
  [3, 4],
  [18, 1],
  [19, 2],
  [20, 1],
]);

/** OffsetFetch, DescribeGroups, ListGroups, DeleteRecords, InitProducerId, and what describes and changes brokers, disks, settings and replicas. */
const optional: readonly number[] = [9, 15, 16, 21, 22, 32, 35, 37, 43, 44, 45, 46, 55];

let gateway: LimitedGateway;

/** The cluster of the console once more, through a gateway. */
async function open(page: Page, ottla: RunningOttla, limits: GatewayLimits): Promise<void> {
  gateway = await LimitedGateway.start(ottla.bootstrapServers, limits);
  const bootstrapServers = [gateway.bootstrapServers];
  const data = { id: 'limited', name: 'Limited', colour: null, tls: null, sasl: null, readOnly: false, bootstrapServers };
  expect((await page.request.post('/api/v1/clusters', { data })).status()).toBe(201);
}

test.afterEach(async ({ page }) => {
  expect((await page.request.delete('/api/v1/clusters/limited')).ok()).toBe(true);
  await gateway.close();
});

/** Nothing in red. */
async function expectCalm(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await expect(page.getByText(/went wrong|made a mistake/)).toHaveCount(0);
}

test('a cluster that gives little more than its records: each page works or says what it would take', async ({
  page,
  ottla,
  topicName,
}) => {
  // It opens every page there is.
  test.slow();
  await createTopic(ottla, topicName, 2);
  await publish(ottla, topicName, [
    { key: 'b', value: 'first', partition: 0 },
    { key: 'a', value: 'second', partition: 1 },
  ]);
  await open(page, ottla, { versionMax: (key) => bare.get(key), refused: new Map() });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const main = page.getByRole('main');
  const topic = `/c/limited/topics/${topicName}`;

  await page.goto('/c/limited');
  const limits = main.getByRole('list', { name: 'Not to be had from this cluster' });
  await expect(limits.getByRole('listitem')).toHaveCount(11);
  await expect(limits).toContainText('its brokers lack DescribeQuorum of Kafka 3.3.');
  await expect(main).toContainText('controller is broker 1');
  await expectCalm(page);
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('overview.png'), fullPage: true });

  await page.goto(`/c/limited/topics?q=${topicName}`);
  await expect(page.getByRole('link', { name: topicName, exact: true })).toBeVisible();
  await expectCalm(page);

  await page.goto(`${topic}/messages?from=oldest`);
  await expect(page.getByRole('grid')).toContainText('first');
  await expect(page.getByRole('grid')).toContainText('second');
  await expectCalm(page);
  await page.goto(`${topic}/messages/0/0`);
  await expect(main).toContainText('first');

  await page.goto(`${topic}/partitions`);
  await page.getByRole('button', { name: `Broker 1, partition 0 of ${topicName}: leader` }).click();
  await expect(page.getByRole('menu')).toContainText(
    'Moving replicas: its brokers lack AlterPartitionReassignments of Kafka 2.4.',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Actions for ${topicName}` }).click();
  await expect(page.getByRole('menuitem', { name: 'Add partitions…' })).toBeDisabled();
  await expect(page.getByRole('menu')).toContainText(
    'Deleting messages by offset: its brokers lack DeleteRecords of Kafka 0.11.',
  );
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('menu.png') });
  await page.keyboard.press('Escape');
  await expectCalm(page);

  await page.goto(`${topic}/config?act=grow`);
  await expect(page.getByRole('dialog')).toContainText('It takes CreatePartitions of Kafka 1.0 or newer');
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Add / })).toBeDisabled();
  await page.goto(`${topic}/config?act=empty`);
  await expect(page.getByRole('dialog')).toContainText('It takes DeleteRecords of Kafka 0.11 or newer');
  await page.keyboard.press('Escape');
  await expect(main).toContainText('It takes DescribeConfigs of Kafka 0.11 or newer, which its brokers lack.');
  await expectCalm(page);
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('config.png') });

  await page.goto(`${topic}/groups`);
  await expect(main).toContainText('It takes ListGroups of Kafka 0.9 or newer');
  await expectCalm(page);

  await page.goto(`${topic}/stats`);
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
  await expect(page.getByText('2 messages read')).toBeVisible();
  await expectCalm(page);

  await page.goto(`${topic}/keys?key=b`);
  await expect(page.getByRole('region', { name: 'Messages with this key' })).toContainText('first');
  await expectCalm(page);

  await page.goto(`${topic}/publish`);
  await page.getByLabel('Value', { exact: true }).fill('third');
  await page
    .getByRole('form', { name: `Publish to ${topicName}` })
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(page.getByText(/Written to/)).toBeVisible();
  await expectCalm(page);

  await page.goto(`/c/limited/tail?topics=${topicName}`);
  await expect(page.getByRole('grid')).toContainText('third');
  await expectCalm(page);

  await page.goto('/c/limited/groups');
  await expect(main).toContainText('It takes ListGroups of Kafka 0.9 or newer');
  await expectCalm(page);

  await page.goto('/c/limited/brokers');
  await expect(main).toContainText('Sizes on disk and free space: its brokers lack DescribeLogDirs of Kafka 1.0.');
  await expect(main).toContainText('Who votes in the metadata quorum: its brokers lack DescribeQuorum');
  await expectCalm(page);
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('brokers.png') });

  await page.goto('/c/limited/brokers/1?view=log-dirs');
  await expect(main).toContainText('its brokers lack DescribeLogDirs of Kafka 1.0.');
  await page.goto('/c/limited/brokers/1?view=configs');
  await expect(main).toContainText('It takes DescribeConfigs of Kafka 0.11 or newer');
  await expectCalm(page);
  await page.setViewportSize({ width: 360, height: 720 });
  await page.goto('/c/limited');
  await expect(limits).toBeVisible();
  await expectNoSidewaysScroll(page);

  expect(errors).toEqual([]);
  expect(gateway.strangers).toEqual([]);
});

test('a cluster that refuses all that can be refused says with which error', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [{ value: 'first' }]);
  const refused = new Map(optional.map((key) => [key, errorCodes.CLUSTER_AUTHORIZATION_FAILED]));
  await open(page, ottla, { refused });
  const main = page.getByRole('main');
  const topic = `/c/limited/topics/${topicName}`;

  await page.goto('/c/limited');
  await expect(main.getByRole('list', { name: 'Not to be had from this cluster' })).toContainText(
    'its brokers answer DescribeLogDirs with CLUSTER_AUTHORIZATION_FAILED.',
  );
  await expectCalm(page);
  await page.goto(`${topic}/messages?from=oldest`);
  await expect(page.getByRole('grid')).toContainText('first');
  await expectCalm(page);
  for (const path of [`${topic}/config`, `${topic}/groups`, '/c/limited/groups', '/c/limited/brokers/1?view=configs']) {
    await page.goto(path);
    await expect(main).toContainText('The cluster does not allow this.');
    await expect(main).toContainText('CLUSTER_AUTHORIZATION_FAILED');
    await expectCalm(page);
  }
  await page.goto(`${topic}/config?act=empty`);
  await expect(page.getByRole('dialog')).toContainText('The cluster does not say which groups have not read them.');
  await page.goto('/c/limited/brokers');
  await expect(main).toContainText('its brokers answer DescribeQuorum with CLUSTER_AUTHORIZATION_FAILED.');
  await expectCalm(page);
  await expectAccessible(page);
});
