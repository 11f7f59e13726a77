import { encode } from '@msgpack/msgpack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { ExportQuery, RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import { exportRecords } from '../services/records/export-records';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { readRecord } from '../services/records/read-record';
import { tryFilter } from '../services/records/try-filter';
import { createTopic } from '../services/topics/create-topic';
import { startTestConsole, type TestConsole } from './test-console';

let broker: TestBroker;
let consoleUnderTest: TestConsole;
const cluster = 'local';
const topic = 'packed';

const base64 = (bytes: Uint8Array) => ({ base64: Buffer.from(bytes).toString('base64') });

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions: 1, replicationFactor: 1, configs: {} } } });
  const records = [
    { key: base64(Buffer.from([0, 0, 0, 0, 0, 0, 0, 7])), value: base64(encode({ customer: { country: 'NL' }, id: 5 })) },
    { key: 'plain', value: '{"customer":{"country":"NL"},"id":6}' },
    { key: null, value: base64(Buffer.from([0xff, 0xff, 0xff])) },
  ];
  await publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

async function read(query: RecordsQuery): Promise<RecordsPage['records']> {
  return (await readPage({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query: { from: 'oldest', ...query } } })).records;
}

test('each record is read as it looks, and text says nothing twice', async () => {
  expect((await read({})).map(({ decoded }) => decoded)).toEqual([
    { key: { format: 'int64', text: '7' }, value: { format: 'messagepack', json: '{"customer":{"country":"NL"},"id":5}' } },
    undefined,
    undefined,
  ]);
});

test('what is chosen is tried on every record, and the bytes stay', async () => {
  const records = await read({ kd: 'int32', vd: 'json' });
  expect(records.map(({ decoded }) => [decoded?.key?.problem, decoded?.value?.format])).toEqual([
    ['It has 8 bytes; an int32 has 4.', 'json'],
    ['It has 5 bytes; an int32 has 4.', 'json'],
    [undefined, 'json'],
  ]);
  expect(records.map(({ decoded }) => decoded?.value?.problem)).toEqual([
    'It is not valid UTF-8.',
    undefined,
    'It is not valid UTF-8.',
  ]);
  expect(records[2]?.value).toEqual({ base64: '////' });
  const input = { cluster, topic, partition: 0, offset: 2, query: { vd: 'hex' as const } };
  const { record } = await readRecord({ ctx: consoleUnderTest.ctx, input });
  expect(record.decoded).toEqual({ value: { format: 'hex', text: 'ffffff' } });
});

test('filters see what is decoded', async () => {
  // First: it starts the thread, which may take longer than a page has.
  const query = { f: 'value == "ffffff"', partition: '0', offset: '2', vd: 'hex' as const };
  expect(await tryFilter({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query } })).toMatchObject({ matches: true });
  const offsets = async (query: RecordsQuery) => (await read(query)).map(({ offset }) => offset);
  expect(await offsets({ q: 'value.customer.country:nl' })).toEqual(['0', '1']);
  expect(await offsets({ q: 'key:7' })).toEqual(['0']);
  expect(await offsets({ q: 'value:ffffff', vd: 'hex' })).toEqual(['2']);
  expect(await offsets({ f: 'value.id >= 5' })).toEqual(['0', '1']);
  expect(await offsets({ f: 'key == "7"', kd: 'int64' })).toEqual(['0']);
});

test('an export has what was read, or the bytes that were written', async () => {
  const lines = async (query: Omit<ExportQuery, 'format'>): Promise<unknown[]> => {
    let text = '';
    const input = { cluster, topic, query: { ...query, format: 'jsonl' as const } };
    for await (const piece of exportRecords({ ctx: consoleUnderTest.ctx, input })) text += piece;
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  };
  expect(await lines({ as: 'read' })).toMatchObject([
    { key: '7', keyFormat: 'int64', value: { customer: { country: 'NL' }, id: 5 }, valueFormat: 'messagepack' },
    { key: 'plain', keyFormat: 'utf8', value: { customer: { country: 'NL' }, id: 6 }, valueFormat: 'json' },
    { key: null, valueBase64: '////', valueFormat: null, valueProblem: 'It looks like no format that is known here.' },
  ]);
  expect(await lines({ as: 'read', vd: 'json', n: 1 })).toMatchObject([
    { valueBase64: base64(encode({ customer: { country: 'NL' }, id: 5 })).base64, valueProblem: 'It is not valid UTF-8.' },
  ]);
  expect(await lines({})).toMatchObject([
    { value: base64(encode({ customer: { country: 'NL' }, id: 5 })) },
    { key: { text: 'plain' } },
    { value: { base64: '////' } },
  ]);
});
