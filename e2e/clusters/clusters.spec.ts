import { createTopic } from '../fixtures/api';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test('a cluster is added after a test of its connection, is read-only as it was asked to be, and is removed', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName);
  await page.goto('/c/local');
  await page.getByRole('button', { name: /^Live connection.*local/ }).click();
  await page.getByRole('menuitem', { name: 'Add a cluster…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a cluster' });
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog.getByText('Give it a name.')).toBeVisible();

  await dialog.getByLabel('Name', { exact: true }).fill('The Mirror');
  await dialog.getByLabel('Colour').selectOption('red');
  await dialog.getByLabel('Bootstrap servers').fill('localhost:1');
  await dialog.getByRole('switch', { name: 'Read-only' }).click();
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  const report = dialog.getByRole('region', { name: 'Result of the test' });
  await expect(report).toContainText('The port answers');
  await expect(report).toContainText('Nothing listens on this port there.');
  await expect(dialog.getByRole('button', { name: 'Add anyway' })).toBeVisible();
  await expectAccessible(page);

  await dialog.getByLabel('Bootstrap servers').fill(ottla.bootstrapServers);
  await expect(report).toBeHidden();
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(report).toContainText('The connection works.');
  await expect(report).toBeInViewport();
  await dialog.getByRole('button', { name: 'Add cluster' }).click();

  await expect(page).toHaveURL(/\/c\/the-mirror$/);
  await expect(page.getByRole('button', { name: /The Mirror\s*read-only/ })).toBeVisible();
  await page.goto(`/c/the-mirror/topics/${topicName}`);
  await expect(page.getByRole('link', { name: 'Partitions', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Publish', exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: /publish/i })).toBeHidden();
  await page.goto(`/c/the-mirror/topics/${topicName}/publish`);
  await expect(page.getByText('This cluster is read-only here')).toBeVisible();
  const refused = await page.request.delete(`/api/v1/clusters/the-mirror/topics/${topicName}`);
  expect([refused.status(), await refused.json()]).toMatchObject([403, { error: { code: 'READ_ONLY' } }]);

  await page.goto('/');
  await expect(page.getByRole('link', { name: 'The Mirror' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Actions for The Mirror' }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('link', { name: 'The Mirror' })).toBeHidden();
  await page.goto('/');
  await expect(page).toHaveURL(/\/c\/local$/);
});

test('of a cluster that never answered nothing is counted, and nothing is said to have been read', async ({ page, ottla }) => {
  const clusters = `${ottla.consoleUrl}/api/v1/clusters`;
  const draft = { id: 'silent', name: 'Silent', readOnly: false, colour: null, tls: null, sasl: null };
  const data = { ...draft, bootstrapServers: ['localhost:1'] };
  expect((await page.request.post(clusters, { data })).status()).toBe(201);
  await page.goto('/c/silent');
  await expect(page.getByRole('heading', { name: 'Silent', exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/^The cluster does not answer at localhost:1/);
  await expect(page.getByText('Trying again every second')).toBeVisible();
  await expect(page.getByText(/read before|Stored|0 topics|being written/)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Topics', exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Live connection: open, but the cluster does not answer' })).toBeVisible();
  await expectAccessible(page);
  for (const path of [
    'topics',
    'topics/t',
    'topics/t/messages?from=newest',
    'topics/t/config',
    'tail?topics=a,b',
    'groups',
    'brokers',
  ]) {
    await page.goto(`/c/silent/${path}`);
    await expect(page.getByText('Not read yet; it appears here by itself.'), path).toHaveCount(1);
    await expect(page.getByRole('main').getByRole('alert'), path).toHaveText(/^The cluster does not answer at localhost:1/);
  }
  expect((await page.request.delete(`${clusters}/silent`)).ok()).toBe(true);
});
