import { createTopic, readPage, type PageBody } from '../fixtures/api';
import { apiHome, home } from '../fixtures/home';
import type { RunningOttla } from '../fixtures/ottla';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const noText = { base64: '/wD+' };

interface Written {
  key?: string | typeof noText | null;
  value?: string | typeof noText | null;
  headers?: { key: string; value: string | typeof noText | null }[];
  partition?: number;
  timestamp?: number;
}

async function write(ottla: RunningOttla, topic: string, records: readonly Written[]): Promise<void> {
  const response = await fetch(`${ottla.consoleUrl}${apiHome}/topics/${topic}/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(records),
  });
  expect(response.status, await response.text()).toBe(200);
}

/** What is in a topic, without where it is. */
async function contentOf(ottla: RunningOttla, topic: string): Promise<unknown[]> {
  const records: PageBody['records'] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await readPage(ottla, topic, { from: 'oldest', n: '1000', ...(cursor === undefined ? {} : { cursor }) });
    records.push(...page.records);
    cursor = page.next;
  }
  return (records as unknown as Written[]).map(({ key, value, headers, timestamp }) => ({ key, value, headers, timestamp }));
}

test('what a page shows is copied to another topic, to the byte, after a dry run', async ({ page, ottla, topicName }) => {
  const target = `${topicName}-target`;
  // The times are old: retention would take the messages between two steps.
  for (const [name, partitions] of [
    [topicName, 3],
    [target, 2],
  ] as const)
    await createTopic(ottla, name, partitions, { 'retention.ms': '-1' });
  const times = 1_700_000_000_000;
  const wanted: Written[] = [
    { key: 'order-1', value: 'wanted', headers: [{ key: 'trace', value: noText }], timestamp: times },
    { key: 'order-1', value: noText, headers: [{ key: 'note', value: 'wanted' }], timestamp: times + 1 },
    {
      key: 'order-1',
      value: null,
      headers: [
        { key: 'a', value: 'wanted' },
        { key: 'a', value: null },
      ],
      timestamp: times + 2,
    },
    { key: 'order-1', value: '', headers: [{ key: 'a', value: 'wanted' }], timestamp: times + 3 },
  ];
  const others = Array.from({ length: 40 }, (_, index) => ({ key: `k${index}`, value: `other ${index}`, timestamp: times }));
  await write(ottla, topicName, [...others, ...wanted]);

  await page.goto(`${home}/topics/${topicName}/messages?from=oldest&q=wanted`);
  await expect(page.getByText('4 found')).toBeVisible();
  await page.getByRole('button', { name: 'Copy to' }).click();
  await page.getByRole('menuitem', { name: 'Another topic…' }).click();
  const dialog = page.getByRole('dialog', { name: `Copy messages of ${topicName}` });
  await expect(dialog).toContainText('match the filter and the range');
  await dialog.getByLabel('To topic').fill(topicName);
  await expect(dialog.getByRole('alert')).toHaveText('A topic is not copied into itself.');
  await expect(dialog.getByRole('button', { name: 'Copy', exact: true })).toBeDisabled();
  await dialog.getByLabel('To topic').fill(`${topicName}-absent`);
  await expect(dialog).toContainText(`There is no topic ${topicName}-absent yet.`);
  await expect(dialog.getByRole('button', { name: 'Copy', exact: true })).toBeDisabled();
  await dialog.getByLabel('To topic').fill(target);
  await expect(dialog).toContainText('It has 2 partitions.');
  await expect(dialog.getByRole('radio', { name: 'Same number' })).toBeDisabled();
  await expectAccessible(page);

  await dialog.getByRole('button', { name: 'Dry run' }).click();
  await expect(dialog).toContainText(/4 messages, \d+\sB, would be written\./);
  await expect(dialog.getByRole('region', { name: 'What would be written, by the partition it comes from' })).toBeVisible();
  expect(await contentOf(ottla, target)).toEqual([]);
  await expectAccessible(page);

  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog).toContainText(/4 messages written in/);
  await dialog.getByText('Where they are').click();
  await expect(dialog.getByText('4, offsets 0–3')).toBeVisible();
  const { records } = await readPage(ottla, topicName, { from: 'oldest', q: 'wanted' });
  const original = (records as unknown as Written[]).map(({ key, value, headers, timestamp }) => ({
    key,
    value,
    headers,
    timestamp,
  }));
  expect(original).toHaveLength(4);
  expect(await contentOf(ottla, target)).toEqual(original);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page).not.toHaveURL(/act=/);
  await expect(page).toHaveURL(/q=wanted/);
});

test('a copy of a whole topic goes on while its window is closed, is stopped, and says what was written', async ({
  page,
  ottla,
  topicName,
}) => {
  const target = `${topicName}-target`;
  await createTopic(ottla, topicName, 2);
  await createTopic(ottla, target, 2);
  await write(
    ottla,
    topicName,
    Array.from({ length: 3_000 }, (_, index) => ({ value: `v${index}`, partition: index % 2 })),
  );
  await page.goto(`${home}/topics/${topicName}/config`);
  await page.getByRole('button', { name: `Actions for ${topicName}` }).click();
  await page.getByRole('menuitem', { name: 'Copy messages to…' }).click();
  const dialog = page.getByRole('dialog', { name: `Copy messages of ${topicName}` });
  await expect(dialog).toContainText('All messages of the topic');
  await dialog.getByLabel('To topic').fill(target);
  await dialog.getByText('Same number').click();
  await dialog.getByLabel('Messages per second').fill('0');
  await expect(dialog.getByRole('alert')).toContainText('More than 0');
  // So few that one page of the API holds what is written before it is stopped, on a slow machine too.
  await dialog.getByLabel('Messages per second').fill('15');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByText(/^\d+ messages written$/)).toBeVisible();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Config', exact: true }).click();
  await expect(page.getByText('retention.ms').first()).toBeVisible();
  await page.getByRole('button', { name: `Actions for ${topicName}` }).click();
  await page.getByRole('menuitem', { name: 'Copy messages to…' }).click();
  await page.setViewportSize({ width: 390, height: 780 });
  await expectNoSidewaysScroll(page);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  const said = (await dialog.getByText(/^Stopped after/).textContent()) ?? '';
  const count = Number(/after ([\d,]+) messages/.exec(said)?.[1]?.replaceAll(',', ''));
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(3_000);
  expect(await contentOf(ottla, target)).toHaveLength(count);
});

test('a copy that was stopped goes on where it stopped, after its window was closed: each message once', async ({
  page,
  ottla,
  topicName,
}) => {
  const target = `${topicName}-target`;
  await createTopic(ottla, topicName, 2);
  await createTopic(ottla, target, 3);
  const values = Array.from({ length: 900 }, (_, index) => ({ key: `k${index % 20}`, value: `v${index}` }));
  await write(ottla, topicName, values);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest&act=copy`);
  const dialog = page.getByRole('dialog', { name: `Copy messages of ${topicName}` });
  await dialog.getByLabel('To topic').fill(target);
  await dialog.getByLabel('Messages per second').fill('150');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByText(/^\d+ messages written$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByText(/^Stopped after/)).toContainText('Going on takes each once: none twice, none left out.');
  await expectAccessible(page);
  await write(ottla, topicName, [{ key: 'k1', value: 'later' }]);

  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Copy to' }).click();
  await page.getByRole('menuitem', { name: 'Another topic…' }).click();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByText('With the runs before: 900 messages.')).toBeVisible({ timeout: 15_000 });
  await expect(dialog.getByRole('button', { name: 'Go on' })).toBeHidden();
  const { records } = await readPage(ottla, target, { from: 'oldest', n: '1000' });
  const copied = records.map(({ value }) => value?.text);
  expect(copied).toHaveLength(900);
  expect(new Set(copied)).toEqual(new Set(values.map(({ value }) => value)));
});

test('dead letters are redriven to the topics they failed in, after a dry run, and none goes round for ever', async ({
  page,
  ottla,
  topicName,
}) => {
  const [orders, payments] = [`${topicName}-orders`, `${topicName}-payments`];
  await createTopic(ottla, topicName, 2);
  await createTopic(ottla, orders, 3);
  await createTopic(ottla, payments, 1);
  const failed = (
    topic: string,
    value: Exclude<Written['value'], undefined>,
    more: NonNullable<Written['headers']> = [],
  ): Written => ({
    key: 'order-1',
    value,
    headers: [
      { key: 'trace', value: noText },
      { key: 'kafka_dlt-original-topic', value: topic },
      { key: 'kafka_dlt-exception-message', value: 'boom' },
      ...more,
    ],
  });
  const letters = [
    failed(orders, 'one'),
    failed(orders, noText),
    failed(orders, null),
    { value: 'from Connect', headers: [{ key: '__connect.errors.topic', value: payments }] },
    { value: 'no header' },
    failed(`${topicName}-gone`, 'unknown'),
    failed(topicName, 'its own'),
    failed(orders, 'tired', [{ key: 'ottla-redrive-count', value: '3' }]),
  ];
  await write(ottla, topicName, letters);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  await page.getByRole('button', { name: 'Copy to' }).click();
  await page.getByRole('menuitem', { name: /redrive/ }).click();
  const dialog = page.getByRole('dialog', { name: `Redrive ${topicName}` });
  await expect(dialog).toContainText('They stay here too');
  await expect(dialog.getByRole('button', { name: 'Redrive', exact: true })).toBeDisabled();
  await dialog.getByLabel('Times at most').fill('0');
  await expect(dialog.getByRole('alert')).toContainText('A whole number from 1');
  await expect(dialog.getByRole('button', { name: 'Dry run' })).toBeDisabled();
  await dialog.getByLabel('Times at most').fill('3');
  await dialog.getByLabel('Leave out the headers that tell of the failure').check();
  await dialog.getByRole('button', { name: 'Dry run' }).click();
  const table = dialog.getByRole('region', { name: 'Where messages go, and why others stay' });
  const row = (name: string | RegExp) => table.getByRole('row').filter({ hasText: name }).getByRole('cell').nth(1);
  await expect(row(orders)).toHaveText('3');
  await expect(row(payments)).toHaveText('1');
  await expect(row('no header names a topic')).toHaveText('1');
  await expect(row(`there is no topic ${topicName}-gone`)).toHaveText('1');
  await expect(row('the header names this topic')).toHaveText('1');
  await expect(row('went round as often as allowed')).toHaveText('1');
  expect(await contentOf(ottla, orders)).toEqual([]);
  await expectAccessible(page);

  // What comes after the dry run is not what was shown.
  await write(ottla, topicName, [failed(orders, 'later')]);
  await dialog.getByRole('button', { name: 'Redrive 4 messages' }).click();
  await expect(dialog).toContainText(/4 messages written in/);
  await expectAccessible(page);
  const headers = [
    { key: 'trace', value: noText },
    { key: 'ottla-redrive-count', value: { text: '1' } },
  ];
  expect(await contentOf(ottla, orders)).toMatchObject([
    { key: { text: 'order-1' }, value: { text: 'one' }, headers },
    { key: { text: 'order-1' }, value: noText, headers },
    { key: { text: 'order-1' }, value: null, headers },
  ]);
  expect(await contentOf(ottla, payments)).toMatchObject([{ key: null, value: { text: 'from Connect' } }]);
  expect(await contentOf(ottla, topicName)).toHaveLength(letters.length + 1);

  await page.setViewportSize({ width: 390, height: 780 });
  await expectNoSidewaysScroll(page);
  await dialog.getByText('Another header', { exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Dry run' })).toBeDisabled();
  await dialog.getByLabel('Name of the header').fill('trace');
  await dialog.getByRole('button', { name: 'Dry run' }).click();
  await expect(dialog.getByText('Nothing would be written.')).toBeInViewport();
  await expect(dialog.getByRole('button', { name: 'Redrive', exact: true })).toBeDisabled();
  await expect(row('the header holds no topic name')).toHaveText('7');
  await expect(row('no header names a topic')).toHaveText('2');
  await expectNoSidewaysScroll(page);
});

test('a cluster that is read-only takes no copy and no redrive, not even a dry run', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await createTopic(ottla, `${topicName}-target`);
  await write(ottla, topicName, [{ value: 'v' }]);
  const draft = { id: 'kept', name: 'Kept', colour: null, tls: null, sasl: null, readOnly: true };
  const data = { ...draft, bootstrapServers: ottla.bootstrapServers.split(',') };
  expect((await page.request.post('/api/v1/clusters', { data })).status()).toBe(201);
  for (const [verb, request] of [
    ['copy', { target: `${topicName}-target` }],
    ['copy?dryRun=true', { target: `${topicName}-target` }],
    ['redrive', {}],
  ] as const) {
    const refused = await page.request.post(`/api/v1/clusters/kept/topics/${topicName}/records/${verb}`, { data: request });
    expect([refused.status(), await refused.json()]).toMatchObject([403, { error: { code: 'READ_ONLY' } }]);
  }
  expect(await contentOf(ottla, `${topicName}-target`)).toEqual([]);
  await page.goto(`/c/kept/topics/${topicName}/messages?from=oldest&act=redrive`);
  await expect(page.getByRole('button', { name: 'Export…' })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Copy to' }).click();
  await expect(page.getByRole('menuitem', { name: 'Another cluster…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /redrive/ })).toBeHidden();
  expect((await page.request.delete('/api/v1/clusters/kept')).ok()).toBe(true);
});
