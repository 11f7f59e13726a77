import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteRecordsApi } from '@/broker/protocol/messages/delete-records';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { KafkaRecord, RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import type { PublishRecord } from '@/lib/contracts/publish';
import type { CodecName } from '@/lib/contracts/scalars';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { readRawField, readRecord } from '../services/records/read-record';
import { createTopic } from '../services/topics/create-topic';
import { deleteTopic } from '../services/topics/delete-topic';
import { describeTopic } from '../services/topics/describe-topic';
import { describeGroup } from '../services/groups/describe-group';
import { listGroups } from '../services/groups/list-groups';
import { listTopics } from '../services/topics/list-topics';
import { startTestConsole, type TestConsole } from './test-console';

let broker: TestBroker;
let consoleUnderTest: TestConsole;
const cluster = 'local';

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

async function create(name: string, partitions = 1, configs: Record<string, string> = {}): Promise<void> {
  await createTopic({
    ctx: consoleUnderTest.ctx,
    input: { cluster, request: { name, partitions, replicationFactor: 1, configs } },
  });
}

async function write(topic: string, records: readonly PublishRecord[], compression: CodecName = 'none') {
  return publish({ ctx: consoleUnderTest.ctx, input: { cluster, topic, records, query: { compression, acks: 'all' } } });
}

function page(topic: string, query: RecordsQuery): Promise<RecordsPage> {
  return readPage({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query } });
}

const place = ({ partition, offset }: KafkaRecord): string => `${partition}@${offset}`;

test('what is published is read back to the byte: nulls, empties, headers in order with duplicates', async () => {
  await create('exact');
  const { results } = await write('exact', [
    {
      key: null,
      value: '',
      headers: [
        { key: 'a', value: '1' },
        { key: 'b', value: null },
        { key: 'a', value: { base64: '/w==' } },
        { key: '', value: '' },
      ],
      timestamp: '1700000000000',
    },
    { key: '', value: null },
    { key: { base64: 'AP8=' }, value: { text: 'héllo' } },
  ]);
  expect(results).toMatchObject([
    { partition: 0, offset: '0', timestamp: '1700000000000' },
    { partition: 0, offset: '1' },
    { partition: 0, offset: '2' },
  ]);
  const { records } = await page('exact', { from: 'oldest' });
  expect(records).toHaveLength(3);
  expect(records[0]).toMatchObject({
    partition: 0,
    offset: '0',
    timestamp: '1700000000000',
    timestampType: 'CreateTime',
    key: null,
    value: { text: '' },
    headers: [
      { key: 'a', value: { text: '1' } },
      { key: 'b', value: null },
      { key: 'a', value: { base64: '/w==' } },
      { key: '', value: { text: '' } },
    ],
    batch: { baseOffset: '0', recordCount: 3, codec: 'none', producerId: expect.stringMatching(/^\d+$/) as string },
  });
  expect(records[1]).toMatchObject({ key: { text: '' }, value: null, headers: [] });
  expect(records[2]).toMatchObject({ key: { base64: 'AP8=' }, value: { text: 'héllo' }, sizes: { key: 2, value: 6 } });
});

test.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)('%s is written and read', async (codec) => {
  const topic = `codec-${codec}`;
  await create(topic);
  await write(
    topic,
    Array.from({ length: 50 }, (_, index) => ({ key: `k${index}`, value: 'v'.repeat(200) + String(index) })),
    codec,
  );
  const { records } = await page(topic, { from: 'oldest' });
  expect(records).toHaveLength(50);
  expect(records[49]?.value).toEqual({ text: 'v'.repeat(200) + '49' });
  expect(records[0]?.batch.codec).toBe(codec);
});

test('next and previous walk every record once, newest first and oldest first, over partitions', async () => {
  await create('walk', 3);
  const records = Array.from({ length: 250 }, (_, index) => ({
    value: String(index),
    partition: index % 3,
    timestamp: 1_700_000_000_000 + Math.floor(index / 7) * 10,
  }));
  await write('walk', records);
  for (const from of ['oldest', 'newest']) {
    const pages: RecordsPage[] = [await page('walk', { from, n: 40 })];
    for (let last = pages.at(-1); typeof last?.next === 'string'; last = pages.at(-1))
      pages.push(await page('walk', { n: 40, cursor: last.next }));
    const all = pages.flatMap((each) => each.records.map(place));
    expect(all).toHaveLength(250);
    expect(new Set(all).size).toBe(250);
    expect(pages[0]?.previous).toBeNull();
    const back: RecordsPage[] = [];
    for (let last = pages.at(-1); typeof last?.previous === 'string'; last = back.at(-1))
      back.push(await page('walk', { n: 40, cursor: last.previous }));
    expect(back.toReversed().flatMap((each) => each.records.map(place))).toEqual(
      all.slice(0, all.length - (pages.at(-1)?.records.length ?? 0)),
    );
  }
});

test('from an offset, from a time, chosen partitions, and a filter that ignores case', async () => {
  expect((await page('walk', { from: 'o:80', p: '0', n: 2 })).records.map(place)).toEqual(['0@80', '0@81']);
  expect((await page('walk', { from: 'o:0@1,2@3', n: 1000 })).records.some(({ partition }) => partition === 1)).toBe(false);
  const fromTime = await page('walk', { from: 't:1700000000350', n: 1000 });
  expect(Math.min(...fromTime.records.map(({ timestamp }) => Number(timestamp)))).toBe(1_700_000_000_350);
  await write('walk', [{ value: 'x', key: 'x', headers: [{ key: 'Trace', value: 'NEEDLE in hay' }], partition: 1 }]);
  const found = await page('walk', { q: 'needle IN' });
  expect(found.records.map(place)).toEqual([`1@83`]);
  expect(found.scan.records).toBe(251);
});

test('a cursor is bound to its query and its topic', async () => {
  const first = await page('walk', { from: 'oldest', n: 10 });
  const cursor = first.next ?? '';
  await expect(page('walk', { q: 'x', cursor })).rejects.toMatchObject({ code: 'CURSOR_MISMATCH' });
  await expect(page('walk', { p: '1', cursor })).rejects.toMatchObject({ code: 'CURSOR_MISMATCH' });
  await expect(page('walk', { dir: 'backward', cursor })).rejects.toMatchObject({ code: 'CURSOR_MISMATCH' });
  await expect(page('walk', { cursor: 'bogus' })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  await create('recreated');
  await write('recreated', [{ value: '1' }, { value: '2' }]);
  const { next } = await page('recreated', { from: 'oldest', n: 1 });
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'recreated' } });
  await create('recreated');
  await expect(page('recreated', { cursor: next ?? '' })).rejects.toMatchObject({ code: 'TOPIC_RECREATED' });
});

test('what retention took while a walk stood still is told as a gap', async () => {
  await create('cut');
  await write(
    'cut',
    Array.from({ length: 30 }, (_, index) => ({ value: String(index) })),
  );
  const first = await page('cut', { from: 'oldest', n: 5 });
  const { client } = consoleUnderTest.ctx.runtime.cluster(cluster);
  await client.send(1, deleteRecordsApi, {
    topics: [{ name: 'cut', partitions: [{ partitionIndex: 0, offset: 20 }] }],
    timeoutMs: 5_000,
  });
  const second = await page('cut', { n: 5, cursor: first.next ?? '' });
  expect(second.gap).toEqual({ reason: 'retention', ranges: [{ partition: 0, from: '5', to: '20' }], countAtMost: '15' });
  expect(second.records.map(place)).toEqual(['0@20', '0@21', '0@22', '0@23', '0@24']);
  expect(second.previous).toBeNull();
});

test('one record with its neighbours, its raw bytes, and why one is not there', async () => {
  const { ctx } = consoleUnderTest;
  const at = (offset: number) => ({ cluster, topic: 'exact', partition: 0, offset });
  expect(await readRecord({ ctx, input: at(1) })).toMatchObject({
    record: { offset: '1', value: null },
    previousOffset: '0',
    nextOffset: '2',
  });
  expect(await readRecord({ ctx, input: at(2) })).toMatchObject({ nextOffset: null, matchesMurmur2: true });
  expect((await readRawField({ ctx, input: { ...at(2), field: 'key' } }))?.toString('hex')).toBe('00ff');
  await expect(readRecord({ ctx, input: at(99) })).rejects.toMatchObject({
    code: 'RECORD_NOT_FOUND',
    details: { reason: 'not-written' },
  });
});

test('big values travel as previews in a page and whole alone', async () => {
  await create('big');
  await write('big', [{ value: 'é'.repeat(300_000) }]);
  const [row] = (await page('big', {})).records;
  expect(row?.value).toMatchObject({ truncated: true, size: 600_000 });
  expect(JSON.stringify(row).length).toBeLessThan(6_000);
  const { record } = await readRecord({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'big', partition: 0, offset: 0 } });
  expect(record.value).toEqual({ text: 'é'.repeat(300_000) });
});

test('a refusal says which record and why; nothing else is written', async () => {
  await create('small', 1, { 'max.message.bytes': '1000' });
  const { results, failure } = await write('small', [{ value: 'x'.repeat(5_000) }]);
  expect(results).toMatchObject([{ error: { code: 'MESSAGE_TOO_LARGE', partition: 0 } }]);
  expect(failure).toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
  await expect(write('small', [{ value: 'a' }, { value: { text: 'cut', truncated: true } }])).rejects.toMatchObject({
    field: '1.value',
  });
  await expect(write('small', [{ value: 'a', partition: 7 }])).rejects.toMatchObject({ code: 'PARTITION_NOT_FOUND' });
  await expect(create('small')).rejects.toMatchObject({ code: 'TOPIC_EXISTS', field: 'name' });
  await expect(create('bad name')).rejects.toMatchObject({ code: 'INVALID_TOPIC_NAME' });
  await expect(create('none', -1)).rejects.toMatchObject({ code: 'INVALID_PARTITIONS' });
});

test('reading leaves no topic and no group behind', async () => {
  const { ctx } = consoleUnderTest;
  await expect(page('absent', {})).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
  await expect(describeTopic({ ctx, input: { cluster, topic: 'absent' } })).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
  await expect(describeGroup({ ctx, input: { cluster, group: 'absent' } })).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' });
  await expect(page('walk', { from: 'g:absent' })).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' });
  const query = { q: '', internal: true, sort: 'name', page: 1, pageSize: 50 } as const;
  const topics = await listTopics({ ctx, input: { cluster, query } });
  expect(topics.topics.map(({ name }) => name)).not.toContain('absent');
  expect(topics.topics.map(({ name }) => name)).not.toContain('__consumer_offsets');
  const groups = await listGroups({ ctx, input: { cluster, query: { q: '', page: 1, pageSize: 50 } } });
  expect(groups).toMatchObject({ total: 0, brokersMissing: [] });
});

test('the list counts, sizes and dates; sorts and searches', async () => {
  const { ctx } = consoleUnderTest;
  const query = { q: 'WAL', internal: false, sort: '-messages', page: 1, pageSize: 50 } as const;
  const { topics, total } = await listTopics({ ctx, input: { cluster, query } });
  expect(total).toBe(1);
  expect(topics[0]).toMatchObject({ name: 'walk', partitions: 3, messageCount: '251', exact: true, cleanupPolicy: 'delete' });
  const sampled = async () => (await listTopics({ ctx, input: { cluster, query } })).topics[0];
  await expect.poll(async () => (await sampled())?.sizeBytes, { timeout: 5_000 }).toBeGreaterThan(1_000);
  await expect.poll(async () => (await sampled())?.lastMessageAtMs, { timeout: 5_000 }).toBeTypeOf('number');
});
