import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import avro from 'avsc';
import protobuf from 'protobufjs';
import { startSchemaRegistry, wireMessage, type TestRegistry } from '../../lib/server/integration/schema-registry-server';
import { createTopic } from '../fixtures/api';
import { home } from '../fixtures/home';
import { removeDirectory, startOttla, temporaryDirectory, type RunningOttla } from '../fixtures/ottla';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

const order = avro.Type.forSchema({
  type: 'record',
  name: 'Order',
  namespace: 'com.acme',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'country', type: 'string' },
    { name: 'note', type: ['null', 'string'] },
  ],
});
const proto = 'syntax = "proto3"; package com.acme; message Refund { int64 id = 1; string country = 2; }';
const refund = protobuf.parse(proto, { keepCase: true }).root.lookupType('com.acme.Refund');

let registry: TestRegistry;
let directory: string;
/** A console that knows the cluster of the other one, and its Schema Registry, by its configuration. */
let configured: RunningOttla;

test.beforeAll(async ({ ottla }) => {
  registry = await startSchemaRegistry({ username: 'reader', password: 'hush' });
  registry.register(1, { subject: 'orders-value', schema: JSON.stringify(order) });
  registry.register(2, { subject: 'refunds', schema: proto, schemaType: 'PROTOBUF' });
  registry.register(3, { subject: 'notes', schema: '{"type":"object"}', schemaType: 'JSON' });
  directory = await temporaryDirectory();
  const file = path.join(directory, 'ottla.yaml');
  await writeFile(path.join(directory, 'refund.proto'), proto);
  await writeFile(
    file,
    `clusters:
  - id: shop
    bootstrapServers: ${ottla.bootstrapServers}
    schemaRegistry: { url: "${registry.url}", username: reader, password: hush }
    schemas:
      - topic: bare-*
        value: { file: refund.proto, message: com.acme.Refund }
  - id: stranger
    bootstrapServers: ${ottla.bootstrapServers}
    schemaRegistry: { url: "${registry.url}", username: reader, password: wrong }
`,
  );
  configured = await startOttla(path.join(directory, 'data'), ['--no-local', '--config', file]);
});

test.afterAll(async () => {
  await configured.stop();
  await registry.close();
  await removeDirectory(directory);
});

test('messages that name a schema are read, filtered and explained', async ({ page, kafka, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const producer = kafka.producer();
  await producer.connect();
  const refunded = Buffer.concat([Buffer.from([0]), refund.encode({ id: 457, country: 'FR' }).finish()]);
  const values = [
    wireMessage(1, order.toBuffer({ id: 456, country: 'NL', note: null })),
    wireMessage(2, refunded),
    wireMessage(3, Buffer.from('{"id":458,"country":"DE"}')),
    wireMessage(42, Buffer.from('what nobody registered')),
  ];
  await producer.send({ topic: topicName, messages: values.map((value) => ({ value })) });

  const messages = `${configured.consoleUrl}/c/shop/topics/${topicName}/messages`;
  await openInTheme(page, `${messages}?from=oldest`, 'light');
  const grid = page.getByRole('grid');
  await expect(grid).toContainText('{"id":456,"country":"NL","note":null}');
  await expect(grid).toContainText('{"id":457,"country":"FR"}');
  await expect(grid).toContainText('{"id":458,"country":"DE"}');
  for (const format of ['Avro', 'Protobuf', 'JSON Schema', 'schema 42 not read'])
    await expect(grid.getByText(format, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('messages-light.png') });

  await page.getByRole('searchbox').fill('value.country:fr');
  await expect(grid).not.toContainText('"NL"');
  await expect(grid).toContainText('{"id":457,"country":"FR"}');
  await page.goto(`${messages}?from=oldest&f=${encodeURIComponent('value.id >= 456 && value.country != "FR"')}`);
  await expect(grid).toContainText('"NL"');
  await expect(grid).toContainText('"DE"');
  await expect(grid).not.toContainText('"FR"');

  await page.goto(`${messages}?from=live`);
  await expect(page.getByRole('main')).toContainText(/live/i);
  await expect(grid).toContainText('"NL"');
  await producer.send({
    topic: topicName,
    messages: [{ value: wireMessage(1, order.toBuffer({ id: 459, country: 'BE', note: 'as it comes' })) }],
  });
  await producer.disconnect();
  await expect(grid).toContainText('as it comes');

  await page.goto(`${messages}/0/0`);
  const main = page.getByRole('main');
  await expect(main).toContainText('Avro, found automatically');
  await expect(main).toContainText('schema 1 · orders-value, version 1 · com.acme.Order');
  await expect(main).toContainText('country');
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('record-light.png') });
  await page.getByLabel('Read values as').selectOption('hex');
  await expect(main).toContainText('hex, as chosen');
  await page.getByLabel('Read values as').selectOption('Schema Registry');
  await expect(main).toContainText('Avro, as chosen');

  await page.goto(`${messages}/0/3`);
  await expect(main).toContainText('It cannot be read with a schema.');
  await expect(main).toContainText('Schema 42 is not in the registry.');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: test.info().outputPath('record-problem-narrow-dark.png') });
});

test('a registry that refuses the console is said to, without its password', async ({ page, kafka, ottla, topicName }) => {
  await createTopic(ottla, topicName);
  const producer = kafka.producer();
  await producer.connect();
  const value = wireMessage(1, order.toBuffer({ id: 456, country: 'NL', note: null }));
  await producer.send({ topic: topicName, messages: [{ value }] });
  await producer.disconnect();
  const response = page.waitForResponse((answer) => answer.url().endsWith('/records/0/0'));
  await page.goto(`${configured.consoleUrl}/c/stranger/topics/${topicName}/messages/0/0`);
  await expect(page.getByRole('main')).toContainText('The registry answers 401.');
  expect(await (await response).text()).not.toContain('wrong');
  expect(configured.errors()).not.toContain('wrong');

  await page.goto(`${ottla.consoleUrl}${home}/topics/${topicName}/messages/0/0`);
  await expect(page.getByLabel('Read values as').getByRole('option', { name: 'Schema Registry' })).toHaveCount(0);
});

test('messages that name no schema are read with a file of the configuration', async ({ page, kafka, ottla, topicName }) => {
  const topic = `bare-${topicName}`;
  await createTopic(ottla, topic);
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, messages: [{ value: Buffer.from(refund.encode({ id: 457, country: 'FR' }).finish()) }] });
  await producer.disconnect();
  await page.goto(`${configured.consoleUrl}/c/shop/topics/${topic}/messages?from=oldest&q=value.country:fr`);
  await expect(page.getByRole('grid')).toContainText('{"id":457,"country":"FR"}');
  await page.goto(`${configured.consoleUrl}/c/shop/topics/${topic}/messages/0/0`);
  await expect(page.getByRole('main')).toContainText('schema refund.proto · com.acme.Refund');
});
