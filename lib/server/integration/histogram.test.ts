import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { HistogramQuery } from '@/lib/contracts/histogram';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
import { topicHistogram } from '../services/topics/topic-histogram';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
const minuteMs = 60_000;
const noonMs = Date.parse('2026-11-22T12:00:00Z');
let broker: TestBroker;
let consoleUnderTest: TestConsole;

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

async function filled(topic: string, partitions: number, minutes: readonly number[]): Promise<void> {
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions, replicationFactor: 1 } } });
  const records = minutes.map((minute, index) => ({
    value: 'x',
    partition: index % partitions,
    timestamp: noonMs + minute * minuteMs,
  }));
  if (records.length > 0) await publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
}

const histogram = (topic: string, query: HistogramQuery = {}) =>
  topicHistogram({ ctx: consoleUnderTest.ctx, input: { cluster, topic, query } });

test('records are counted by when they were written, over all partitions', async () => {
  await filled('counted', 3, [0, 0, 0, 0, 1, 1, 1, 5, 5, 9]);
  expect(await histogram('counted', { buckets: 10 })).toEqual({
    kind: 'estimate',
    fromMs: noonMs,
    bucketMs: minuteMs,
    counts: [4, 3, 0, 0, 0, 2, 0, 0, 0, 1],
    problems: [],
  });
});

test('a range is cut out, and partitions are chosen', async () => {
  await filled('ranged', 2, [0, 0, 1, 1, 2, 2, 3, 4]);
  const range = { from: `t:${noonMs + minuteMs}`, to: `t:${noonMs + 3 * minuteMs}`, buckets: 2 };
  expect(await histogram('ranged', range)).toMatchObject({ fromMs: noonMs + minuteMs, bucketMs: minuteMs, counts: [2, 2] });
  expect(await histogram('ranged', { ...range, p: '1' })).toMatchObject({ counts: [1, 1] });
  const { counts } = await histogram('ranged', { from: 't:2026-11-22T12:00:00Z', to: 't:2026-11-23T12:00:00Z' });
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8);
  expect(counts.length).toBeLessThanOrEqual(60);
});

test('nothing written is empty; what runs backwards is not drawn; a few stragglers do no harm', async () => {
  await filled('bare', 2, []);
  expect(await histogram('bare')).toMatchObject({ kind: 'empty', counts: [] });
  await filled('backwards', 1, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(await histogram('backwards')).toMatchObject({ kind: 'unordered', counts: [] });
  await filled('stragglers', 1, [...Array.from({ length: 30 }, (_, minute) => minute), 28]);
  expect(await histogram('stragglers', { buckets: 30 })).toMatchObject({
    kind: 'estimate',
    counts: [...new Array<number>(29).fill(1), 2],
  });
});

test('what cannot be asked is refused, by name', async () => {
  await filled('refused', 1, [0]);
  await expect(histogram('refused', { from: 'newest' })).rejects.toMatchObject({ code: 'INVALID_REQUEST', field: 'from' });
  await expect(histogram('refused', { from: 't:10', to: 't:10' })).rejects.toMatchObject({ field: 'to' });
  await expect(histogram('absent')).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
});
