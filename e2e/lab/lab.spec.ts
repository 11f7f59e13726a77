import { actOnBroker, createTopic, heal, readPartitions } from '../fixtures/api';
import { removeDirectory, startOttla, temporaryDirectory } from '../fixtures/ottla';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test.use({ brokers: 3 });

test.afterEach(({ ottla }) => heal(ottla));

test('wiping asks, and says what would be lost', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1, {}, 1);
  const broker = (await readPartitions(ottla, topicName))[0]?.leader ?? 1;
  await actOnBroker(ottla, broker, 'stop');
  await page.goto(`/c/local/lab?topic=${topicName}`);
  await page.getByRole('button', { name: `Wipe data…: broker ${broker}` }).click();
  const dialog = page.getByRole('dialog', { name: `Wipe the data of broker ${broker}?` });
  await expect(dialog.getByText(/only copy there/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Keep the data' }).click();
  await expect(dialog).toBeHidden();
});

test('a wiped broker comes back and copies everything from the leaders', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3, {}, 3);
  await page.goto(`/c/local/lab?topic=${topicName}`);
  await page.getByRole('button', { name: 'Stop: broker 3' }).click();
  const wipe = page.getByRole('button', { name: 'Wipe data…: broker 3' });
  await wipe.click({ timeout: 20_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Wipe', exact: true }).click();
  await expect(page.getByText('The data of broker 3 was wiped').first()).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Start: broker 3' }).click();
  await expect
    .poll(async () => (await readPartitions(ottla, topicName)).every(({ isr }) => isr.length === 3), { timeout: 40_000 })
    .toBe(true);
});

test('preferred leaders are elected from here', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 3, {}, 3);
  const preferred = (await readPartitions(ottla, topicName)).map(({ replicas }) => replicas[0]);
  await actOnBroker(ottla, 2, 'restart');
  await page.goto(`/c/local/lab?topic=${topicName}`);
  await expect
    .poll(async () => (await readPartitions(ottla, topicName)).every(({ isr }) => isr.length === 3), { timeout: 30_000 })
    .toBe(true);
  await page.getByRole('button', { name: 'Elect preferred leaders' }).click();
  await expect
    .poll(async () => (await readPartitions(ottla, topicName)).map(({ leader }) => leader), { timeout: 15_000 })
    .toEqual(preferred);
});

test('the proof starts, stops, and starts from zero after a reset', async ({ page, ottla }) => {
  await page.goto('/c/local/lab');
  await page.getByRole('button', { name: /Start the producer|Go on/ }).click();
  const stop = page.getByRole('button', { name: 'Stop the producer' });
  await expect(stop).toBeVisible({ timeout: 20_000 });
  await stop.click();
  await expect(page.getByText(/Every acknowledged write was looked for/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Reset counts' }).click();
  await expect(page.getByRole('button', { name: 'Start the producer' })).toBeVisible();
  const response = await fetch(`${ottla.consoleUrl}/api/v1/clusters/local/lab/proof`);
  expect(await response.json()).toMatchObject({ state: 'idle', acknowledged: 0 });
});

test('the lab of a cluster that is not ours explains itself', async ({ page, ottla }) => {
  const directory = await temporaryDirectory();
  const other = await startOttla(directory, ['--no-local', '--bootstrap-servers', ottla.bootstrapServers]);
  try {
    await page.goto(`${other.consoleUrl}/c/default/lab`);
    await expect(page.getByRole('heading', { name: 'The lab is for the cluster that Ottla runs itself' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Lab' })).toHaveCount(0);
    const response = await fetch(`${other.consoleUrl}/api/v1/clusters/default/brokers/1/kill`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: { code: 'NOT_LOCAL' } });
  } finally {
    await other.stop();
    await removeDirectory(directory);
  }
});

test('the lab with a dead broker is accessible and fits a phone', async ({ page, ottla }) => {
  await actOnBroker(ottla, 2, 'kill');
  await page.goto('/c/local/lab');
  await expect(page.getByText(/killed .* ago/)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
});

/** Goal: the lab needs no mouse. Focus is never lost with a button that was pressed and is gone. */
test('a broker is killed, kept from wiping, and started by keyboard', async ({ page }) => {
  await page.goto('/c/local/lab');
  const card = page.getByRole('region', { name: 'Broker 3', exact: true });
  await card.getByRole('button', { name: 'Stop: broker 3' }).focus();
  await page.keyboard.press('Tab');
  await expect(card.getByRole('button', { name: 'Kill −9: broker 3' })).toBeFocused();
  await page.keyboard.press('Enter');
  const start = card.getByRole('button', { name: 'Start: broker 3' });
  await expect(start).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Wipe the data of broker 3?' });
  await expect(dialog.getByRole('button', { name: 'Keep the data' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(dialog.getByRole('button', { name: 'Wipe', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(card.getByRole('button', { name: 'Wipe data…: broker 3' })).toBeFocused();
  await start.press('Enter');
  await expect(card.getByRole('button', { name: 'Stop: broker 3' })).toBeVisible({ timeout: 20_000 });
  await expect(card.getByRole('button').filter({ visible: true }).and(page.locator(':focus'))).toHaveCount(1);
});
