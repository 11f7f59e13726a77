import { createTopic, publish, readPage } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test('a message is published beside the live table: the target is known before, the row appears', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 6);
  await page.goto(`${home}/topics/${topicName}/messages?from=live`);
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  const opener = page.getByRole('button', { name: 'Publish', exact: true }).first();
  await expect(form.or(opener).first()).toBeVisible();
  if (!(await form.isVisible())) await opener.click();
  await form.getByLabel('Key', { exact: true }).fill('customer-7042');
  await expect(form.getByText(/the key goes to/)).toBeVisible();
  const target = (await form.getByText(/the key goes to/).textContent())?.match(/p(\d)/)?.[1];
  await form.getByLabel('Value', { exact: true }).fill('{"id":1,"amount":12.5');
  await expect(form.getByText(/it ends too early/)).toBeVisible();
  await form.getByLabel('Value', { exact: true }).fill('{"id":90411,"amount":12.5}');
  await form.getByRole('button', { name: 'Format' }).click();
  await form.getByRole('button', { name: '+ add' }).click();
  await form.getByLabel('Name of header 1').fill('trace-id');
  await form.getByLabel('Value of header 1').fill('a');
  await form.getByRole('button', { name: '+ add' }).click();
  await form.getByLabel('Name of header 2').fill('trace-id');
  await form.getByLabel('Kind of header 2').selectOption('null');
  await form.getByLabel('Compression').selectOption('zstd');
  await form.getByLabel('Value', { exact: true }).press('Control+Enter');
  await expect(form.getByText(/Written to/)).toContainText('offset 0');
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'customer-7042' })).toHaveClass(/lights-up/);
  await expect(form.getByLabel('Key', { exact: true })).toHaveValue('customer-7042');

  const { records } = await readPage(ottla, topicName, { from: 'oldest' });
  expect(records).toMatchObject([
    {
      partition: Number(target),
      key: { text: 'customer-7042' },
      value: { text: '{\n  "id": 90411,\n  "amount": 12.5\n}' },
      headers: [
        { key: 'trace-id', value: { text: 'a' } },
        { key: 'trace-id', value: null },
      ],
      batch: { codec: 'zstd' },
    },
  ]);
});

test('null and empty are different, and both can be published', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await page.goto(`${home}/topics/${topicName}/publish`);
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  await form.getByRole('radiogroup', { name: 'What the Value is' }).getByRole('radio', { name: 'null' }).check();
  await form.getByRole('radiogroup', { name: 'What the Key is' }).getByRole('radio', { name: 'empty' }).check();
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByText(/Written to/)).toBeVisible();
  await form.getByRole('radiogroup', { name: 'What the Value is' }).getByRole('radio', { name: 'empty' }).check();
  await form.getByRole('radiogroup', { name: 'What the Key is' }).getByRole('radio', { name: 'null' }).check();
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByText(/Written to/)).toContainText('offset 1');
  const { records } = await readPage(ottla, topicName, { from: 'oldest' });
  expect(records).toMatchObject([
    { key: { text: '' }, value: null },
    { key: null, value: { text: '' } },
  ]);
});

test('a refusal of the broker is shown in the form, and nothing typed is lost', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1, { 'max.message.bytes': '300' });
  await page.goto(`${home}/topics/${topicName}/publish`);
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  const large = 'x'.repeat(1000);
  await form.getByLabel('Value', { exact: true }).fill(large);
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByRole('alert')).toContainText('max.message.bytes');
  await expect(form.getByLabel('Value', { exact: true })).toHaveValue(large);
  await form.getByLabel('Value', { exact: true }).fill('small');
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByText(/Written to/)).toContainText('offset 0');
});

test('a record is published again from its own page', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [{ key: 'k', value: 'once more', headers: [{ key: 'h', value: '1' }] }]);
  await page.goto(`${home}/topics/${topicName}/messages/0/0`);
  await page.getByRole('link', { name: 'Publish again…' }).click();
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  await expect(form.getByLabel('Value', { exact: true })).toHaveValue('once more');
  await expect(form.getByLabel('Name of header 1')).toHaveValue('h');
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByText(/Written to/)).toContainText('offset 1');
});
