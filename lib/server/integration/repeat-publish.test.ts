import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { writeResult, type RepeatRequest } from '@/lib/contracts/write-run';
import { readPage } from '../services/records/read-page';
import { repeatPublish } from '../services/records/repeat-publish';
import { stopStream } from '../services/streams/stop-stream';
import { createTopic } from '../services/topics/create-topic';
import { readJob, type JobRun } from './job-events';
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

async function repeat(topic: string, request: Partial<RepeatRequest>): Promise<JobRun> {
  const input = {
    cluster,
    topic,
    request: { record: { value: 'v' }, fills: true, count: 10, perSecond: null, countFrom: 0, ...request },
    query: { compression: 'none', acks: 'all' },
  } as const;
  return readJob((await repeatPublish({ ctx: consoleUnderTest.ctx, input })).stream);
}

test('each of many is filled anew, and the outcome adds up', async () => {
  await create('many', 3);
  const run = await repeat('many', {
    record: { key: 'k{{counter}}', value: '{"n":{{counter 0}}}', headers: [{ key: 'id', value: '{{uuid}}' }] },
    count: 5_000,
    countFrom: 100,
  });
  const result = writeResult.parse(await run.result());
  expect(result).toMatchObject({ written: 5_000, failed: 0, failures: [] });
  expect(result.partitions.reduce((sum, { written }) => sum + written, 0)).toBe(5_000);
  for (const { written, firstOffset, lastOffset } of result.partitions) {
    expect(firstOffset).toBe('0');
    expect(lastOffset).toBe(String(written - 1));
  }
  expect(await run.end()).toEqual({ reason: 'complete' });
  const { records } = await readPage({
    ctx: consoleUnderTest.ctx,
    input: { cluster, topic: 'many', query: { from: 'o:0', n: 3 } },
  });
  for (const { key, value } of records) {
    const number = key !== null && 'text' in key ? Number(key.text.slice(1)) : 0;
    expect(number).toBeGreaterThan(100);
    expect(value).toEqual({ text: `{"n":${number - 1}}` });
  }
});

test('a rate is kept, and a run that is stopped says what it has written', async () => {
  await create('steady');
  const startedAt = performance.now();
  const run = await repeat('steady', { count: 100_000, perSecond: 200 });
  await expect.poll(() => run.events.filter(({ event }) => event === 'progress').length, { timeout: 10_000 }).toBeGreaterThan(2);
  stopStream({ ctx: consoleUnderTest.ctx, input: { stream: await run.streamId() } });
  const { written } = writeResult.parse(await run.result());
  const seconds = (performance.now() - startedAt) / 1000;
  expect(await run.end()).toEqual({ reason: 'stopped' });
  expect(written).toBeGreaterThan(20);
  expect(written).toBeLessThanOrEqual(seconds * 200 + 1);
  const { live } = await readPage({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'steady', query: {} } });
  expect(live.next).toEqual({ '0': String(written) });
});

test('what no try would change ends the run at once, with its reason', async () => {
  await create('small', 1, { 'max.message.bytes': '300' });
  const run = await repeat('small', { record: { value: 'x'.repeat(1_000) }, count: 100_000 });
  const result = writeResult.parse(await run.result());
  expect(result.written).toBe(0);
  expect(result.failures).toMatchObject([{ code: 'MESSAGE_TOO_LARGE', count: 1 }]);
});

test('when nobody listens any more it ends', async () => {
  await create('left');
  const input = {
    cluster,
    topic: 'left',
    request: { record: { value: 'v' }, fills: false, count: 100_000, perSecond: 100, countFrom: 0 },
    query: { compression: 'none', acks: 'all' },
  } as const;
  const { ctx } = consoleUnderTest;
  const before = ctx.runtime.streams.size;
  const { stream } = await repeatPublish({ ctx, input });
  const reader = stream.getReader();
  await reader.read();
  expect(ctx.runtime.streams.size).toBe(before + 1);
  await reader.cancel();
  expect(ctx.runtime.streams.size).toBe(before);
});

test('what cannot be sent is refused before anything is', async () => {
  await expect(repeat('absent', {})).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
  await expect(repeat('left', { record: { value: 'v', partition: 9 } })).rejects.toMatchObject({ code: 'PARTITION_NOT_FOUND' });
});
