import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigResourceTypes, Kafka, logLevel, type Consumer } from 'kafkajs';
import { expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from './start-test-broker';

/** What a client was told is there must be there after a clean stop, and after a stop that nobody could prepare for. */
function kafkaOf({ bootstrapServers }: TestBroker): Kafka {
  return new Kafka({
    brokers: [bootstrapServers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, multiplier: 1, retries: 20 },
  });
}

/** An idle stop takes a fraction of it; the machine that runs the tests may be busy. */
const stopMsMax = 3000;

async function readAll(consumer: Consumer, count: number): Promise<string[]> {
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: 'kept', fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const eachMessage = async ({ message }: { message: { value: Buffer | null } }): Promise<void> => {
      values.push(String(message.value));
      if (values.length === count) resolve();
    };
    consumer.run({ autoCommitThreshold: 1, eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return values;
}

async function fill(broker: TestBroker): Promise<string | undefined> {
  const kafka = kafkaOf(broker);
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'kept', configEntries: [{ name: 'retention.ms', value: '123456789' }] }] });
  await admin.createTopics({ topics: [{ topic: 'dropped' }] });
  await admin.deleteTopics({ topics: ['dropped'] });
  const producer = kafka.producer({ idempotent: true });
  await producer.connect();
  for (let index = 0; index < 10; index += 1) await producer.send({ topic: 'kept', messages: [{ value: `message ${index}` }] });
  await producer.disconnect();
  await readAll(kafka.consumer({ groupId: 'kept-reader', maxWaitTimeInMs: 100 }), 10);
  const { brokers } = await admin.describeCluster();
  expect(brokers).toHaveLength(1);
  await admin.disconnect();
  return broker.running.clusterId;
}

async function expectKept(broker: TestBroker, clusterId: string | undefined): Promise<void> {
  const kafka = kafkaOf(broker);
  const admin = kafka.admin();
  await admin.connect();
  expect(broker.running.clusterId).toBe(clusterId);
  expect((await admin.listTopics()).sort()).toEqual(['__consumer_offsets', 'kept']);
  expect(await admin.fetchTopicOffsets('kept')).toMatchObject([{ high: '10', low: '0' }]);
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: 'kept', configNames: ['retention.ms'] }],
  });
  expect(resources[0]?.configEntries[0]?.configValue).toBe('123456789');
  const [offsets] = await admin.fetchOffsets({ groupId: 'kept-reader', topics: ['kept'] });
  expect(offsets?.partitions).toMatchObject([{ partition: 0, offset: '10' }]);
  const expected = Array.from({ length: 10 }, (_, index) => `message ${index}`);
  expect(await readAll(kafka.consumer({ groupId: 'another-reader', maxWaitTimeInMs: 100 }), 10)).toEqual(expected);

  const producer = kafka.producer({ idempotent: true });
  await producer.connect();
  const [sent] = await producer.send({ topic: 'kept', messages: [{ value: 'after' }] });
  expect(sent?.baseOffset).toBe('10');
  await producer.disconnect();
  await admin.disconnect();
}

test('a clean stop keeps topics, records, configs and groups, and does not take long', async () => {
  const first = await startTestBroker();
  const clusterId = await fill(first);
  const startedMs = performance.now();
  await first.running.stop();
  expect(performance.now() - startedMs).toBeLessThan(stopMsMax);
  const second = await startTestBroker({ dataDirectory: first.dataDirectory });
  await expectKept(second, clusterId);
  await second.stop();
});

test('a copy of the files of a running broker, as a crash leaves them, has everything that was acknowledged', async () => {
  const first = await startTestBroker();
  const clusterId = await fill(first);
  const crashed = await mkdtemp(join(tmpdir(), 'ottla-crashed-'));
  await cp(first.dataDirectory, crashed, { recursive: true });
  await first.stop();
  const second = await startTestBroker({ dataDirectory: crashed });
  await expectKept(second, clusterId);
  await second.stop();
  await rm(crashed, { recursive: true, force: true });
});

test('a fetch that waits is answered when the broker stops, not when its time is up', async () => {
  const broker = await startTestBroker();
  const kafka = kafkaOf(broker);
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'quiet' }] });
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: 'quiet-reader', maxWaitTimeInMs: 60_000, minBytes: 1, retry: { retries: 0 } });
  const isFetching = new Promise<void>((resolve) => consumer.on(consumer.events.FETCH_START, () => resolve()));
  await consumer.connect();
  await consumer.subscribe({ topic: 'quiet' });
  await consumer.run({ eachMessage: async () => undefined });
  await isFetching;
  const startedMs = performance.now();
  await broker.stop();
  expect(performance.now() - startedMs).toBeLessThan(stopMsMax);
  await consumer.disconnect();
});
