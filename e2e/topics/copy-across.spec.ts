import { createTopic, readPage } from '../fixtures/api';
import { apiHome, home } from '../fixtures/home';
import { removeDirectory, startOttla, temporaryDirectory, type RunningOttla } from '../fixtures/ottla';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

/** Their times are old: retention would take them between two steps of a test. */
const keptForever = { 'retention.ms': '-1' };
const noText = { base64: '/wD+' };

async function write(ottla: RunningOttla, topic: string, records: readonly unknown[]): Promise<void> {
  const response = await fetch(`${ottla.consoleUrl}${apiHome}/topics/${topic}/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(records),
  });
  expect(response.status, await response.text()).toBe(200);
}

/** What is in a topic, each record as it was written and where it is. */
async function contentOf(ottla: RunningOttla, topic: string): Promise<unknown[]> {
  const { records } = await readPage(ottla, topic, { from: 'oldest', n: '1000' });
  return records.map(({ partition, key, value, headers, timestamp }) => ({ partition, key, value, headers, timestamp }));
}

/** A second cluster, known to the console of the first as `Other` and, read-only, as `Shown`. */
async function withOther(ottla: RunningOttla, use: (other: RunningOttla) => Promise<void>): Promise<void> {
  const directory = await temporaryDirectory();
  const other = await startOttla(directory, ['--brokers', '1']);
  const clusters = `${ottla.consoleUrl}/api/v1/clusters`;
  const drafts = [
    { id: 'other', name: 'Other', readOnly: false },
    { id: 'shown', name: 'Shown', readOnly: true },
  ];
  for (const draft of drafts) {
    const body = { ...draft, colour: null, tls: null, sasl: null, bootstrapServers: other.bootstrapServers.split(',') };
    const added = await fetch(clusters, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(added.status, await added.text()).toBe(201);
  }
  try {
    await use(other);
  } finally {
    for (const { id } of drafts) await fetch(`${clusters}/${id}`, { method: 'DELETE' });
    await other.stop();
    await removeDirectory(directory);
  }
}

test('messages go to another cluster, to a topic that is made there, to the byte and to the same partition', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 3, keptForever);
  const headers = [
    { key: 'a', value: noText },
    { key: 'b', value: '' },
    { key: 'a', value: null },
  ];
  await write(ottla, topicName, [
    { key: 'k', value: noText, headers, partition: 2, timestamp: 1_700_000_000_000 },
    { key: null, value: null, partition: 0, timestamp: 1_700_000_000_001 },
    { key: noText, value: '', partition: 1, timestamp: 1_700_000_000_002 },
  ]);
  await withOther(ottla, async (other) => {
    await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
    await page.getByRole('button', { name: 'Copy to' }).click();
    await page.getByRole('menuitem', { name: 'Another topic…' }).click();
    const dialog = page.getByRole('dialog', { name: `Copy messages of ${topicName}` });
    await expect(dialog.getByRole('option', { name: 'Shown' })).toHaveCount(0);
    await dialog.getByLabel('To topic').fill(topicName);
    await expect(dialog.getByRole('alert')).toHaveText('A topic is not copied into itself.');
    await dialog.getByLabel('To cluster').selectOption('Other');
    await expect(dialog).toContainText(`There is no topic ${topicName} yet.`);
    await expect(dialog).toContainText('Made like this one: 3 partitions, 1 replica.');
    await expect(dialog.getByRole('button', { name: 'Copy', exact: true })).toBeDisabled();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 780 });
    await expectNoSidewaysScroll(page);
    await dialog.getByRole('button', { name: 'Create it' }).click();
    await expect(dialog).toContainText('It has 3 partitions.');
    await dialog.getByText('Same number').click();
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await expect(dialog).toContainText(/3 messages, \d+\sB, would be written\./);
    expect(await contentOf(other, topicName)).toEqual([]);
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(dialog).toContainText(/3 messages written in/);
    expect(await contentOf(other, topicName)).toEqual(await contentOf(ottla, topicName));
    await expectNoSidewaysScroll(page);
  });
});

test('from a cluster that is read-only messages go to one that is not, and not the other way', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 2);
  await withOther(ottla, async (other) => {
    await createTopic(other, topicName, 2);
    await write(other, topicName, [{ key: 'k', value: 'from there' }]);
    await page.goto(`/c/shown/topics/${topicName}/messages?from=oldest`);
    await page.getByRole('button', { name: 'Copy to' }).click();
    await page.getByRole('menuitem', { name: 'Another cluster…' }).click();
    const dialog = page.getByRole('dialog', { name: `Copy messages of ${topicName}` });
    await dialog.getByLabel('To cluster').selectOption('local');
    await dialog.getByLabel('To topic').fill(topicName);
    await expect(dialog).toContainText('It has 2 partitions.');
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(dialog).toContainText(/1 message written in/);
    expect(await contentOf(ottla, topicName)).toEqual(await contentOf(other, topicName));

    for (const verb of ['copy', 'copy?dryRun=true']) {
      const data = { target: topicName, targetCluster: 'shown' };
      const refused = await page.request.post(`${apiHome}/topics/${topicName}/records/${verb}`, { data });
      expect([refused.status(), await refused.json()]).toMatchObject([
        403,
        { error: { code: 'READ_ONLY', details: { cluster: 'shown' } } },
      ]);
    }
  });
});
