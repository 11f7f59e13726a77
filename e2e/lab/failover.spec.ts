import type { Page } from '@playwright/test';
import { heal, readPartitions } from '../fixtures/api';
import { expect, test } from '../fixtures/test';

test.use({ brokers: 3 });

const labTopic = 'ottla.lab';

/** What the card counts, as a number. */
async function counted(page: Page, name: string): Promise<number> {
  const text = await page.getByRole('group', { name: 'Proof' }).getByText(name, { exact: true }).locator('..').innerText();
  return Number(text.replace(name, '').replaceAll(/\D/g, ''));
}

const acknowledged = (page: Page): Promise<number> => counted(page, 'Acknowledged so far, acks = all');

async function startProof(page: Page): Promise<void> {
  await page.goto(`/c/local/lab?topic=${labTopic}`);
  await page.getByRole('button', { name: 'Start the producer' }).click();
  await expect.poll(() => acknowledged(page), { timeout: 30_000 }).toBeGreaterThan(60);
}

async function stopProof(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop the producer' }).click();
  await expect(page.getByText('Every acknowledged write was looked for.')).toBeVisible({ timeout: 30_000 });
  expect(await counted(page, 'Lost')).toBe(0);
  expect(await counted(page, 'Doubled')).toBe(0);
  await page.getByRole('button', { name: 'Reset counts' }).click();
}

test.afterEach(({ ottla }) => heal(ottla));

/** Goal: a failover is seen within a second, told, and costs nothing. Method: kill the leader of a partition under a producer. */
test('kill −9 of a leader: discs move, the event line says so, nothing acknowledged is lost', async ({ page, ottla }) => {
  await startProof(page);
  const partitions = await readPartitions(ottla, labTopic);
  const led = partitions.find(({ leader }) => leader !== null);
  const victim = led?.leader ?? 0;
  const partition = led?.partition ?? 0;
  const row = page
    .getByRole('region', { name: `Partitions of ${labTopic}` })
    .getByRole('row')
    .filter({ hasText: `p${partition}` });
  await expect(row.getByRole('img', { name: `Broker ${victim}: leader` })).toBeVisible();
  const card = page.getByRole('region', { name: `Broker ${victim}`, exact: true });
  await card.getByRole('button', { name: `Kill −9: broker ${victim}` }).click();
  const killedMs = Date.now();
  await expect(row.getByRole('img', { name: /leader/ })).toHaveAttribute(
    'aria-label',
    new RegExp(`^Broker (?!${victim})\\d: leader`),
  );
  const movedMs = Date.now() - killedMs;
  expect(movedMs, 'milliseconds until the disc moved').toBeLessThan(2_500);
  await expect(row.getByRole('img', { name: `Broker ${victim}: offline` })).toBeVisible();
  await expect(card.getByText(/killed .* ago/)).toBeVisible();
  await expect(page.getByText(/is now led by broker|are now led by broker/).first()).toBeVisible();
  await expect(page.getByText(`Broker ${victim} was killed`).first()).toBeVisible();
  await expect(page.getByText(/^2 of 3 brokers · \d+ under-replicated$/)).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: `Broker ${victim} does not answer` })).toContainText('It was killed.');
  const before = await acknowledged(page);
  await expect.poll(() => acknowledged(page), { timeout: 20_000 }).toBeGreaterThan(before + 60);
  await card.getByRole('button', { name: `Start: broker ${victim}` }).click();
  await expect(card.getByText(/up /)).toBeVisible({ timeout: 20_000 });
  await expect(row.getByRole('img', { name: `Broker ${victim}: follower in sync` })).toBeVisible({ timeout: 20_000 });
  await stopProof(page);
});

test('a frozen broker is passed over and comes back when it thaws', async ({ page, ottla }) => {
  await startProof(page);
  const victim = (await readPartitions(ottla, labTopic))[0]?.leader ?? 1;
  const card = page.getByRole('region', { name: `Broker ${victim}`, exact: true });
  await card.getByRole('button', { name: `Freeze: broker ${victim}` }).click();
  await expect(card.getByText(/frozen for/)).toBeVisible();
  await expect(page.getByText(`Broker ${victim} was frozen`).first()).toBeVisible();
  await expect.poll(async () => (await readPartitions(ottla, labTopic))[0]?.leader, { timeout: 15_000 }).not.toBe(victim);
  const before = await acknowledged(page);
  await expect.poll(() => acknowledged(page), { timeout: 20_000 }).toBeGreaterThan(before + 60);
  await card.getByRole('button', { name: `Thaw: broker ${victim}` }).click();
  await expect(page.getByText(`Broker ${victim} goes on`).first()).toBeVisible();
  await stopProof(page);
});

test('a stopped broker hands over and stays down until it is started', async ({ page, ottla }) => {
  await startProof(page);
  const victim = (await readPartitions(ottla, labTopic))[0]?.leader ?? 1;
  const card = page.getByRole('region', { name: `Broker ${victim}`, exact: true });
  await card.getByRole('button', { name: `Stop: broker ${victim}` }).click();
  await expect(card.getByText(/stopped .* ago/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(`Broker ${victim} was stopped`).first()).toBeVisible();
  await card.getByRole('button', { name: `Start: broker ${victim}` }).click();
  await expect(card.getByText(/up /)).toBeVisible({ timeout: 20_000 });
  await stopProof(page);
});
