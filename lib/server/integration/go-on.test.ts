import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { transferProgress, type CopyOrder, type TransferResult } from '@/lib/contracts/transfer';
import { deleteRecords } from '../services/records/delete-records';
import { stopStream } from '../services/streams/stop-stream';
import { deleteTopic } from '../services/topics/delete-topic';
import type { JobRun } from './job-events';
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

/** Lets it write some, then tells it to stop. */
async function stopped(run: JobRun, writtenMin: number): Promise<TransferResult> {
  const written = () => {
    const last = run.events.findLast(({ event }) => event === 'progress');
    return last === undefined ? 0 : transferProgress.parse(JSON.parse(last.data)).written;
  };
  await expect.poll(written, { timeout: 10_000 }).toBeGreaterThan(writtenMin);
  stopStream({ ctx: consoleUnderTest.ctx, input: { stream: await run.streamId() } });
  return resultOf(run);
}

const numberOf = (value: string): number => Number(value.slice(1));

test('a copy that was stopped twice goes on where it stopped: each message once, in order, and none that came later', async () => {
  await topics.create('whole', 3);
  await topics.create('whole-copy', 5);
  await topics.fill('whole', numbered(3_000, 3));
  const order: CopyOrder = { target: 'whole-copy', q: 'v' };
  const first = await stopped(await topics.copy('whole', { ...order, perSecond: 900 }), 200);
  await topics.fill('whole', numbered(30, 3));
  const second = await stopped(
    await topics.copy('whole', { ...order, perSecond: 900, ...(first.cursor === null ? {} : { cursor: first.cursor }) }),
    200,
  );
  expect(second.cursor).not.toBeNull();
  const last = await topics.copied('whole', { ...order, ...(second.cursor === null ? {} : { cursor: second.cursor }) });
  expect(last).toMatchObject({ cursor: null, cutShort: false, gap: null });
  expect(first.written + second.written + last.written).toBe(3_000);
  const copied = await topics.read('whole-copy');
  expect(copied.map(({ value }) => numberOf(String(value))).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 3_000 }, (_, index) => index),
  );
  const lastOfKey = new Map<string, number>();
  for (const { key, value } of copied) {
    expect(numberOf(String(value))).toBeGreaterThan(lastOfKey.get(String(key)) ?? -1);
    lastOfKey.set(String(key), numberOf(String(value)));
  }
});

test('a redrive that was stopped goes on, too', async () => {
  await topics.create('dead', 2);
  await topics.create('work', 2);
  const headers = [{ key: text('from'), value: text('work') }];
  await topics.fill(
    'dead',
    Array.from({ length: 1_000 }, (_, index) => ({
      partition: index % 2,
      record: { ...record(`k${index % 9}`, index % 10 === 0 ? 'other' : `v${index}`), headers: index % 10 === 0 ? [] : headers },
    })),
  );
  const order = { header: 'from' };
  const first = await stopped(await topics.redrive('dead', { ...order, perSecond: 500 }), 50);
  const last = await topics.redriven('dead', { ...order, ...(first.cursor === null ? {} : { cursor: first.cursor }) });
  expect(last.cursor).toBeNull();
  expect(first.written + last.written).toBe(900);
  expect(new Set(await topics.values('work')).size).toBe(900);
  const stays = [...first.stays, ...last.stays].reduce((sum, { records }) => sum + records, 0);
  expect(stays).toBe(100);
});

test('a redrive that lost one of its topics names it, and goes on without its messages', async () => {
  await topics.create('dead-of-two', 2);
  await topics.create('there', 2);
  await topics.create('gone', 1);
  const of = (to: string, index: number) => ({
    partition: index % 2,
    record: { ...record(`k${index % 9}`, `v${index}`), headers: [{ key: text('from'), value: text(to) }] },
  });
  await topics.fill(
    'dead-of-two',
    Array.from({ length: 1_200 }, (_, index) => of(index % 3 === 0 ? 'gone' : 'there', index)),
  );
  const order = { header: 'from' };
  const run = await topics.redrive('dead-of-two', { ...order, perSecond: 400 });
  const progress = () => {
    const last = run.events.findLast(({ event }) => event === 'progress');
    return last === undefined ? undefined : transferProgress.parse(JSON.parse(last.data));
  };
  await expect.poll(() => progress()?.written ?? 0, { timeout: 10_000 }).toBeGreaterThan(0);
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'gone' } });
  await expect.poll(() => progress()?.lost.length, { timeout: 10_000 }).toBe(1);
  stopStream({ ctx: consoleUnderTest.ctx, input: { stream: await run.streamId() } });
  const first = await resultOf(run);
  expect(first.lost).toEqual([{ topic: 'gone', code: 'TOPIC_NOT_FOUND', records: first.failed }]);
  if (first.cursor === null) throw new Error('it gave no cursor');
  const last = await topics.redriven('dead-of-two', { ...order, cursor: first.cursor });
  expect(last).toMatchObject({ cursor: null, cutShort: false, failed: 0, lost: [] });
  expect(last.stays).toMatchObject([{ reason: 'unknown-topic', topic: 'gone' }]);
  const there = await topics.values('there');
  expect([there.length, new Set(there).size]).toEqual([800, 800]);
  const wroteToGone = first.written + last.written - 800;
  expect(wroteToGone + first.failed + (last.stays[0]?.records ?? 0)).toBe(400);
});

test('a target or a source that was made anew is not gone on with', async () => {
  await topics.create('source', 2);
  await topics.create('doomed', 2);
  await topics.fill('source', numbered(2_000, 2));
  const run = await topics.copy('source', { target: 'doomed', perSecond: 500 });
  await expect.poll(() => run.events.some(({ event }) => event === 'progress'), { timeout: 10_000 }).toBe(true);
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'doomed' } });
  const { cursor, cutShort } = await resultOf(run);
  expect(cutShort).toBe(true);
  if (cursor === null) throw new Error('it gave no cursor');
  await expect(topics.copy('source', { target: 'doomed', cursor })).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
  await topics.create('doomed', 2);
  await expect(topics.copy('source', { target: 'doomed', cursor })).rejects.toMatchObject({ code: 'TOPIC_RECREATED' });
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'source' } });
  await topics.create('source', 2);
  await expect(topics.copy('source', { target: 'doomed', cursor })).rejects.toMatchObject({ code: 'TOPIC_RECREATED' });
});

test('what retention took between two runs is said', async () => {
  await topics.create('short', 1);
  await topics.create('short-copy', 1);
  await topics.fill('short', numbered(1_000, 1));
  const { written, cursor } = await stopped(await topics.copy('short', { target: 'short-copy', perSecond: 300 }), 30);
  if (cursor === null) throw new Error('it gave no cursor');
  const request = { before: 'o:900' };
  await deleteRecords({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'short', request, dryRun: false } });
  const last = await topics.copied('short', { target: 'short-copy', cursor });
  expect(last).toMatchObject({ written: 100, gap: { reason: 'retention', countAtMost: String(900 - written) } });
});
