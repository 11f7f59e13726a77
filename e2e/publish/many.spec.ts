import { createTopic, readPage } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

test('lines are pasted, looked at, tried and published; what cannot be read is named by its line', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 3, { 'max.message.bytes': '2000' });
  await openInTheme(page, `${home}/topics/${topicName}/publish`, 'light');
  await page.getByRole('radiogroup', { name: 'What to publish from' }).getByRole('radio', { name: 'Many' }).check();
  const few = [
    '{"key":"a","value":{"id":12345678901234567890},"partition":1}',
    '{"key":"b","value":',
    `{"key":"c","value":"${'x'.repeat(5_000)}"}`,
    '{"key":"d","value":"<b>bold</b>","partition":7}',
  ];
  const lines = [...few, ...Array.from({ length: 2_500 }, (_, index) => `{"key":"k${index}","value":"${index}","partition":0}`)];
  await page.getByLabel('Messages, one on a line').fill(few.join('\n'));
  const preview = page.getByRole('region', { name: 'The first messages' });
  await expect(preview).toContainText('{"id":12345678901234567890}');
  await expect(preview).toContainText('not JSON');
  await expect(preview).toContainText('<b>bold</b>');
  await expectAccessible(page);
  await page.getByLabel('Messages, one on a line').evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, lines.join('\n'));
  await expect(page.getByText('Pasted text')).toBeVisible();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText('2,501 messages can be published.')).toBeVisible();
  await expect(page.getByText('line 2: not JSON')).toBeVisible();
  await expect(page.getByText(/^line 3: It has 5,?\d+ bytes/)).toBeVisible();
  await expect(page.getByText(/^line 4: .*no partition 7/)).toBeVisible();
  expect((await readPage(ottla, topicName, { from: 'oldest' })).records).toEqual([]);

  await page.getByRole('button', { name: 'Publish them' }).click();
  await expect(page.getByText(/^2,501 messages written in/)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 720 });
  await expectNoSidewaysScroll(page);
  const { records } = await readPage(ottla, topicName, { from: 'oldest', p: '1' });
  expect(records.map(({ value }) => value?.text)).toEqual(['{"id":12345678901234567890}']);
  const own = await readPage(ottla, topicName, { from: 'newest', p: '0', n: '1' });
  expect(own.records[0]).toMatchObject({ offset: '2499', value: { text: '2499' } });
});

test('a CSV file is read by its columns', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  await page.goto(`${home}/topics/${topicName}/publish`);
  await page.getByRole('radiogroup', { name: 'What to publish from' }).getByRole('radio', { name: 'Many' }).check();
  const text = 'id;name;note\r\n007;"Ada; Lovelace";"two\r\nlines"\r\n008;Grace;\r\n';
  await page.getByLabel('Choose a file…').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByText('people.csv')).toBeVisible();
  await page.getByLabel('Key', { exact: true }).selectOption('id');
  await expect(page.getByRole('region', { name: 'The first messages' })).toContainText('{"id":"007","name":"Ada; Lovelace"');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish them' }).click();
  await expect(page.getByText(/^2 messages written in/)).toBeVisible();
  const { records } = await readPage(ottla, topicName, { from: 'oldest' });
  expect(records).toMatchObject([
    { key: { text: '007' }, value: { text: '{"id":"007","name":"Ada; Lovelace","note":"two\\r\\nlines"}' } },
    { key: { text: '008' }, value: { text: '{"id":"008","name":"Grace","note":""}' } },
  ]);
});
