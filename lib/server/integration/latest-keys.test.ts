import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { LatestKeys } from '@/lib/contracts/keys';
import { latestKeys } from '../services/records/latest-keys';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
const topic = 'customers';
let broker: TestBroker;
let consoleUnderTest: TestConsole;

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions: 3, replicationFactor: 1 } } });
  const records = [
    ...Array.from({ length: 3_000 }, (_, index) => ({ key: `Customer-${index % 40}`, value: `v${index}` })),
    { key: 'Customer-7', value: null },
    { key: null, value: 'of nobody' },
  ];
  await publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

async function allOf(contains?: string): Promise<LatestKeys[]> {
  const all: LatestKeys[] = [];
  const { ctx } = consoleUnderTest;
  const query = contains === undefined ? {} : { contains };
  for await (const { data } of await latestKeys({ ctx, input: { cluster, topic, query } })) all.push(data);
  return all;
}

test('every key with what it stands for now; records come once, at the end', async () => {
  const all = await allOf();
  const last = all.at(-1);
  expect(last).toMatchObject({ keys: 40, tombstones: 1, keyless: 1, beyond: 0, scanned: 3_002, remainingAtMost: 0 });
  const values = new Map(last?.records?.map(({ key, value }) => [JSON.stringify(key), value]));
  expect(values.get('{"text":"Customer-39"}')).toEqual({ text: 'v2999' });
  expect(values.get('{"text":"Customer-7"}')).toBeNull();
  expect(all.slice(0, -1).every(({ records }) => records === null)).toBe(true);
});

test('keys with a text in them, in any case', async () => {
  const last = (await allOf('customer-3')).at(-1);
  expect(last).toMatchObject({ keys: 11, keyless: 0, scanned: 3_002 });
});
