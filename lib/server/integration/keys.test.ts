import { afterAll, beforeAll, expect, test } from 'vitest';
import { partitionForKey } from '@/broker/protocol/records/murmur2';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { KeyHistory, KeyQuery } from '@/lib/contracts/keys';
import { keyHistory } from '../services/records/key-history';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
const topic = 'keyed';
let broker: TestBroker;
let consoleUnderTest: TestConsole;

const home = partitionForKey(Buffer.from('k7'), 3);
const elsewhere = (home + 1) % 3;

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions: 3, replicationFactor: 1 } } });
  const records = [
    ...Array.from({ length: 300 }, (_, index) => ({ key: `k${index % 100}`, value: `v${index}` })),
    { key: 'k7', value: 'strayed', partition: elsewhere },
    { key: 'k7', value: null },
    { key: null, value: 'k7' },
    { key: 'k77', value: 'another key' },
  ];
  await publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

async function lastOf(query: KeyQuery): Promise<KeyHistory | undefined> {
  let last: KeyHistory | undefined;
  const { ctx } = consoleUnderTest;
  for await (const { data } of await keyHistory({ ctx, input: { cluster, topic, query } })) last = data;
  return last;
}

const values = (history: KeyHistory | undefined) =>
  history?.records.map(({ value }) => (value !== null && 'text' in value ? value.text : null));

test('the records of a key, newest first, in the partition that murmur2 gives', async () => {
  const history = await lastOf({ key: 'k7' });
  expect(history).toMatchObject({ partition: home, isAll: false, count: 4, remainingAtMost: 0 });
  expect(values(history)).toEqual([null, 'v207', 'v107', 'v7']);
});

test('and in all partitions, where a stray one is found too', async () => {
  const history = await lastOf({ key64: Buffer.from('k7').toString('base64'), all: '1' });
  expect(history).toMatchObject({ isAll: true, count: 5, totalAtMost: 304 });
  expect(values(history)).toContain('strayed');
});

test('a key that is not there has no records', async () => {
  expect(await lastOf({ key: 'nobody', all: '1' })).toMatchObject({ count: 0, records: [], remainingAtMost: 0 });
});

test('a search needs one key', async () => {
  await expect(lastOf({})).rejects.toMatchObject({ code: 'INVALID_REQUEST', field: 'key' });
  await expect(lastOf({ key: 'a', key64: 'YQ==' })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
});
