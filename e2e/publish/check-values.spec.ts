import { createTopic, readPage } from '../fixtures/api';
import { home } from '../fixtures/home';
import { holdNext } from '../fixtures/network';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

const schema = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, lines: { type: 'array', items: { properties: { quantity: { type: 'integer' } } } } },
};
const bad = '{"id":1,"lines":[{"quantity":2},{"quantity":"two"}]}';
const good = '{"id":1,"lines":[{"quantity":2}]}';
const problem = 'value.lines[1].quantity: expected integer, found "two"';

test('a value that is not as a pasted schema wants is named by its place and refused; lines are, too', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName);
  await openInTheme(page, `${home}/topics/${topicName}/publish`, 'dark');
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  await form.getByLabel('Value', { exact: true }).fill(bad);
  await form.getByText('Check values by a schema').click();
  await form.getByLabel('Schema to check by').selectOption('a pasted schema');
  await form.getByLabel('Schema', { exact: true }).fill('{"type":"record","name":"A","fields":[]}');
  await expect(form.getByRole('radio', { name: 'Avro' })).toBeChecked();
  await expect(form.getByText('value.id: A has no such field')).toBeVisible();
  await form.getByLabel('Schema', { exact: true }).fill(JSON.stringify(schema));
  await expect(form.getByText(problem)).toBeVisible();
  await expectAccessible(page);
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByRole('alert')).toContainText(problem);
  await page.setViewportSize({ width: 360, height: 720 });
  await expectNoSidewaysScroll(page);
  expect((await readPage(ottla, topicName, { from: 'oldest' })).records).toEqual([]);

  await page.reload();
  await page.route('**/records/check', (route) => route.abort());
  await form.getByLabel('Value', { exact: true }).fill('{"id":2}');
  await expect(form.getByText('The console does not answer.')).toBeVisible();
  await expect(form.getByText('fits the schema')).toBeHidden();
  await page.unroute('**/records/check');
  await form.getByLabel('Value', { exact: true }).fill(good);
  await expect(form.getByText('fits the schema')).toBeVisible();
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByText(/Written to/)).toContainText('offset 0');

  await page.getByRole('radiogroup', { name: 'What to publish from' }).getByRole('radio', { name: 'Many' }).check();
  await page.getByLabel('Messages, one on a line').fill([good, bad, good].map((value) => `{"value":${value}}`).join('\n'));
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText('2 messages can be published.')).toBeVisible();
  await expect(page.getByText(`line 2: ${problem}`)).toBeVisible();
  await page.getByRole('button', { name: 'Publish them' }).click();
  await expect(page.getByText(/^2 messages written in/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  const { records } = await readPage(ottla, topicName, { from: 'oldest' });
  expect(records.map(({ value }) => value?.text)).toEqual([good, good, good]);
});

test('a sample of the schema is filled in, fits it, and gives back what stood there', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await openInTheme(page, `${home}/topics/${topicName}/publish`, 'light');
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  const value = form.getByLabel('Value', { exact: true });
  await value.fill(bad);
  await form.getByText('Check values by a schema').click();
  await form.getByLabel('Schema to check by').selectOption('a pasted schema');
  await form.getByLabel('Schema', { exact: true }).fill(JSON.stringify(schema));
  await form.getByRole('button', { name: 'Fill in a sample' }).click();
  await expect(form.getByText('fits the schema')).toBeVisible();
  await expect(value).toHaveValue(/"quantity": \d+/);
  await expectAccessible(page);
  const fillIn = form.getByRole('button', { name: 'Fill in a sample' });
  const back = form.getByRole('button', { name: 'Back to what stood there' });
  await fillIn.click();
  await expect(fillIn).toBeEnabled();
  await back.click();
  await expect(value).toHaveValue(bad);
  await expect(back).toBeHidden();
  await expect(form.getByText(problem)).toBeVisible();

  await fillIn.click();
  await expect(back).toBeVisible();
  const late = await holdNext(page, '**/value-schemas/sample');
  await fillIn.click();
  await back.click();
  await late.release();
  await expect(fillIn).toBeEnabled();
  await expect(value).toHaveValue(bad);
  await expect(form.getByText(problem)).toBeVisible();
  await fillIn.click();
  await expect(form.getByText('fits the schema')).toBeVisible();
  await form.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByText(/Written to/)).toContainText('offset 0');
  const { records } = await readPage(ottla, topicName, { from: 'oldest' });
  expect(JSON.parse(records[0]?.value?.text ?? '')).toMatchObject({ id: expect.any(Number) });
});

test('a sample that cannot be had says why, in one line, and not of another schema', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await openInTheme(page, `${home}/topics/${topicName}/publish`, 'dark');
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  const value = form.getByLabel('Value', { exact: true });
  await value.fill('{}');
  await form.getByText('Check values by a schema').click();
  await form.getByLabel('Schema to check by').selectOption('a pasted schema');
  const endless = { type: 'object', required: ['next'], properties: { next: { $ref: '#' } } };
  await form.getByLabel('Schema', { exact: true }).fill(JSON.stringify(endless));
  const fillIn = form.getByRole('button', { name: 'Fill in a sample' });
  await fillIn.click();
  const said = form.getByRole('alert');
  await expect(said).toHaveText('Not filled in: No value of this schema can be made up. it refers to itself without an end');
  await expect(value).toHaveValue('{}');
  await expectAccessible(page);
  await form.getByLabel('Schema', { exact: true }).fill(JSON.stringify(schema));
  await expect(said).toBeHidden();
  await page.route('**/value-schemas/sample', (route) => route.abort());
  await fillIn.click();
  await expect(said).toHaveText('Not filled in: The console does not answer.');
  await expect(fillIn).toBeEnabled();
});
