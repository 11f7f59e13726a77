import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { createTopic } from '../services/topics/create-topic';
import { startTestConsole, type TestConsole } from './test-console';

let broker: TestBroker;
let consoleUnderTest: TestConsole;
const cluster = 'local';
const topic = 'orders';

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions: 2, replicationFactor: 1, configs: {} } } });
  const countries = ['NL', 'DE', 'nl', 'FR'];
  const records = Array.from({ length: 3_000 }, (_, index) => ({
    key: `o-${index}`,
    value:
      index % 500 === 499
        ? 'not json'
        : JSON.stringify({ id: index, customer: { country: countries[index % 4] }, lines: [{ sku: `S${index % 7}` }] }),
    headers: index % 10 === 0 ? [{ key: 'Trace', value: `t${index}` }] : [],
    partition: index % 2,
    timestamp: 1_700_000_000_000 + index,
  }));
  await publish({ ctx, input: { cluster, topic, records, query: { compression: 'lz4', acks: 'all' } } });
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

function page(query: RecordsQuery): Promise<RecordsPage> {
  return readPage({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query } });
}

async function keys(query: RecordsQuery): Promise<string[]> {
  const { records } = await page(query);
  return records.map(({ key }) => (key !== null && 'text' in key ? key.text : ''));
}

test('words, negations, fields, headers and case', async () => {
  expect(await keys({ from: 'oldest', q: 'value.id:1234' })).toEqual(['o-1234']);
  expect(await keys({ from: 'oldest', q: 'header.trace:t29 -header.trace:t290 -t2910 header.Trace:t' })).toEqual([
    'o-2920',
    'o-2930',
    'o-2940',
    'o-2950',
    'o-2960',
    'o-2970',
    'o-2980',
    'o-2990',
  ]);
  expect((await page({ from: 'oldest', n: 1000, q: 'value.customer.country:nl value.lines.sku:S3' })).records.length).toBe(214);
  expect(
    (await page({ from: 'oldest', n: 1000, q: 'value.customer.country:nl value.lines.sku:S3', cs: '1' })).records.length,
  ).toBe(107);
  expect(await keys({ from: 'oldest', q: '"not json" -key:o-4 -key:o-9' })).toEqual(['o-1499', 'o-1999', 'o-2499', 'o-2999']);
});

test('an expression is met by what it says, over pages in both directions', async () => {
  const f = 'value.customer.country == "FR" && value.id % 100 == 3';
  const expected = Array.from({ length: 30 }, (_, index) => `o-${index * 100 + 3}`);
  for (const from of ['oldest', 'newest']) {
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const read = await page({ from, n: 7, f, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...read.records.map(({ key }) => (key !== null && 'text' in key ? key.text : '')));
      cursor = read.next;
    }
    expect(found).toEqual(from === 'oldest' ? expected : expected.toReversed());
  }
  expect(await keys({ from: 'oldest', f, q: 'o-2' })).toEqual([
    'o-203',
    ...Array.from({ length: 10 }, (_, index) => `o-2${index}03`),
  ]);
});

test('a wrong expression is refused with its place, and failures are counted', async () => {
  await expect(page({ f: 'value.id ==' })).rejects.toMatchObject({
    code: 'INVALID_FILTER',
    field: 'f',
    details: { start: 11, end: 11 },
  });
  const { records, scan } = await page({
    from: 'oldest',
    n: 1000,
    f: 'value.id > 2990 || value == "not json" || value.lines > 3',
  });
  expect(records).toHaveLength(14);
  expect(scan.faults).toEqual({ count: 2986, first: { partition: 0, offset: '0', message: expect.any(String) as string } });
});
