import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { deleteRecordsApi } from '@/broker/protocol/messages/delete-records';
import type { PublishRecord } from '@/lib/contracts/publish';
import { recordFilterOf } from '../records/record-filter';
import { scanRecords, type ScanChunk, type ScanOptions } from '../records/scan';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
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

async function fill(topic: string, partitions: number, records: readonly PublishRecord[]): Promise<void> {
  const { ctx } = consoleUnderTest;
  const request = { name: topic, partitions, replicationFactor: 1, configs: {} };
  await createTopic({ ctx, input: { cluster, request } });
  await publish({ ctx, input: { cluster, topic, records, query: { compression: 'zstd', acks: 'all' } } });
}

const numbered = (count: number, partitions: number): PublishRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    value: `v${index}`,
    partition: index % partitions,
    timestamp: 1_700_000_000_000 + index,
  }));

async function scan(topic: string, options: Partial<ScanOptions> = {}) {
  const { client } = consoleUnderTest.ctx.runtime.cluster(cluster);
  const chunks: ScanChunk[] = [];
  const signal = new AbortController().signal;
  for await (const chunk of scanRecords(client, { topic: await client.topic(topic), signal, ...options })) chunks.push(chunk);
  const places = chunks.flatMap(({ records }) => records.map(({ partition, record }) => `${partition}@${record.offset}`));
  return { chunks, places, progress: chunks.at(-1)?.progress };
}

test('every record comes once, in order of time, and the progress adds up', async () => {
  await fill('scan', 3, numbered(2_500, 3));
  const { places, chunks, progress } = await scan('scan');
  expect(places).toEqual(Array.from({ length: 2_500 }, (_, index) => `${index % 3}@${Math.floor(index / 3)}`));
  expect(chunks.every(({ records }) => records.length <= 1_000)).toBe(true);
  expect(progress).toMatchObject({
    scanned: 2_500,
    matched: 2_500,
    remainingAtMost: 0,
    totalAtMost: 2_500,
    problems: [],
    gap: null,
  });
  expect(progress?.partitions[1]).toEqual({ partition: 1, start: 0, position: 833, end: 833 });
});

test('from, to, partitions and a filter bound it', async () => {
  await fill('bounded', 2, numbered(100, 2));
  expect((await scan('bounded', { partitions: [1], from: { kind: 'offset', offset: 45 } })).places).toEqual(
    [45, 46, 47, 48, 49].map((offset) => `1@${offset}`),
  );
  const times = {
    from: { kind: 'time', timestampMs: 1_700_000_000_010 },
    to: { kind: 'time', timestampMs: 1_700_000_000_013 },
  } as const;
  expect((await scan('bounded', times)).places).toEqual(['0@5', '1@5', '0@6']);
  expect((await scan('bounded', { filter: recordFilterOf('v77') })).places).toEqual(['1@38']);
  const one = { from: { kind: 'offsets', offsets: new Map([[0, 48]]) } } as const;
  expect((await scan('bounded', one)).places).toEqual(['0@48', '0@49']);
  expect((await scan('bounded', { from: { kind: 'newest' } })).places).toEqual([]);
});

test('a stopped scan goes on from its positions, and a cut log shortens it', async () => {
  await fill('stopped', 2, numbered(3_000, 2));
  const { client } = consoleUnderTest.ctx.runtime.cluster(cluster);
  const topic = await client.topic('stopped');
  const seen: string[] = [];
  const stop = new AbortController();
  let positions: ReadonlyMap<number, number> = new Map();
  const firstPart = async () => {
    for await (const { records, progress } of scanRecords(client, { topic, signal: stop.signal })) {
      seen.push(...records.map(({ partition, record }) => `${partition}@${record.offset}`));
      positions = new Map(progress.partitions.map(({ partition, position }) => [partition, position]));
      stop.abort();
    }
  };
  await expect(firstPart()).rejects.toMatchObject({ name: 'AbortError' });
  const rest = await scan('stopped', { from: { kind: 'offsets', offsets: positions } });
  expect([...seen, ...rest.places]).toHaveLength(3_000);
  expect(new Set([...seen, ...rest.places]).size).toBe(3_000);

  const leader = topic.partitions[0]?.leader ?? -1;
  const cut = { name: 'stopped', partitions: [{ partitionIndex: 0, offset: 1_490 }] };
  await client.send(leader, deleteRecordsApi, { topics: [cut], timeoutMs: 5_000 });
  expect((await scan('stopped', { partitions: [0] })).places).toHaveLength(10);
});
