import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test('a topic is created in the dialog, found by search, and deleted by typing its name', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, `${topicName}-other`);
  await page.goto(`${home}/topics`);
  await page.getByRole('button', { name: 'New topic' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New topic' });
  await dialog.getByLabel('Name').fill('no spaces please');
  await expect(dialog).toContainText('not “ ”');
  await dialog.getByLabel('Name').fill(topicName);
  await dialog.getByLabel('Partitions', { exact: true }).fill('3');
  await dialog.getByRole('button', { name: 'Create topic' }).click();
  await expect(page).toHaveURL(new RegExp(`${home}/topics/${topicName}`));
  await expect(page.getByText('3 partitions')).toBeVisible();

  await page.goto(`${home}/topics`);
  await page.getByLabel('Filter topics by name').fill(topicName.toUpperCase());
  await expect(page).toHaveURL(/q=/);
  const table = page.getByRole('region', { name: 'Topics of the cluster' });
  await expect(table.getByRole('link', { name: topicName, exact: true })).toBeVisible();
  await expect(table.getByRole('row'), 'the filtered list, at rest').toHaveCount(3);

  await page.getByRole('button', { name: `Actions for ${topicName}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const removal = page.getByRole('dialog');
  const confirm = removal.getByRole('button', { name: 'Delete topic' });
  await removal.getByLabel('Type the name to go on').fill(`${topicName}-other`);
  await expect(confirm).toBeDisabled();
  await removal.getByLabel('Type the name to go on').fill(topicName);
  await confirm.click();
  await expect(table.getByRole('link', { name: topicName, exact: true })).toBeHidden();
  await expect(table.getByRole('link', { name: `${topicName}-other` })).toBeVisible();
});

test('a name that is taken is refused in the dialog, and what was typed stays', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await page.goto(`${home}/topics`);
  await page.getByRole('button', { name: 'New topic' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New topic' });
  await dialog.getByLabel('Name').fill(topicName);
  await dialog.getByLabel('Partitions', { exact: true }).fill('7');
  await dialog.getByRole('button', { name: 'Create topic' }).click();
  await expect(
    dialog
      .getByRole('alert')
      .or(dialog.getByText(/exists/i))
      .first(),
  ).toBeVisible();
  await expect(dialog.getByLabel('Partitions', { exact: true })).toHaveValue('7');
});

test('internal topics are hidden until asked for, and rows tick while messages come', async ({
  page,
  ottla,
  kafka,
  topicName,
}) => {
  await createTopic(ottla, topicName);
  const admin = kafka.admin();
  await admin.connect();
  await admin.setOffsets({ groupId: `${topicName}-group`, topic: topicName, partitions: [{ partition: 0, offset: '0' }] });
  await admin.disconnect();
  await page.goto(`${home}/topics?q=consumer_offsets`);
  const table = page.getByRole('region', { name: 'Topics of the cluster' });
  await expect(page.getByText('No topic matches')).toBeVisible();
  await expect(table.getByRole('link', { name: '__consumer_offsets' })).toBeHidden();
  await page.getByLabel('Internal topics').click();
  await expect(table.getByRole('link', { name: '__consumer_offsets' })).toBeVisible();

  await page.goto(`${home}/topics?q=${topicName}`);
  const row = table.getByRole('row').filter({ hasText: topicName });
  await publish(ottla, topicName, [{ value: 'one' }, { value: 'two' }]);
  await expect(row.getByRole('cell', { name: '2', exact: true })).toBeVisible({ timeout: 15_000 });
});

test('the palette finds a topic from any page, by keyboard alone', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await page.goto(home);
  await expect(page.getByRole('heading', { name: 'Connect your client' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find' })).toBeFocused();
  await page.keyboard.type(topicName);
  await expect(page.getByRole('option', { name: new RegExp(topicName), selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${home}/topics/${topicName}`));

  await page.keyboard.press('Control+k');
  await page.keyboard.type('add a cluster');
  await expect(page.getByRole('option', { name: /Add a cluster/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Add a cluster' })).toBeVisible();
});
