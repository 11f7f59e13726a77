import { afterAll, beforeAll, expect, test } from 'vitest';
import { produceApi } from '@/broker/protocol/messages/produce';
import { encodeBatch, type RecordInput } from '@/broker/protocol/records/encode-batch';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { ExportQuery, RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import { exportRecords } from '../services/records/export-records';
import { searchRecords } from '../services/records/search-records';
import { createTopic } from '../services/topics/create-topic';
import { startTestConsole, type TestConsole } from './test-console';

let broker: TestBroker;
let consoleUnderTest: TestConsole;
const cluster = 'local';
const topic = 'million';
const recordsPerBatch = 5_000;
const batches = 200;
const needles: readonly (readonly [batch: number, index: number])[] = [
  [0, 3],
  [117, 2_500],
  [199, 4_999],
];

/** A million records in batches straight into the broker, a needle in three of them. */
beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions: 2, replicationFactor: 1, configs: {} } } });
  const { client } = ctx.runtime.cluster(cluster);
  const { partitions } = await client.topic(topic);
  const hay: RecordInput[] = Array.from({ length: recordsPerBatch }, (_, index) => ({
    key: Buffer.from(`k${index}`),
    value: Buffer.from(`{"n":${index},"kind":"hay","text":"the quick brown fox jumps over the lazy dog"}`),
    timestampMs: 1_700_000_000_000 + index,
  }));
  const hayBatch = encodeBatch(hay);
  for (let batch = 0; batch < batches; batch += 1) {
    const planted = needles.filter(([at]) => at === batch).map(([, index]) => index);
    const value = Buffer.from(`{"kind":"Needle","batch":${batch}}`);
    const records =
      planted.length === 0
        ? hayBatch
        : encodeBatch(hay.map((record, index) => (planted.includes(index) ? { ...record, value } : record)));
    const partition = batch % 2;
    await client.send(partitions[partition]?.leader ?? -1, produceApi, {
      transactionalId: null,
      acks: 1,
      timeoutMs: 10_000,
      topicData: [{ name: topic, topicId: (await client.topic(topic)).id, partitionData: [{ index: partition, records }] }],
    });
  }
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

async function search(query: RecordsQuery, stopAfter = Number.POSITIVE_INFINITY): Promise<RecordsPage[]> {
  const slices: RecordsPage[] = [];
  for await (const { data: slice } of searchRecords({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query } })) {
    slices.push(slice);
    if (slices.length >= stopAfter) break;
  }
  return slices;
}

const places = (slices: readonly RecordsPage[]) =>
  slices.flatMap(({ records }) => records.map(({ partition, offset }) => `${partition}@${offset}`)).sort();
const scanned = (slices: readonly RecordsPage[]) => slices.reduce((sum, { scan }) => sum + scan.records, 0);
const expected = needles.map(([batch, index]) => `${batch % 2}@${Math.floor(batch / 2) * recordsPerBatch + index}`).sort();

test('three matches among a million records are found, and nothing else', async () => {
  const slices = await search({ from: 'oldest', q: 'needle' });
  expect(places(slices)).toEqual(expected);
  expect(scanned(slices)).toBe(1_000_000);
  expect(slices.length).toBeGreaterThan(1);
  const last = slices.at(-1)?.scan;
  expect(last).toMatchObject({ remainingAtMost: '0', totalAtMost: '1000000' });
  expect(last?.partitions).toEqual([0, 1].map((partition) => ({ partition, remainingAtMost: '0', totalAtMost: '500000' })));
});

test.each([{ q: 'value.kind:needle' }, { f: 'value.kind == "Needle"' }])('%o finds what it looks for', async (filter) => {
  const slices = await search({ from: 'o:1@460000', ...filter });
  expect(places(slices)).toEqual(['1@499999']);
  expect(scanned(slices)).toBe(40_000);
});

test('a search that was stopped goes on where it was, back in time', async () => {
  const first = await search({ from: 'newest', to: 'o:0@400000,1@400000', q: 'Needle', cs: '1' }, 1);
  const cursor = first.at(-1)?.next ?? '';
  const rest = await search({ q: 'Needle', cs: '1', cursor });
  expect(places([...first, ...rest])).toEqual(['1@499999']);
  expect(scanned(first)).toBeGreaterThan(0);
  expect(scanned(first) + scanned(rest)).toBe(200_000);
});

test('an export has every match, whole, and ends at its limit', async () => {
  const lines = async (query: ExportQuery) => {
    let text = '';
    for await (const piece of exportRecords({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query } })) text += piece;
    return text.trimEnd().split(/\r?\n/);
  };
  const found = await lines({ format: 'jsonl', q: 'needle', p: '1', from: 'o:280000' });
  expect(found.map((line): unknown => JSON.parse(line))).toMatchObject([{ offset: '292500' }, { offset: '499999' }]);
  expect(await lines({ format: 'csv', from: 'o:0@499990', p: '0' })).toHaveLength(11);
  expect(await lines({ format: 'csv', n: 1500, p: '1' })).toHaveLength(1501);
});
