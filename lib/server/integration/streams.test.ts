import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { Channel, StreamUpdate } from '@/lib/contracts/stream';
import type { RecordsQuery } from '@/lib/contracts/record';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { openStream } from '../services/streams/open-stream';
import { streamRecords } from '../services/streams/stream-records';
import { updateStream } from '../services/streams/update-stream';
import { createTopic } from '../services/topics/create-topic';
import { deleteTopic } from '../services/topics/delete-topic';
import { StreamClient } from './stream-client';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
let broker: TestBroker;
let consoleUnderTest: TestConsole;
const clients: StreamClient[] = [];

beforeEach(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  consoleUnderTest.close();
  await broker.stop();
});

async function create(name: string, partitions = 1): Promise<void> {
  await createTopic({ ctx: consoleUnderTest.ctx, input: { cluster, request: { name, partitions, replicationFactor: 1 } } });
}

async function write(topic: string, values: readonly string[], partition?: number): Promise<void> {
  const records = values.map((value) => (partition === undefined ? { value, key: value } : { value, partition }));
  const { failure } = await publish({
    ctx: consoleUnderTest.ctx,
    input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } },
  });
  if (failure !== undefined) throw failure instanceof Error ? failure : new Error('publish failed');
}

interface Tab {
  client: StreamClient;
  set(channels: StreamUpdate['channels']): void;
}

async function openTab(channels: Channel[]): Promise<Tab> {
  const client = new StreamClient(openStream({ ctx: consoleUnderTest.ctx, input: { cluster } }));
  clients.push(client);
  await client.until(() => client.of('hello').length > 0);
  const stream = client.of('hello')[0]?.streamId ?? '';
  const set = (wanted: Channel[]): void => {
    updateStream({ ctx: consoleUnderTest.ctx, input: { stream, update: { channels: wanted } } });
  };
  set(channels);
  return { client, set };
}

async function openRecords(
  topic: string,
  query: RecordsQuery,
  options: { follow?: boolean; lastEventId?: string } = {},
): Promise<StreamClient> {
  const connection = await streamRecords({
    ctx: consoleUnderTest.ctx,
    input: { cluster, topic, query, follow: options.follow ?? false, lastEventId: options.lastEventId },
  });
  const client = new StreamClient(connection);
  clients.push(client);
  return client;
}

const places = (client: StreamClient): string[] =>
  client.of('records').flatMap(({ records }) => records.map(({ partition, offset }) => `${partition}@${offset}`));
const skipped = (client: StreamClient): number => client.of('gap').reduce((sum, { countAtMost }) => sum + Number(countAtMost), 0);
const numbered = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `value-${from + index}`);

test('a tail shows what comes after it began, and resumes from its cursor without a loss or a repeat', async () => {
  await create('orders', 2);
  await write('orders', ['before']);
  const tail: Channel = { id: 't', kind: 'tail', topic: 'orders', query: {} };
  const first = await openTab([tail]);
  await first.client.until(() => first.client.of('snapshot').length > 0);
  await write('orders', numbered(20));
  await first.client.until(() => places(first.client).length === 20);
  const snapshot = first.client.of('snapshot')[0];
  if (snapshot?.kind !== 'tail') throw new Error('no tail snapshot');
  const next = { ...snapshot.data.next };
  for (const event of first.client.of('records')) Object.assign(next, event.next);
  await first.client.close();
  await write('orders', numbered(30, 20));
  const second = await openTab([{ ...tail, cursor: { topicId: snapshot.data.topicId, next } }]);
  await second.client.until(() => places(second.client).length === 30);
  const all = [...places(first.client), ...places(second.client)];
  expect(new Set(all).size).toBe(50);
  expect(all).toHaveLength(50);
});

test('the page hands over to the tail exactly', async () => {
  await create('handover', 3);
  await write('handover', numbered(40));
  const page = await readPage({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'handover', query: { n: 1000 } } });
  await write('handover', numbered(25, 40));
  const { client } = await openTab([{ id: 't', kind: 'tail', topic: 'handover', query: {}, cursor: page.live }]);
  await client.until(() => places(client).length >= 25);
  const all = [...page.records.map(({ partition, offset }) => `${partition}@${offset}`), ...places(client)];
  expect(new Set(all).size).toBe(65);
  expect(all).toHaveLength(65);
});

test('a tail outlives a restart of the broker without a loss or a repeat', async () => {
  await create('restarted', 2);
  const { client } = await openTab([
    { id: 't', kind: 'tail', topic: 'restarted', query: {} },
    { id: 'o', kind: 'offsets', topic: 'restarted' },
  ]);
  await client.until(() => client.of('snapshot').length === 2);
  await write('restarted', numbered(100));
  await client.until(() => places(client).length === 100);
  const { port, dataDirectory } = broker;
  await broker.running.stop();
  await client.until(() => client.of('phase').some(({ phase, channel }) => phase === 'unreachable' && channel === null));
  broker = await startTestBroker({ dataDirectory, properties: { listeners: `PLAINTEXT://localhost:${port}` } });
  await client.until(() => client.of('phase').some(({ phase, channel }) => phase === 'live' && channel === null));
  await write('restarted', numbered(100, 100));
  await client.until(() => places(client).length >= 200);
  expect(new Set(places(client)).size).toBe(200);
  expect(places(client)).toHaveLength(200);
  expect(client.of('gap')).toEqual([]);
  expect(client.of('problem').every(({ error }) => error.retriable)).toBe(true);
});

test('10,000 messages: a tail shows 10,000', async () => {
  await create('many', 3);
  const { client } = await openTab([{ id: 't', kind: 'tail', topic: 'many', query: {} }]);
  await client.until(() => client.of('snapshot').length > 0);
  for (let from = 0; from < 10_000; from += 2_500) await write('many', numbered(2_500, from));
  await client.until(() => places(client).length >= 10_000);
  expect(new Set(places(client)).size).toBe(10_000);
  expect(skipped(client)).toBe(0);
});

test('a reader that stalls costs no memory; what it is shown and what was left out is what was produced', async () => {
  await create('stalled', 2);
  const { client } = await openTab([{ id: 't', kind: 'tail', topic: 'stalled', query: {} }]);
  await client.until(() => client.of('snapshot').length > 0);
  client.pause();
  const value = 'x'.repeat(1_000);
  const produced = 60_000;
  const before = process.memoryUsage();
  for (let from = 0; from < produced; from += 5_000)
    await write(
      'stalled',
      Array.from({ length: 5_000 }, (_, index) => `${from + index}-${value}`),
    );
  global.gc?.();
  const after = process.memoryUsage();
  expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(160_000_000);
  client.resume();
  await client.until(() => places(client).length + skipped(client) >= produced);
  expect(places(client).length + skipped(client)).toBe(produced);
  expect(new Set(places(client)).size).toBe(places(client).length);
  expect(client.of('gap').every(({ reason }) => reason === 'slow')).toBe(true);
  expect(skipped(client)).toBeGreaterThan(0);
}, 60_000);

test('a topic that is deleted and made again ends its channels and says why', async () => {
  await create('gone');
  const { client } = await openTab([
    { id: 't', kind: 'tail', topic: 'gone', query: {} },
    { id: 'o', kind: 'offsets', topic: 'gone' },
  ]);
  await client.until(() => client.of('snapshot').length === 2);
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'gone' } });
  await create('gone');
  await client.until(() => client.of('end').length === 2);
  const codes = client
    .of('problem')
    .filter(({ error }) => !error.retriable)
    .map(({ error }) => error.code);
  for (const code of codes) expect(['TOPIC_RECREATED', 'TOPIC_NOT_FOUND']).toContain(code);
});

test('offsets tick within a second of the write, with rates and history; a filter tails only matches', async () => {
  await create('ticking', 2);
  const { client, set } = await openTab([{ id: 'o', kind: 'offsets', topic: 'ticking' }]);
  await client.until(() => client.of('snapshot').length === 1);
  const startedAt = Date.now();
  await write('ticking', numbered(10), 1);
  const ticked = () =>
    client
      .of('offsets')
      .find(({ partitions }) => partitions.some(({ partition, highWatermark }) => partition === 1 && highWatermark === '10'));
  await client.until(() => ticked() !== undefined);
  expect(Date.now() - startedAt).toBeLessThan(1_500);
  await client.until(() => client.of('offsets').some(({ totals }) => (totals.messagesPerSecond ?? 0) > 0));
  set([{ id: 'f', kind: 'tail', topic: 'ticking', query: { q: 'VALUE-7' } }]);
  await client.until(() => client.of('snapshot').length === 2);
  await write('ticking', numbered(10), 0);
  await client.until(() => client.of('records').some(({ next }) => next['0'] === '10'));
  expect(places(client)).toEqual(['0@7']);
});

test('every kind of channel begins with a snapshot', async () => {
  await create('kinds');
  const { client } = await openTab([
    { id: 'c', kind: 'cluster' },
    { id: 'l', kind: 'topics', query: { q: '', internal: false, sort: 'name', page: 1, pageSize: 50 } },
    { id: 'g', kind: 'groups', query: { q: '', page: 1, pageSize: 50 } },
    { id: 'tg', kind: 'topic-groups', topic: 'kinds' },
    { id: 'nope', kind: 'offsets', topic: 'absent' },
  ]);
  await client.until(() => new Set(client.of('snapshot').map(({ kind }) => kind)).size === 4 && client.of('end').length === 1);
  const detail = client.of('snapshot').find(({ kind }) => kind === 'cluster');
  expect(detail?.data).toMatchObject({
    reachable: true,
    controllerId: 1,
    counts: { brokersAlive: 1, brokersDead: 0, topics: 1 },
    health: { status: 'healthy' },
  });
  expect(client.of('problem')).toMatchObject([{ channel: 'nope', error: { code: 'TOPIC_NOT_FOUND', retriable: false } }]);
});

test('records/stream scans to the ends of its start, and Last-Event-ID resumes it', async () => {
  await create('scanned', 2);
  await write('scanned', numbered(500));
  const scan = await openRecords('scanned', { from: 'oldest' });
  await scan.until(() => scan.isEnded || scan.of('end').length > 0);
  expect(places(scan)).toHaveLength(500);
  expect(scan.of('end')).toEqual([{ channel: null, reason: 'complete' }]);
  expect(scan.events[0]).toMatchObject({ event: 'hello' });
  expect(scan.events[0]?.id).toBeDefined();
  expect(scan.of('stats').length).toBeGreaterThan(0);
  const halfway = scan.events.filter(({ event }) => event === 'records')[1];
  const shown = scan
    .of('records')
    .slice(0, 2)
    .flatMap(({ records }) => records);
  const rest = await openRecords('scanned', { from: 'oldest' }, { lastEventId: halfway?.id ?? '' });
  await rest.until(() => rest.of('end').length > 0);
  expect(places(rest)).toHaveLength(500 - shown.length);
});

test('shutting down ends every stream at once', async () => {
  await create('ending');
  const { client } = await openTab([{ id: 't', kind: 'tail', topic: 'ending', query: {} }]);
  const live = await openRecords('ending', { from: 'live' });
  await live.until(() => live.of('hello').length > 0);
  consoleUnderTest.ctx.runtime.close();
  await client.until(() => client.of('end').length > 0);
  await live.until(() => live.of('end').length > 0);
  expect(consoleUnderTest.ctx.runtime.streams.size).toBe(0);
});
