import { createTopic, publish, readPage, readPartitions } from '../fixtures/api';
import { apiHome, home } from '../fixtures/home';
import type { RunningOttla } from '../fixtures/ottla';
import { expect, expectAccessible, test } from '../fixtures/test';

const settings = { 'retention.ms': '3600000', 'max.message.bytes': '2000' };

interface TopicBody {
  id: string;
  messageCount: string;
}

async function readTopic(ottla: RunningOttla, topic: string): Promise<TopicBody> {
  const response = await fetch(`${ottla.consoleUrl}${apiHome}/topics/${topic}`);
  expect(response.status).toBe(200);
  return (await response.json()) as TopicBody;
}

async function ownSettings(ottla: RunningOttla, topic: string): Promise<Record<string, string>> {
  const response = await fetch(`${ottla.consoleUrl}${apiHome}/topics/${topic}/configs`);
  const { configs } = (await response.json()) as { configs: { name: string; value: string; source: string }[] };
  return Object.fromEntries(configs.filter(({ source }) => source === 'topic').map(({ name, value }) => [name, value]));
}

test('a topic is recreated from the palette: what goes is said first, and the page goes on with the new one', async ({
  page,
  ottla,
  kafka,
  topicName,
}) => {
  await createTopic(ottla, topicName, 2, settings);
  await publish(ottla, topicName, [{ value: 'old one' }, { value: 'old two' }, { value: 'old three' }]);
  const admin = kafka.admin();
  await admin.connect();
  await admin.setOffsets({ groupId: `${topicName}-group`, topic: topicName, partitions: [{ partition: 0, offset: '1' }] });
  const before = await readTopic(ottla, topicName);
  await page.goto(`${home}/topics?q=${topicName}`);
  await expect(page.getByRole('link', { name: topicName, exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find' }).fill(topicName);
  await page.getByRole('option', { name: `Recreate ${topicName}` }).click();
  await expect(page).toHaveURL(/act=recreate/);
  const dialog = page.getByRole('dialog', { name: `Recreate ${topicName}` });
  await expect(dialog).toContainText('3 messages');
  await expect(dialog).toContainText('Offsets begin at 0 again');
  await expect(dialog).toContainText('2 partitions × 1 replica');
  await expect(dialog).toContainText('Its 2 own settings come back too.');
  await expect(dialog).toContainText(`Group ${topicName}-group has committed offsets of it.`);
  const command = dialog.getByRole('region', { name: 'The same as a command' });
  await expect(command).toContainText(/--delete --topic[\s\S]*--create --topic[\s\S]*--config 'retention\.ms=3600000'/);
  await expectAccessible(page);
  const confirm = dialog.getByRole('button', { name: 'Recreate topic' });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel('Type the name to go on').fill(`${topicName}x`);
  await expect(confirm).toBeDisabled();
  expect((await readTopic(ottla, topicName)).id).toBe(before.id);

  await dialog.getByLabel('Type the name to go on').fill(topicName);
  await confirm.click();
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/act=/);
  const after = await readTopic(ottla, topicName);
  expect(after.id).not.toBe(before.id);
  expect(after.messageCount).toBe('0');
  expect(await readPartitions(ottla, topicName)).toHaveLength(2);
  expect(await ownSettings(ottla, topicName)).toEqual(settings);
  const [offsets] = await admin.fetchOffsets({ groupId: `${topicName}-group`, topics: [topicName] });
  expect(offsets?.partitions.filter(({ offset }) => offset !== '-1')).toEqual([]);
  await admin.disconnect();
  await publish(ottla, topicName, [{ value: 'new', partition: 0 }]);
  expect((await readPage(ottla, topicName, { from: 'oldest' })).records.map(({ offset }) => offset)).toEqual(['0']);
  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await page.getByText('Oldest', { exact: true }).click();
  await expect(page.getByText('new', { exact: true })).toBeVisible();
});

test('messages that were in sight go with the recreated topic, and new ones come', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [{ value: 'before' }]);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  await expect(page.getByText('before', { exact: true })).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
  await page.getByRole('button', { name: `Actions for ${topicName}` }).click();
  await page.getByRole('menuitem', { name: 'Recreate…' }).click();
  const dialog = page.getByRole('dialog', { name: `Recreate ${topicName}` });
  await expect(dialog).toContainText('No consumer group reads from it.');
  await dialog.getByLabel('Type the name to go on').fill(topicName);
  await dialog.getByRole('button', { name: 'Recreate topic' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('before', { exact: true })).toBeHidden();
  await expect
    .poll(() => asked.slice(asked.lastIndexOf('recreate')), { message: 'the plot over time is of the new topic' })
    .toContain('histogram');
  await publish(ottla, topicName, [{ value: 'after' }]);
  await page.getByText('Newest', { exact: true }).click();
  await expect(page.getByText('after', { exact: true })).toBeVisible();
});

test('a topic that was not made again is said to be gone, with the command that makes it', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await page.goto(`${home}/topics/${topicName}/partitions?act=recreate`);
  const command = `ottla topics --bootstrap-server localhost:9092 \\\n  --create --topic ${topicName}`;
  // What the console answers then is tested where a cluster refuses; here the topic goes, as it would.
  await page.route('**/recreate', async (route) => {
    await page.request.delete(`${ottla.consoleUrl}${apiHome}/topics/${topicName}`);
    const details = { topic: topicName, reason: 'POLICY_VIOLATION', why: 'Too few replicas.', command };
    const error = { code: 'TOPIC_NOT_RECREATED', message: 'gone', retriable: false, requestId: 'r', details };
    await route.fulfill({ status: 502, json: { error } });
  });
  const dialog = page.getByRole('dialog', { name: `Recreate ${topicName}` });
  await dialog.getByLabel('Type the name to go on').fill(topicName);
  await dialog.getByRole('button', { name: 'Recreate topic' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The topic is deleted, and was not made again.');
  await expect(dialog.getByRole('alert')).toContainText('Too few replicas.');
  await expect(dialog.getByRole('region', { name: 'The topic as it was, as a command' })).toContainText(
    `--create --topic ${topicName}`,
  );
  await expectAccessible(page);
  await expect(page.getByText(`There is no topic “${topicName}” in this cluster.`)).toBeAttached();
  await expect(dialog, 'the page that is gone takes the answer along').toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

test('a cluster that is read-only recreates nothing and does not offer to', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const draft = { id: 'shut', name: 'Shut', colour: null, tls: null, sasl: null, readOnly: true };
  const data = { ...draft, bootstrapServers: ottla.bootstrapServers.split(',') };
  expect((await page.request.post('/api/v1/clusters', { data })).status()).toBe(201);
  for (const query of ['', '?dryRun=true']) {
    const refused = await page.request.post(`/api/v1/clusters/shut/topics/${topicName}/recreate${query}`, { data: {} });
    expect([refused.status(), await refused.json()]).toMatchObject([403, { error: { code: 'READ_ONLY' } }]);
  }
  await page.goto(`/c/shut/topics/${topicName}/partitions?act=recreate`);
  await page.getByRole('button', { name: `Actions for ${topicName}` }).click();
  await expect(page.getByRole('menuitem', { name: 'Statistics' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Recreate…' })).toBeHidden();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect((await page.request.delete('/api/v1/clusters/shut')).ok()).toBe(true);
});
