import { createTopic, publish } from '../fixtures/api';
import { apiHome, home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

test('topics are selected by pointer and keyboard, and the selection outlives filter, sorting and ticks', async ({
  page,
  ottla,
  topicName,
}) => {
  const names = ['a', 'b', 'c', 'd'].map((letter) => `${topicName}-${letter}`);
  for (const name of names) await createTopic(ottla, name);
  await page.goto(`${home}/topics?q=${topicName}`);
  const table = page.getByRole('region', { name: 'Topics of the cluster' });
  const box = (letter: string) => table.getByRole('checkbox', { name: `Select ${topicName}-${letter}`, exact: true });
  const all = table.getByRole('checkbox', { name: 'Select all topics of this page' });
  const bar = page.getByRole('region', { name: 'Selected topics' });
  await expect(box('d')).not.toBeChecked();
  await expect(bar).toBeHidden();
  const left = async () => (await table.getByRole('columnheader', { name: 'Messages' }).boundingBox())?.x;
  await expect(table.getByRole('row').last()).toContainText('0 B');
  const leftBefore = await left();

  await box('a').focus();
  await page.keyboard.press('Space');
  await expect(bar).toContainText('1 topic selected');
  await expect.poll(left, { message: 'columns stay where they are' }).toBe(leftBefore);
  await box('c').click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('3 topics selected');
  await expect(box('b')).toBeChecked();
  await expect(box('d')).not.toBeChecked();
  await expect(all).toHaveJSProperty('indeterminate', true);
  await expectAccessible(page);
  await all.click();
  await expect(bar).toContainText('4 topics selected');
  await expect(all).toBeChecked();

  await page.getByLabel('Filter topics by name').fill(`${topicName}-b`);
  await expect(table.getByRole('row')).toHaveCount(2);
  await box('b').uncheck();
  await expect(bar).toContainText('3 topics selected');
  await page.getByLabel('Filter topics by name').fill(topicName);
  await expect(table.getByRole('row')).toHaveCount(5);
  await table.getByRole('button', { name: 'Messages', exact: true }).click();
  await expect(page).toHaveURL(/sort=-messages/);
  await publish(ottla, `${topicName}-d`, [{ value: 'v' }]);
  await expect(table.getByRole('row').nth(1)).toContainText(`${topicName}-d`, { timeout: 15_000 });
  await expect(box('b')).not.toBeChecked();
  for (const letter of ['a', 'c', 'd']) await expect(box(letter)).toBeChecked();

  expect((await page.request.delete(`${apiHome}/topics/${topicName}-c`)).ok()).toBe(true);
  await expect(bar, 'what is gone leaves the selection').toContainText('2 topics selected');
  await page.getByLabel('Filter topics by name').fill(`${topicName}-b`);
  await expect(table.getByRole('row')).toHaveCount(2);
  expect((await page.request.delete(`${apiHome}/topics/${topicName}-a`)).ok()).toBe(true);
  await expect(bar, 'also when it is out of sight').toContainText('1 topic selected', { timeout: 15_000 });
  await bar.getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar).toBeHidden();
});

test('several topics are deleted by typing their number; what is refused stays selected with its reason', async ({
  page,
  ottla,
  topicName,
}) => {
  const names = ['a', 'b', 'c'].map((letter) => `${topicName}-${letter}`);
  for (const name of names) await createTopic(ottla, name);
  await publish(ottla, `${topicName}-a`, [{ value: 'one' }, { value: 'two' }]);
  await page.goto(`${home}/topics?q=${topicName}`);
  const table = page.getByRole('region', { name: 'Topics of the cluster' });
  const bar = page.getByRole('region', { name: 'Selected topics' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await table.getByRole('checkbox', { name: 'Select all topics of this page' }).click();
  await bar.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 3 topics?' });
  for (const name of names) await expect(dialog.getByRole('cell', { name, exact: true })).toBeVisible();
  await expect(dialog.getByRole('row').filter({ hasText: `${topicName}-a` })).toContainText(/2.*B/);
  await expectAccessible(page);
  const confirm = dialog.getByRole('button', { name: 'Delete 3 topics' });
  await dialog.getByLabel('Type the number of topics to go on').fill('2');
  await expect(confirm).toBeDisabled();

  const refused = `${topicName}-b`;
  await page.route(`**/topics/${refused}`, async (route) => {
    if (route.request().method() !== 'DELETE') return route.fallback();
    const error = { code: 'NOT_AUTHORIZED', message: 'no', retriable: false, requestId: 'r', details: {} };
    return route.fulfill({ status: 403, json: { error } });
  });
  await dialog.getByLabel('Type the number of topics to go on').fill('3');
  await confirm.click();
  await expect(dialog).toBeHidden();
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(bar).toContainText('1 topic selected');
  await expect(bar.getByRole('alert')).toContainText(refused);
  await expect(table.getByRole('checkbox', { name: `Select ${refused}` })).toBeChecked();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 780 });
  await expectNoSidewaysScroll(page);

  await page.unroute(`**/topics/${refused}`);
  await bar.getByRole('button', { name: 'Delete…' }).click();
  const again = page.getByRole('dialog', { name: 'Delete 1 topic?' });
  await expectNoSidewaysScroll(page);
  await again.getByLabel('Type the number of topics to go on').fill('۱');
  await again.getByRole('button', { name: 'Delete 1 topic' }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByText('No topic matches')).toBeVisible();
});

test('where nothing can be deleted nothing can be selected', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const draft = { id: 'fixed', name: 'Fixed', colour: null, tls: null, sasl: null, readOnly: true };
  const data = { ...draft, bootstrapServers: ottla.bootstrapServers.split(',') };
  expect((await page.request.post('/api/v1/clusters', { data })).status()).toBe(201);
  await page.goto(`/c/fixed/topics?q=${topicName}`);
  await expect(page.getByRole('link', { name: topicName, exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Topics of the cluster' }).getByRole('checkbox')).toHaveCount(0);
  expect((await page.request.delete('/api/v1/clusters/fixed')).ok()).toBe(true);
});
