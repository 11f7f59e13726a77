import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { PublishRecord } from '@/lib/contracts/publish';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import { checkRecords } from '../services/records/check-records';
import { listValueSchemas } from '../services/records/list-value-schemas';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { repeatPublish } from '../services/records/repeat-publish';
import { sampleValue } from '../services/records/sample-value';
import { createTopic } from '../services/topics/create-topic';
import { readJob } from './job-events';
import { startSchemaRegistry, type TestRegistry } from './schema-registry-server';
import { startTestConsole, type TestConsole } from './test-console';

/*
 * Values are checked by schemas of a registry, of a file and of a text before they are written, by each of the ways to write; what
 * is written with a schema's id is read again by the console.
 */

let broker: TestBroker;
let registry: TestRegistry;
let consoleUnderTest: TestConsole;
let folder: string;
const cluster = 'local';
const topic = 'orders';
const query = { compression: 'none', acks: 'all' } as const;

const line = { type: 'record', name: 'Line', namespace: 'com.acme', fields: [{ name: 'quantity', type: 'int' }] };
const order = {
  type: 'record',
  name: 'Order',
  namespace: 'com.acme',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'lines', type: { type: 'array', items: 'com.acme.Line' } },
  ],
};
const person = { type: 'object', required: ['name', 'home'], properties: { home: { $ref: 'address.json' } } };
const address = { type: 'object', properties: { zip: { type: 'string', pattern: '^\\d+$' } } };

const ofOrders: ValueSchema = { from: 'registry', subject: 'orders-value', version: null, encodes: false };
const good = '{"id":9007199254740993,"lines":[{"quantity":2}]}';
const bad = '{"id":1,"lines":[{"quantity":"two"}]}';
const refusal = 'value.lines[0].quantity: expected int, found "two"';

beforeAll(async () => {
  broker = await startTestBroker();
  registry = await startSchemaRegistry();
  registry.register(7, { subject: 'lines', schema: JSON.stringify(line) });
  registry.register(8, {
    subject: 'orders-value',
    schema: JSON.stringify(order),
    references: [{ name: 'com.acme.Line', subject: 'lines', version: 1 }],
  });
  registry.register(9, { subject: 'addresses', schemaType: 'JSON', schema: JSON.stringify(address) });
  registry.register(10, {
    subject: 'people',
    schemaType: 'JSON',
    schema: JSON.stringify(person),
    references: [{ name: 'address.json', subject: 'addresses', version: 1 }],
  });
  registry.register(11, { subject: 'pings', schemaType: 'PROTOBUF', schema: 'syntax = "proto3"; message Ping {}' });
  folder = await mkdtemp(path.join(tmpdir(), 'ottla-checks-'));
  const file = path.join(folder, 'line.avsc');
  await writeFile(file, JSON.stringify(line));
  const schemas = [{ topic: 'line*', key: null, value: { type: 'avro' as const, path: file, message: null } }];
  const schemaRegistry = { url: registry.url, username: null, password: null, ca: null };
  consoleUnderTest = startTestConsole(broker.bootstrapServers, null, { schemaRegistry, schemas });
  const { ctx } = consoleUnderTest;
  for (const name of [topic, 'lines', 'repeated', 'framed', 'samples'])
    await createTopic({ ctx, input: { cluster, request: { name, partitions: 1, replicationFactor: 1, configs: {} } } });
});

afterAll(async () => {
  consoleUnderTest.close();
  await registry.close();
  await rm(folder, { recursive: true });
  await broker.stop();
});

function write(records: readonly PublishRecord[], schema: ValueSchema, to = topic) {
  return publish({ ctx: consoleUnderTest.ctx, input: { cluster, topic: to, records, schema, query } });
}

async function valuesOf(name: string) {
  const { records } = await readPage({ ctx: consoleUnderTest.ctx, input: { cluster, topic: name, query: { from: 'oldest' } } });
  return records.map(({ value, decoded }) => decoded?.value?.json ?? (value !== null && 'text' in value ? value.text : null));
}

test('a value that is not as the registry’s schema wants is refused, and none is written', async () => {
  await expect(write([{ value: bad }], ofOrders)).rejects.toMatchObject({
    code: 'SCHEMA_MISMATCH',
    message: refusal,
    field: 'value',
  });
  await expect(write([{ value: good }, { value: bad }], ofOrders)).rejects.toMatchObject({ field: '1.value' });
  await expect(write([{ value: { base64: '/w==' } }], ofOrders)).rejects.toMatchObject({
    message: 'value: expected JSON, found bytes that are no UTF-8',
  });
  expect(await valuesOf(topic)).toEqual([]);
  await write([{ value: good }, { key: 'k', value: null }], ofOrders);
  expect(await valuesOf(topic)).toEqual([good, null]);
});

test('a dry run says it of each', async () => {
  const records = [{ value: bad }, { value: good }, { value: 'x', partition: 9 }, { value: '{}' }];
  const request = { records, schema: ofOrders };
  expect(await checkRecords({ ctx: consoleUnderTest.ctx, input: { cluster, topic, request } })).toMatchObject([
    { error: { code: 'SCHEMA_MISMATCH', message: refusal } },
    { partition: null },
    { error: { code: 'PARTITION_NOT_FOUND' } },
    {
      error: {
        message: 'value.id: expected long, found nothing; value.lines: expected array, found nothing',
        details: { problems: 'value.id: expected long, found nothing\nvalue.lines: expected array, found nothing' },
      },
    },
  ]);
});

test('JSON Schemas of the registry find what they refer to; a file and a text are schemas, too', async () => {
  const people: ValueSchema = { from: 'registry', subject: 'people', version: 1, encodes: false };
  await expect(write([{ value: '{"name":"Ada","home":{"zip":"x"}}' }], people)).rejects.toMatchObject({
    message: String.raw`value.home.zip: expected text that matches "^\\d+$", found "x"`,
  });
  await expect(write([{ value: '{"quantity":"x"}' }], { from: 'file' }, 'lines')).rejects.toMatchObject({
    message: 'value.quantity: expected int, found "x"',
  });
  await expect(write([{ value: '5' }], { from: 'text', type: 'json-schema', text: '{"minimum":6}' })).rejects.toMatchObject({
    message: 'value: expected at least 6, found 5',
  });
});

test('a sample of each kind of schema can be published by it', async () => {
  const people: ValueSchema = { from: 'registry', subject: 'people', version: null, encodes: false };
  const kinds: [string, ValueSchema][] = [
    ['samples', ofOrders],
    ['samples', people],
    ['lines', { from: 'file' }],
    ['samples', { from: 'text', type: 'json-schema', text: '{"type":"integer","minimum":6}' }],
  ];
  const { ctx } = consoleUnderTest;
  for (const [to, schema] of kinds) {
    const { value } = await sampleValue({ ctx, input: { cluster, topic: to, request: { schema } } });
    expect(await write([{ value }], schema, to)).toMatchObject({ results: [{ partition: 0 }] });
  }
  const none = { cluster, topic, request: { schema: { from: 'file' } as const } };
  await expect(sampleValue({ ctx, input: none })).rejects.toMatchObject({ code: 'SCHEMA_NOT_FOUND' });
  const fault = { cluster, topic, request: { schema: { from: 'text', type: 'avro', text: '{' } as const } };
  await expect(sampleValue({ ctx, input: fault })).rejects.toMatchObject({ code: 'INVALID_SCHEMA', field: 'schema' });
  const loop = '{"type":"object","required":["next"],"properties":{"next":{"$ref":"#"}}}';
  const endless = { cluster, topic, request: { schema: { from: 'text', type: 'json-schema', text: loop } as const } };
  await expect(sampleValue({ ctx, input: endless })).rejects.toMatchObject({
    code: 'NO_SAMPLE',
    details: { fault: 'it refers to itself without an end' },
  });
});

test.each([
  [{ from: 'registry', subject: 'nobody', version: null, encodes: false }, 'SCHEMA_NOT_FOUND'],
  [{ from: 'registry', subject: 'orders-value', version: 5, encodes: false }, 'SCHEMA_NOT_FOUND'],
  [{ from: 'registry', subject: 'pings', version: null, encodes: false }, 'INVALID_SCHEMA'],
  [{ from: 'file' }, 'SCHEMA_NOT_FOUND'],
  [{ from: 'text', type: 'avro', text: '{' }, 'INVALID_SCHEMA'],
  [{ from: 'text', type: 'json-schema', text: '{"pattern":"^(a+)+$"}' }, 'SCHEMA_STOPPED'],
] satisfies [ValueSchema, string][])('a choice that cannot be checked by is said: %j', async (schema, code) => {
  await expect(write([{ value: `"${'a'.repeat(60)}b"` }], schema)).rejects.toMatchObject({ code });
});

test('what is repeated is checked as it is filled: the first before anything is written, the others each', async () => {
  const schema: ValueSchema = { from: 'text', type: 'json-schema', text: '{"maximum":102}' };
  const request = { record: { value: '{{counter 100}}' }, fills: true, count: 5, perSecond: null, countFrom: 0, schema };
  const input = { cluster, topic: 'repeated', request, query };
  const { ctx } = consoleUnderTest;
  expect(await readJob((await repeatPublish({ ctx, input })).stream).result()).toMatchObject({
    written: 3,
    failed: 2,
    failures: [{ code: 'SCHEMA_MISMATCH', message: 'value: expected at most 102, found 103', count: 2 }],
  });
  const late = { ...input, request: { ...request, countFrom: 3 } };
  await expect(repeatPublish({ ctx, input: late })).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
  expect(await valuesOf('repeated')).toEqual(['100', '101', '102']);
});

test('a value is written as serializers write it, and read again', async () => {
  await write([{ value: good }, { value: null }], { ...ofOrders, encodes: true }, 'framed');
  await write(
    [{ value: '{"name":"Ada","home":{}}' }],
    { from: 'registry', subject: 'people', version: null, encodes: true },
    'framed',
  );
  expect(await valuesOf('framed')).toEqual([
    '{"id":9007199254740993,"note":null,"lines":[{"quantity":2}]}',
    null,
    '{"name":"Ada","home":{}}',
  ]);
  const { records } = await readPage({
    ctx: consoleUnderTest.ctx,
    input: { cluster, topic: 'framed', query: { from: 'oldest' } },
  });
  expect(records.map(({ decoded }) => decoded?.value?.schema?.id)).toEqual([8, undefined, 10]);
  const [first] = records.map(({ value }) => (value !== null && 'base64' in value ? Buffer.from(value.base64, 'base64') : null));
  expect(first?.toString('hex')).toBe('0000000008828080808080802000020400');
});

test('what there is to choose from', async () => {
  const list = (name: string) => listValueSchemas({ ctx: consoleUnderTest.ctx, input: { cluster, topic: name } });
  const subjects = ['addresses', 'lines', 'orders-value', 'people', 'pings'];
  expect(await list('orders')).toEqual({ registry: { subjects, suggested: 'orders-value', problem: null }, file: null });
  expect(await list('lines')).toEqual({ registry: { subjects, suggested: null, problem: null }, file: 'line.avsc' });
});
