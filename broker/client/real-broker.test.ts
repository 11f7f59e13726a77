import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeClock } from '../platform/node/node-clock';
import { nodeRandom } from '../platform/node/node-random';
import { nodeTimers } from '../platform/node/node-timers';
import { nodeTransport } from '../platform/node/node-transport';
import { createTopicsApi } from '../protocol/messages/create-topics';
import { deleteRecordsApi } from '../protocol/messages/delete-records';
import { describeGroupsApi } from '../protocol/messages/describe-groups';
import { compressionNames } from '../protocol/records/batch-header';
import { RecordingLogger } from '../simulation/scripted-broker';
import { startTestBroker, type TestBroker } from '../server/real-clients/start-test-broker';
import { GroupConsumer } from './group-consumer';
import { fetchCommitted } from './group-offsets';
import { KafkaClient } from './kafka-client';
import type { StartPosition } from './list-offsets';
import { PartitionConsumer, type ConsumedRecord } from './partition-consumer';
import { Producer } from './producer';

let broker: TestBroker;
let client: KafkaClient;

beforeAll(async () => {
  broker = await startTestBroker();
  client = connect();
});

afterAll(async () => {
  client.close();
  await broker.stop();
});

function connect(): KafkaClient {
  return new KafkaClient({
    transport: nodeTransport,
    clock: nodeClock,
    timers: nodeTimers,
    random: nodeRandom,
    logger: new RecordingLogger(),
    bootstrapServers: broker.bootstrapServers,
    clientId: 'test',
  });
}

async function createTopic(name: string, numPartitions: number): Promise<void> {
  const request = { topics: [{ name, numPartitions, replicationFactor: 1, assignments: [], configs: [] }], timeoutMs: 5000 };
  const { topics } = await client.send('controller', createTopicsApi, request);
  expect(topics[0]?.errorCode).toBe(0);
}

async function produce(topic: string, values: readonly string[], partition = 0): Promise<void> {
  const producer = new Producer({ client });
  await Promise.all(values.map((value) => producer.send(topic, { key: null, value: Buffer.from(value), partition })));
  await producer.close();
}

interface Polls {
  poll(maxWaitMs: number): Promise<ConsumedRecord[]>;
}

async function take(consumer: Polls, count: number): Promise<ConsumedRecord[]> {
  const taken: ConsumedRecord[] = [];
  while (taken.length < count) taken.push(...(await consumer.poll(10_000)));
  return taken;
}

const textOf = ({ value }: ConsumedRecord): string => String(value);

test.each(compressionNames)('10,000 records with compression %s come back once, in order', async (compression) => {
  const topic = `all-${compression}`;
  await createTopic(topic, 3);
  const producer = new Producer({ client, compression });
  const values = Array.from({ length: 10_000 }, (_, index) => `value ${index}`);
  const sent = values.map((value, index) => {
    const headers = [
      { key: 'h', value: Buffer.from('1') },
      { key: 'h', value: null },
    ];
    return producer.send(topic, { key: Buffer.from(`key ${index % 100}`), value: Buffer.from(value), headers });
  });
  const written = await Promise.all(sent);
  const consumer = new PartitionConsumer({ client });
  consumer.assign([0, 1, 2].map((partition) => ({ topic, partition, offset: 'earliest' as const })));
  const records = await take(consumer, values.length);
  consumer.close();
  const found = new Map(records.map((record) => [`${record.partition}@${record.offset}`, record]));
  expect(found.size).toBe(values.length);
  expect(written.map(({ partition, offset }) => String(found.get(`${partition}@${offset}`)?.value))).toEqual(values);
  expect(records[0]?.headers.map(({ key, value }) => [String(key), value === null ? null : String(value)])).toEqual([
    ['h', '1'],
    ['h', null],
  ]);
});

test('a topic that does not exist is created by the first record', async () => {
  await produce('made-on-demand', ['a']);
  const consumer = new PartitionConsumer({ client });
  consumer.assign([{ topic: 'made-on-demand', partition: 0, offset: 0 }]);
  for await (const record of consumer) {
    expect(textOf(record)).toBe('a');
    break;
  }
  consumer.close();
});

test('a consumer starts where it is told to, and again where it seeks to', async () => {
  await createTopic('positions', 1);
  const startMs = Date.now();
  await produce('positions', ['a', 'b', 'c']);
  const consumer = new PartitionConsumer({ client, pollRecordsMax: 1 });
  const firstFrom = async (offset: StartPosition): Promise<string> => {
    consumer.assign([{ topic: 'positions', partition: 0, offset }]);
    const [record] = await take(consumer, 1);
    return record === undefined ? '' : textOf(record);
  };
  expect(await firstFrom('earliest')).toBe('a');
  expect(await firstFrom(1)).toBe('b');
  expect(await firstFrom({ timestampMs: startMs })).toBe('a');
  consumer.seek({ topic: 'positions', partition: 0 }, 2);
  expect((await take(consumer, 1)).map(textOf)).toEqual(['c']);
  expect(consumer.position({ topic: 'positions', partition: 0 })).toBe(3);
  expect(consumer.highWatermark({ topic: 'positions', partition: 0 })).toBe(3);
  consumer.assign([{ topic: 'positions', partition: 0, offset: 'latest' }]);
  const next = take(consumer, 1);
  while (consumer.position({ topic: 'positions', partition: 0 }) === undefined) await client.wait(5);
  await produce('positions', ['d']);
  expect((await next).map(textOf)).toEqual(['d']);
  consumer.close();
});

test('an offset that is no longer there goes on at the earliest one, or is an error', async () => {
  await createTopic('cut', 1);
  await produce('cut', ['a', 'b', 'c']);
  const topics = [{ name: 'cut', partitions: [{ partitionIndex: 0, offset: 2 }] }];
  await client.send(await client.leaderOf({ topic: 'cut', partition: 0 }), deleteRecordsApi, { topics, timeoutMs: 5000 });
  const forgiving = new PartitionConsumer({ client });
  forgiving.assign([{ topic: 'cut', partition: 0, offset: 0 }]);
  expect((await take(forgiving, 1)).map(textOf)).toEqual(['c']);
  forgiving.close();
  const strict = new PartitionConsumer({ client, autoOffsetReset: 'none' });
  strict.assign([{ topic: 'cut', partition: 0, offset: 0 }]);
  await expect(strict.poll(5000)).rejects.toMatchObject({ errorName: 'OFFSET_OUT_OF_RANGE' });
  strict.close();
});

test('a poll that finds nothing ends in time', async () => {
  await createTopic('quiet', 1);
  const consumer = new PartitionConsumer({ client });
  consumer.assign([{ topic: 'quiet', partition: 0, offset: 'earliest' }]);
  expect(await consumer.poll(50)).toEqual([]);
  consumer.close();
});

test('a group shares the partitions, hands them over, and goes on where it stopped', async () => {
  await createTopic('shared', 4);
  const options = { groupId: 'g', topics: ['shared'], autoOffsetReset: 'earliest' as const, heartbeatIntervalMs: 50 };
  const [firstClient, secondClient] = [connect(), connect()];
  const first = new GroupConsumer({ ...options, client: firstClient });
  const second = new GroupConsumer({ ...options, client: secondClient });
  for (const partition of [0, 1, 2, 3]) await produce('shared', ['a', 'b'], partition);
  expect(await take(first, 8)).toHaveLength(8);
  expect(first.assignment).toHaveLength(4);

  const both = { stop: false };
  const seenBySecond: ConsumedRecord[] = [];
  const polling = [
    (async () => {
      while (!both.stop) expect(await first.poll(20)).toEqual([]);
    })(),
    (async () => {
      while (!both.stop) seenBySecond.push(...(await second.poll(20)));
    })(),
  ];
  while (first.assignment.length !== 2 || second.assignment.length !== 2) await client.wait(5);
  both.stop = true;
  await Promise.all(polling);
  expect(seenBySecond).toEqual([]);

  await first.close();
  for (const partition of [0, 1, 2, 3]) await produce('shared', ['c'], partition);
  expect((await take(second, 4)).map(textOf)).toEqual(['c', 'c', 'c', 'c']);
  await second.close();
  const coordinator = await client.coordinatorOf('g');
  const { groups } = await client.send(coordinator, describeGroupsApi, { groups: ['g'] });
  expect(groups[0]).toMatchObject({ groupState: 'Empty', members: [] });
  const partitions = [0, 1, 2, 3].map((partition) => ({ topic: 'shared', partition }));
  expect([...(await fetchCommitted(client, 'g', partitions)).values()]).toEqual([3, 3, 3, 3]);
  firstClient.close();
  secondClient.close();
});

test('a member that is closed while it waits to join is gone for good', async () => {
  await createTopic('impatient', 1);
  const options = { client, groupId: 'impatient', topics: ['impatient'], heartbeatIntervalMs: 50 };
  const first = new GroupConsumer(options);
  await first.poll(0);
  const second = new GroupConsumer(options);
  const polling = second.poll(60_000);
  const coordinator = await client.coordinatorOf('impatient');
  const members = async (): Promise<number> => {
    const { groups } = await client.send(coordinator, describeGroupsApi, { groups: ['impatient'] });
    return groups[0]?.members.length ?? -1;
  };
  while ((await members()) !== 2) await client.wait(5);
  await second.close();
  expect(await polling).toEqual([]);
  while (first.assignment.length !== 1) await first.poll(20);
  expect(await members()).toBe(1);
  await first.close();
  expect(await members()).toBe(0);
});

test('a closed client leaves no connection at the broker', async () => {
  const own = connect();
  await own.metadata();
  const before = broker.running.stats().connections;
  own.close();
  while (broker.running.stats().connections >= before) await client.wait(5);
});
