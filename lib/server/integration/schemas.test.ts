import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import avro from 'avsc';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { readRecord } from '../services/records/read-record';
import { tryFilter } from '../services/records/try-filter';
import { createTopic } from '../services/topics/create-topic';
import { startSchemaRegistry, wireMessage, type TestRegistry } from './schema-registry-server';
import { startTestConsole, type TestConsole } from './test-console';

let broker: TestBroker;
let registry: TestRegistry;
let consoleUnderTest: TestConsole;
let folder: string;
const cluster = 'local';
const topic = 'orders';

const orderType = avro.Type.forSchema({
  type: 'record',
  name: 'Order',
  namespace: 'com.acme',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'country', type: 'string' },
  ],
});
const proto = 'syntax = "proto3"; package com.acme; message Ping { int64 id = 1; string country = 2; }';
const ping = protobuf.parse(proto, { keepCase: true }).root.lookupType('com.acme.Ping');
const base64 = (bytes: Uint8Array) => ({ base64: Buffer.from(bytes).toString('base64') });
/** A number that begins as if schema 1 stood before a message. */
const eightBytes = Buffer.from('00000000010203ff', 'hex');

beforeAll(async () => {
  broker = await startTestBroker();
  registry = await startSchemaRegistry();
  registry.register(1, { subject: 'orders-value', schema: JSON.stringify(orderType) });
  registry.register(2, { subject: 'pings', schema: proto, schemaType: 'PROTOBUF' });
  registry.register(3, { subject: 'orders-value', schema: '{"type":"object"}', schemaType: 'JSON' });
  const schemaRegistry = { url: registry.url, username: null, password: null, ca: null };
  folder = await mkdtemp(path.join(tmpdir(), 'ottla-schemas-'));
  const file = path.join(folder, 'ping.proto');
  await writeFile(file, proto);
  const schemas = [{ topic: 'bare-*', key: null, value: { type: 'protobuf' as const, path: file, message: null } }];
  consoleUnderTest = startTestConsole(broker.bootstrapServers, null, { schemaRegistry, schemas });
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions: 1, replicationFactor: 1, configs: {} } } });
  const pong = Buffer.concat([Buffer.from([0]), ping.encode({ id: 6, country: 'FR' }).finish()]);
  const records = [
    { key: base64(eightBytes), value: base64(wireMessage(1, orderType.toBuffer({ id: 5, country: 'NL' }))) },
    { key: 'plain', value: base64(wireMessage(2, pong)) },
    { key: null, value: base64(wireMessage(3, Buffer.from('{"id":7,"country":"DE"}'))) },
    { key: null, value: base64(wireMessage(42, Buffer.from('a message of nobody'))) },
    { key: null, value: base64(wireMessage(1, Buffer.from([0x0a, 0x7f, 0x61, 0x62]))) },
    { key: null, value: '{"id":8,"country":"BE"}' },
  ];
  await publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
});

afterAll(async () => {
  consoleUnderTest.close();
  await registry.close();
  await rm(folder, { recursive: true });
  await broker.stop();
});

async function read(query: RecordsQuery): Promise<RecordsPage['records']> {
  return (await readPage({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query: { from: 'oldest', ...query } } })).records;
}

test('each message is read with the schema it was written with, or has a reason', async () => {
  const records = await read({});
  expect(records.map(({ decoded }) => decoded?.value)).toEqual([
    {
      format: 'avro',
      json: '{"id":5,"country":"NL"}',
      schema: { id: 1, subject: 'orders-value', version: 1, name: 'com.acme.Order' },
    },
    {
      format: 'protobuf',
      json: '{"id":6,"country":"FR"}',
      schema: { id: 2, subject: 'pings', version: 1, name: 'com.acme.Ping' },
    },
    { format: 'json-schema', json: '{"id":7,"country":"DE"}', schema: { id: 3, subject: 'orders-value', version: 1 } },
    { format: 'schema-registry', problem: 'Schema 42 is not in the registry.', schema: { id: 42 } },
    {
      format: 'avro',
      problem: '-64 bytes wanted, 2 left at byte 2, field country',
      schema: { id: 1, subject: 'orders-value', version: 1 },
    },
    undefined,
  ]);
  // Eight bytes that name a schema, but hold no message of it: a number, and why it is no message.
  expect(records[0]?.decoded?.key).toEqual({
    format: 'int64',
    text: '16909311',
    otherwise: { schema: expect.objectContaining({ id: 1 }) as unknown, problem: expect.any(String) as string },
  });
});

test('both kinds of filter look into what is decoded', async () => {
  // First: it starts the thread, which may take longer than a page has.
  const query = { f: 'value.id == 5 && value.country == "NL"', partition: '0', offset: '0' };
  expect(await tryFilter({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query } })).toMatchObject({ matches: true });
  const offsets = async (asked: RecordsQuery) => (await read(asked)).map(({ offset }) => offset);
  expect(await offsets({ q: 'value.country:nl' })).toEqual(['0']);
  expect(await offsets({ q: '-value.country:nl value.id:' })).toEqual(['1', '2', '5']);
  expect(await offsets({ f: 'value.id >= 6 && value.id < 8' })).toEqual(['1', '2']);
  expect(await offsets({ f: 'value.id >= 6', q: 'value.country:FR' })).toEqual(['1']);
  expect(await offsets({ from: 'newest', q: 'value.id:7' })).toEqual(['2']);
});

test('a choice is stronger than what is found', async () => {
  expect((await read({ vd: 'hex' })).map(({ decoded }) => decoded?.value?.format)).toEqual(Array(6).fill('hex'));
  const chosen = (await read({ vd: 'schema-registry' })).map(({ decoded }) => decoded?.value?.problem);
  expect(chosen.at(-1)).toBe('It does not begin with 0 and the id of a schema.');
  const input = { cluster, topic, partition: 0, offset: 0, query: { kd: 'schema-registry' as const } };
  const { record } = await readRecord({ ctx: consoleUnderTest.ctx, input });
  expect(record.decoded?.key).toMatchObject({ format: 'avro', problem: expect.any(String) as string });
  expect(record.decoded?.value).toMatchObject({ format: 'avro', json: '{"id":5,"country":"NL"}' });
});

test('messages that name no schema are read with the file that the configuration names', async () => {
  const { ctx } = consoleUnderTest;
  const bare = 'bare-pings';
  await createTopic({ ctx, input: { cluster, request: { name: bare, partitions: 1, replicationFactor: 1, configs: {} } } });
  const records = [
    { key: 'plain', value: base64(ping.encode({ id: 9, country: 'NL' }).finish()) },
    { key: 'plain', value: base64(wireMessage(1, orderType.toBuffer({ id: 5, country: 'FR' }))) },
    { key: 'plain', value: 'a word' },
  ];
  await publish({ ctx, input: { cluster, topic: bare, records, query: { compression: 'none', acks: 'all' } } });
  const page = (query: RecordsQuery) => readPage({ ctx, input: { cluster, topic: bare, query: { from: 'oldest', ...query } } });
  const schema = { file: 'ping.proto' };
  expect((await page({})).records.map(({ decoded }) => decoded)).toEqual([
    { value: { format: 'protobuf', json: '{"id":9,"country":"NL"}', schema: { ...schema, name: 'com.acme.Ping' } } },
    { value: expect.objectContaining({ format: 'avro', json: '{"id":5,"country":"FR"}' }) as unknown },
    { value: { format: 'protobuf', problem: expect.any(String) as string, schema } },
  ]);
  expect((await page({ q: 'value.country:nl' })).records.map(({ offset }) => offset)).toEqual(['0']);
});
