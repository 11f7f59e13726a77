import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCoordinatorApi } from '@/broker/protocol/messages/find-coordinator';
import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { CopyOrder, RedriveOrder } from '@/lib/contracts/transfer';
import { stopStream } from '../services/streams/stop-stream';
import { deleteTopic } from '../services/topics/delete-topic';
import { startTestConsole, type TestConsole } from './test-console';
import { numbered, record, resultOf, text, TransferFixture } from './transfer-fixture';

let broker: TestBroker;
let consoleUnderTest: TestConsole;
let topics: TransferFixture;
const cluster = 'local';

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
  topics = new TransferFixture(consoleUnderTest);
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

/** `__consumer_offsets` is there once somebody looked for a group. */
async function makeInternalTopic(): Promise<void> {
  const { client } = consoleUnderTest.ctx.runtime.cluster(cluster);
  const look = async () =>
    (await client.sendAny(findCoordinatorApi, { key: 'g', keyType: 0, coordinatorKeys: ['g'] })).coordinators[0]?.errorCode;
  await expect.poll(look, { timeout: 10_000 }).toBe(0);
}

test('a copy is the same to the byte: nulls, empty values, headers that are no text, times and codec', async () => {
  await topics.create('bytes', 1);
  await topics.create('bytes-copy', 1);
  const noText = Buffer.from([0xff, 0x00, 0xfe]);
  const headers = [
    { key: text('a'), value: noText },
    { key: text('a'), value: null },
    { key: noText, value: text('') },
  ];
  const originals: RecordInput[] = [
    record('tombstone', null, 5),
    record(null, '', 4),
    { key: noText, value: noText, headers, timestampMs: 1_700_000_000_001 },
    record('', 'empty key', 3),
  ];
  await topics.fill(
    'bytes',
    originals.map((each) => ({ partition: 0, record: each })),
  );
  const result = await topics.copied('bytes', { target: 'bytes-copy' });
  expect(result).toMatchObject({ read: 4, matched: 4, chosen: 4, written: 4, failed: 0, cutShort: false, dryRun: false });
  expect(await topics.read('bytes-copy')).toEqual(originals.map((each) => ({ ...each, partition: 0, codec: 'zstd' })));

  const before = Date.now();
  await topics.copied('bytes', { target: 'bytes-copy', timestamps: 'new', from: 'o:3' });
  const last = (await topics.read('bytes-copy')).at(-1);
  expect(last).toMatchObject({ key: text(''), value: text('empty key') });
  expect(last?.timestampMs).toBeGreaterThanOrEqual(before);
});

test('range, partitions and filters choose; a dry run counts the same and writes nothing', async () => {
  await topics.create('chosen', 3);
  await topics.create('chosen-copy', 5);
  await topics.fill('chosen', numbered(3_000, 3));
  const order: CopyOrder = { target: 'chosen-copy', from: 'o:0@500,2@990', to: 'o:2@995', q: 'v' };
  const plan = await topics.copied('chosen', order, true);
  expect(plan).toMatchObject({ dryRun: true, read: 505, chosen: 505, written: 0, until: 'o:0@1000,2@995' });
  expect(plan.sources.map(({ partition, records }) => [partition, records])).toEqual([
    [0, 500],
    [2, 5],
  ]);
  expect(plan.targets).toMatchObject([{ topic: 'chosen-copy', records: 505, bytes: plan.bytes, written: 0 }]);
  expect(await topics.read('chosen-copy')).toEqual([]);

  const one = await topics.copied('chosen', { target: 'chosen-copy', f: 'value == "v1501"' });
  expect(one).toMatchObject({ read: 3_000, matched: 1, written: 1 });
  const all = await topics.copied('chosen', order);
  expect(all.targets[0]?.partitions.reduce((sum, { written }) => sum + written, 0)).toBe(505);
  const copied = await topics.read('chosen-copy');
  expect(copied).toHaveLength(506);
  // Of a key, all are in one partition and in order.
  const places = new Map<string, { partition: number; value: number }>();
  for (const { key, value, partition } of copied.filter((each) => each.value?.toString() !== 'v1501')) {
    const seen = places.get(String(key));
    const number = Number(value?.toString().slice(1));
    if (seen !== undefined) {
      expect(partition).toBe(seen.partition);
      expect(number).toBeGreaterThan(seen.value);
    }
    places.set(String(key), { partition, value: number });
  }
});

test('records keep their partitions where there are as many', async () => {
  await topics.create('kept', 3);
  await topics.create('kept-copy', 3);
  await topics.create('kept-less', 2);
  await topics.fill('kept', numbered(30, 3));
  await topics.copied('kept', { target: 'kept-copy', placement: 'same' });
  const strip = async (name: string) => (await topics.read(name)).map(({ partition, value }) => [partition, String(value)]);
  expect(await strip('kept-copy')).toEqual(await strip('kept'));
  await expect(topics.copy('kept', { target: 'kept-less', placement: 'same' })).rejects.toMatchObject({
    code: 'INVALID_PARTITIONS',
    field: 'placement',
  });
  expect(await topics.copied('kept', { target: 'kept-less', placement: 'same', p: '0-1' })).toMatchObject({ written: 20 });
});

test('what cannot be is refused before a record is read', async () => {
  await topics.create('source');
  await makeInternalTopic();
  await expect(topics.copy('source', { target: 'source' })).rejects.toMatchObject({ code: 'INVALID_REQUEST', field: 'target' });
  await expect(topics.copy('source', { target: 'absent' })).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
  await expect(topics.copy('absent', { target: 'source' })).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
  await expect(topics.copy('kept', { target: '__consumer_offsets' })).rejects.toMatchObject({ code: 'TOPIC_INTERNAL' });
  await expect(topics.copy('source', { target: 'kept', p: '7' })).rejects.toMatchObject({ code: 'PARTITION_NOT_FOUND' });
  await expect(topics.copy('source', { target: 'kept', f: 'value ==' })).rejects.toMatchObject({ code: 'INVALID_FILTER' });
});

test('a record that the target does not take is counted with its reason, and the others go', async () => {
  await topics.create('mixed');
  await topics.create('compacted', 1, { 'cleanup.policy': 'compact' });
  await topics.create('old', 1, { 'message.timestamp.before.max.ms': '3600000' });
  const now = Date.now();
  const at = (offset: number) => record(offset % 2 === 0 ? 'k' : null, `v${offset}`, offset === 4 ? 1_000 : now);
  await topics.fill(
    'mixed',
    Array.from({ length: 9 }, (_, offset) => ({ partition: 0, record: at(offset) })),
  );
  const refused = { chosen: 5, failed: 4, failures: [{ code: 'INVALID_RECORD', count: 4 }] };
  expect(await topics.copied('mixed', { target: 'compacted' }, true)).toMatchObject({ ...refused, written: 0 });
  expect(await topics.copied('mixed', { target: 'compacted' })).toMatchObject({ ...refused, written: 5, cutShort: false });
  expect(await topics.copied('mixed', { target: 'old' })).toMatchObject({
    written: 8,
    failed: 1,
    failures: [{ code: 'INVALID_TIMESTAMP', count: 1 }],
    cutShort: false,
  });
});

test('a copy keeps to its rate, can be stopped, and says what it has written', async () => {
  await topics.create('slow', 2);
  await topics.create('slow-copy', 2);
  await topics.fill('slow', numbered(2_000, 2));
  const startedAt = performance.now();
  const run = await topics.copy('slow', { target: 'slow-copy', perSecond: 200 });
  await expect.poll(() => run.events.filter(({ event }) => event === 'progress').length, { timeout: 10_000 }).toBeGreaterThan(2);
  stopStream({ ctx: consoleUnderTest.ctx, input: { stream: await run.streamId() } });
  const { written } = await resultOf(run);
  expect(await run.end()).toEqual({ reason: 'stopped' });
  expect(written).toBeGreaterThan(20);
  expect(written).toBeLessThanOrEqual(((performance.now() - startedAt) / 1000) * 200 + 1);
  expect(await topics.read('slow-copy')).toHaveLength(written);
});

const header = (key: string, value: string) => ({ key: text(key), value: text(value) });

test('a dead-letter topic is redriven to the topics that its headers name, and what cannot go is counted', async () => {
  await topics.create('dead', 2);
  await topics.create('orders', 3);
  await topics.create('payments', 1);
  await makeInternalTopic();
  const from = (topic: string, key = 'k') => ({
    ...record(key, `of ${topic}`),
    headers: [header('a', 'b'), header('kafka_dlt-original-topic', topic), header('kafka_dlt-exception-message', 'boom')],
  });
  const connect = { ...record('p', 'of connect'), headers: [header('__connect.errors.topic', 'payments')] };
  const tired = { ...from('orders'), headers: [...from('orders').headers, header('ottla-redrive-count', '3')] };
  const originals = [
    ...Array.from({ length: 600 }, (_, index) => from('orders', `k${index % 7}`)),
    connect,
    record('k', 'no header'),
    from('dead'),
    from('gone'),
    from('gone'),
    from('no topic name'),
    from('__consumer_offsets'),
    tired,
  ];
  await topics.fill(
    'dead',
    originals.map((each, index) => ({ partition: index % 2, record: each })),
  );
  const stays = [
    { reason: 'unknown-topic', topic: 'gone', records: 2 },
    { reason: 'no-header', topic: null, records: 1 },
    { reason: 'same-topic', topic: 'dead', records: 1 },
    { reason: 'no-name', topic: null, records: 1 },
    { reason: 'internal-topic', topic: '__consumer_offsets', records: 1 },
    { reason: 'limit', topic: null, records: 1 },
  ];
  const plan = await topics.redriven('dead', {}, true);
  expect(plan).toMatchObject({ dryRun: true, read: 608, matched: 608, chosen: 601, written: 0 });
  expect(plan.targets).toMatchObject([
    { topic: 'orders', records: 600, written: 0 },
    { topic: 'payments', records: 1, written: 0 },
  ]);
  expect(plan.stays).toHaveLength(stays.length);
  expect(plan.stays).toEqual(expect.arrayContaining(stays));

  await topics.fill('dead', [{ partition: 0, record: from('orders') }]);
  const result = await topics.redriven('dead', { ...(plan.until === null ? {} : { to: plan.until }), dropsErrorHeaders: true });
  expect(result).toMatchObject({ chosen: 601, written: 601, failed: 0, cutShort: false });
  expect(result.targets).toMatchObject([
    { topic: 'orders', written: 600 },
    { topic: 'payments', written: 1 },
  ]);
  const redriven = await topics.read('orders');
  expect(redriven).toHaveLength(600);
  expect(redriven[0]?.headers).toEqual([header('a', 'b'), header('ottla-redrive-count', '1')]);
  expect(await topics.read('payments')).toMatchObject([
    { headers: [header('ottla-redrive-count', '1')], value: text('of connect') },
  ]);
  expect(await topics.read('dead')).toHaveLength(609);
});

test('what goes round and fails again stays after as many times as allowed', async () => {
  await topics.create('round', 1);
  await topics.create('work', 1);
  await topics.fill('round', [{ partition: 0, record: { ...record('k', 'v'), headers: [header('from', 'work')] } }]);
  const order: RedriveOrder = { header: 'from', limit: 2 };
  // A consumer that fails puts each record back as it got it.
  const failAgain = async () => {
    const last = (await topics.read('work')).at(-1);
    if (last !== undefined) await topics.fill('round', [{ partition: 0, record: last }]);
  };
  expect(await topics.redriven('round', order)).toMatchObject({ written: 1, stays: [] });
  await failAgain();
  expect(await topics.redriven('round', { ...order, from: 'o:1' })).toMatchObject({ written: 1, stays: [] });
  await failAgain();
  expect(await topics.redriven('round', { ...order, from: 'o:2' })).toMatchObject({
    written: 0,
    stays: [{ reason: 'limit', topic: null, records: 1 }],
  });
  expect(await topics.read('work')).toHaveLength(2);
});

test('a target that fails gets nothing more, and the others get theirs', async () => {
  await topics.create('split', 1);
  await topics.create('open', 1);
  await topics.create('doomed', 1);
  const of = (topic: string) => ({ partition: 0, record: { ...record('k', topic), headers: [header('from', topic)] } });
  await topics.fill(
    'split',
    Array.from({ length: 1_200 }, (_, index) => of(index % 2 === 0 ? 'open' : 'doomed')),
  );
  const run = await topics.redrive('split', { header: 'from', perSecond: 600 });
  await run.streamId();
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'doomed' } });
  const result = await resultOf(run);
  expect(result.cutShort).toBe(true);
  expect(result.targets.find(({ topic }) => topic === 'open')).toMatchObject({ written: 600, failed: 0 });
  const doomed = result.targets.find(({ topic }) => topic === 'doomed');
  expect((doomed?.written ?? 0) + (doomed?.failed ?? 0)).toBe(600);
  expect(doomed?.failed).toBeGreaterThan(0);
});
