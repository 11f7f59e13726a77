import { createTopic, readPage } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

test('placeholders are filled, what was sent is kept, searched, sent again and saved as a template', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 2);
  await openInTheme(page, `${home}/topics/${topicName}/publish`, 'light');
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  const view = (name: string) => page.getByRole('radiogroup', { name: 'What to publish from' }).getByRole('radio', { name });
  await form.getByLabel('Key', { exact: true }).fill('order-{{counter 100}}');
  await form.getByLabel('Value', { exact: true }).fill('{"id":{{counter}},"n":{{int 5 1}}}');
  await expect(form.getByRole('alert')).toContainText('{{int 5 1}} cannot be filled');
  await expect(form.getByRole('button', { name: /^Publish/ })).toBeDisabled();
  await form.getByLabel('Value', { exact: true }).fill('{"id":{{counter}},"at":"{{now}}","by":"{{name}}","x":"{{user.name}}"}');
  await expect(form.getByText('JSON · valid')).toBeVisible();
  await expect(form.getByText('each message has a key of its own')).toBeVisible();
  await expectAccessible(page);
  for (const sent of [0, 1]) {
    await form.getByRole('button', { name: /^Publish/ }).click();
    await expect(form.getByText(`Counters have counted ${sent + 1} message`)).toBeVisible();
    await expect(form.getByText(/Written to/)).toBeVisible();
    await expect(form.getByRole('button', { name: /^Publish/ })).toBeEnabled();
  }

  await view('Templates').check();
  await page.getByLabel('Save the message in the form as').fill('an order');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('list', { name: 'Templates' })).toContainText('order-{{counter 100}}');
  await expectAccessible(page);

  await view('History').check();
  const rows = page.getByRole('list', { name: 'Published messages' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Find in what was published').fill('ORDER-100');
  await expect(rows).toHaveCount(1);
  await rows.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText(/Written to/)).toBeVisible();
  await expect(rows).toHaveCount(2);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 720 });
  await expectNoSidewaysScroll(page);

  await page.reload();
  await view('Templates').check();
  await page.getByRole('button', { name: 'Use' }).click();
  await expect(form.getByLabel('Key', { exact: true })).toHaveValue('order-{{counter 100}}');

  const { records } = await readPage(ottla, topicName, { from: 'oldest' });
  const keys = records.map((record) => (record as { key?: { text?: string } }).key?.text);
  expect(keys.toSorted()).toEqual(['order-100', 'order-100', 'order-101']);
  const texts = records.map(({ value }) => value?.text ?? '');
  for (const text of texts) {
    expect(text).toMatch(/^\{"id":[12],"at":"20\d\d-[^"]+Z","by":"\p{L}+ \p{L}+","x":"\{\{user\.name\}\}"\}$/u);
  }
  expect(new Set(texts).size).toBe(2);
});
