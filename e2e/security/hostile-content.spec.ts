import type { Page } from '@playwright/test';
import type { KafkaClient } from '../../broker/client/kafka-client';
import type { RecordInput } from '../../broker/protocol/records/encode-batch';
import { createTopic } from '../fixtures/api';
import { apiHome, home } from '../fixtures/home';
import { appendBatch, openClient } from '../fixtures/kafka-client';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures/test';

const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script><svg onload="document.title=3">';
const escapes = '\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u001b[0m \u202eexe.gpj\u2066 \u0000\u0008\u007f';
const mebibyte = 1_048_576;

const hostile: readonly { readonly name: string; readonly record: Partial<RecordInput>; readonly shows: string | RegExp }[] = [
  {
    name: 'markup in key, value, header name and header value',
    record: {
      key: Buffer.from(markup),
      value: Buffer.from(markup),
      headers: [{ key: markup, value: Buffer.from(`javascript:${markup}`) }],
    },
    shows: '<img src=x onerror="document.title=1">',
  },
  {
    name: 'markup in JSON',
    record: { key: Buffer.from('json'), value: Buffer.from(JSON.stringify({ [markup]: markup, __proto__: 1 })) },
    shows: '<svg onload=',
  },
  {
    name: 'terminal escapes and reversed text',
    record: { key: Buffer.from(escapes), value: Buffer.from(escapes) },
    shows: /owned/,
  },
  {
    name: 'bytes that are no UTF-8',
    record: { key: Buffer.from([0xff, 0xfe, 0xc0, 0xaf]), value: Buffer.from([0xed, 0xa0, 0x80, 0xf8, 0x88, 0x80]) },
    shows: '00000000',
  },
  {
    name: 'lists in lists, a hundred thousand deep',
    record: { key: null, value: Buffer.from('['.repeat(100_000) + ']'.repeat(100_000)) },
    shows: '[ … ]',
  },
  {
    name: 'a thousand headers',
    record: {
      key: Buffer.from('headers'),
      value: Buffer.from('few words'),
      headers: Array.from({ length: 1_000 }, (_, index) => ({ key: `header-${index}`, value: Buffer.from(`value ${index}`) })),
    },
    shows: 'header-7',
  },
  { name: '10 MB of text', record: { key: Buffer.from('large'), value: Buffer.alloc(10_000_000, 'word ') }, shows: /word word/ },
];

async function fill(client: KafkaClient, topic: string): Promise<void> {
  for (const { record } of hostile) await appendBatch(client, topic, 0, [record]);
}

/** Nothing in a message was run: no element of its markup, no title it sets. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.locator('img[src="x"], svg[onload], script:text("document.title")').count()).toBe(0);
  await expect(page).not.toHaveTitle(/^[123]$|owned/);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  expect(nodes, 'elements of the page').toBeLessThan(8_000);
}

test('hostile messages are listed harmlessly, and the list stays small', async ({ page, ottla, topicName }) => {
  await createTopic(ottla, topicName, 1, { 'max.message.bytes': String(16 * mebibyte) });
  const client = openClient(ottla.bootstrapServers);
  await fill(client, topicName);
  client.close();
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(hostile.length + 1);
  await expect(page.getByRole('row').filter({ hasText: '<img src=x' }).first()).toBeVisible();
  await expectHarmless(page);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const list = await page.request.get(`${apiHome}/topics/${topicName}/records?from=oldest`);
  expect((await list.body()).length, 'bytes of the list').toBeLessThan(200_000);

  for (const [offset, { name, shows }] of hostile.entries()) {
    await test.step(name, async () => {
      await page.goto(`${home}/topics/${topicName}/messages/0/${offset}`);
      await expect(page.getByRole('main').getByText(shows).first()).toBeVisible();
      await expectHarmless(page);
      await expectNoSidewaysScroll(page);
    });
  }
});

test('what is packed a thousandfold is shown by its beginning in every codec, and the console lives on', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 1, { 'max.message.bytes': String(16 * mebibyte) });
  const client = openClient(ottla.bootstrapServers);
  const codecs = ['gzip', 'snappy', 'lz4', 'zstd'] as const;
  const value = Buffer.alloc(100 * mebibyte, 'z');
  for (const codec of codecs) {
    for (const copy of [1, 2, 3])
      await appendBatch(client, topicName, 0, [{ key: Buffer.from(`${codec} ${copy}`), value }], { compression: codec });
  }
  client.close();
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  for (const codec of codecs) {
    await expect(page.getByRole('row').filter({ hasText: `${codec} 3` })).toContainText('zzzz');
  }
  for (const [index, codec] of codecs.entries()) {
    await page.goto(`${home}/topics/${topicName}/messages/0/${index * 3}`);
    await expect(page.getByRole('main').getByText(`${codec} 1`).first()).toBeVisible();
    await expect(page.getByRole('main').getByText(/zzzz/).first()).toBeVisible();
    await expectHarmless(page);
  }
  const search = await page.request.get(`${apiHome}/topics/${topicName}/records?from=oldest&q=nowhere`);
  expect(search.status()).toBe(200);
  expect((await page.request.get('/api/v1/health')).status()).toBe(200);
});
