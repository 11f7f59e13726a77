import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { TopicStatistics } from '@/lib/contracts/statistics';
import { publish } from '../services/records/publish';
import { analyseTopic } from '../services/topics/analyse-topic';
import { createTopic } from '../services/topics/create-topic';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
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

async function analysed(topic: string): Promise<TopicStatistics[]> {
  const snapshots: TopicStatistics[] = [];
  for await (const { data } of await analyseTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic } })) snapshots.push(data);
  return snapshots;
}

test('a topic is counted whole: keys, sizes, hours, codecs and skew', async () => {
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: 'counted', partitions: 3, replicationFactor: 1 } } });
  const hour = 1_700_000_000_000 - (1_700_000_000_000 % 3_600_000);
  const records = Array.from({ length: 3_000 }, (_, index) => ({
    key: index % 10 === 0 ? null : `key-${index % 500}`,
    value: index % 30 === 1 ? null : 'v'.repeat(index % 100),
    partition: index % 4 === 0 ? 1 : 0,
    timestamp: hour + Math.floor(index / 1_000) * 3_600_000,
  }));
  await publish({ ctx, input: { cluster, topic: 'counted', records, query: { compression: 'gzip', acks: 'all' } } });
  const last = (await analysed('counted')).at(-1);
  expect(last).toMatchObject({
    records: 3_000,
    remainingAtMost: 0,
    totalAtMost: 3_000,
    nullKeys: 300,
    tombstones: 100,
    keySizes: { count: 2_700, min: 5, max: 7 },
    valueSizes: { count: 2_900, min: 0, p50: 49, max: 99 },
    codecs: [{ codec: 'gzip', records: 3_000 }],
    spanMs: 3_600_000,
    spans: [
      { atMs: hour, count: 1_000 },
      { atMs: hour + 3_600_000, count: 1_000 },
      { atMs: hour + 7_200_000, count: 1_000 },
    ],
    problems: [],
  });
  expect(last?.partitions.map(({ partition, records: count }) => [partition, count])).toEqual([
    [0, 2_250],
    [1, 750],
    [2, 0],
  ]);
  expect(Math.abs((last?.distinctKeys ?? 0) - 450)).toBeLessThan(15);
});

test('an empty topic has statistics too; one that is not there has none', async () => {
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: 'bare', partitions: 1, replicationFactor: 1 } } });
  expect((await analysed('bare')).at(-1)).toMatchObject({
    records: 0,
    distinctKeys: 0,
    valueSizes: { count: 0, p99: 0 },
    spans: [],
  });
  await expect(analysed('absent')).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
});
