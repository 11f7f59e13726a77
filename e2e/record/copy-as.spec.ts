import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const run = promisify(execFile);

test('a record and a view are copied as commands that read just them', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 2);
  await publish(ottla, topicName, [
    { value: 'first', partition: 1 },
    { key: 'k', value: 'second', partition: 1 },
    { value: 'third', partition: 1 },
  ]);
  await page.goto(`${home}/topics/${topicName}/messages/1/1`);
  await page.getByRole('button', { name: 'Copy as…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Read this message elsewhere' });
  await expect(dialog.getByRole('region', { name: 'How kcat reads it' })).toContainText(`-t ${topicName} -p 1 -o 1 -c 1 -e`);
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: 'curl' }).check();
  const command = await dialog.getByRole('region', { name: 'How curl reads it' }).innerText();
  const { stdout } = await run('bash', ['-c', command]);
  expect(JSON.parse(stdout)).toMatchObject({ record: { partition: 1, offset: '1', value: { text: 'second' } } });
  await page.keyboard.press('Escape');

  await page.goto(`${home}/topics/${topicName}/messages?from=newest&p=1&q=third`);
  await expect(page.getByText('third').first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 780 });
  await page.getByRole('button', { name: 'Copy as…' }).click();
  await expect(page.getByText('It does not filter', { exact: false })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole('radio', { name: 'curl' }).check();
  const viewed = await run('bash', ['-c', await page.getByRole('region', { name: 'How curl reads it' }).innerText()]);
  const { records } = JSON.parse(viewed.stdout) as { records: { offset: string }[] };
  expect(records.map(({ offset }) => offset)).toEqual(['2']);
  await expectAccessible(page);
});
