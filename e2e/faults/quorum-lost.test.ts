import { Kafka, logLevel, type Kafka as KafkaJs } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTopicsApi } from '../../broker/protocol/messages/create-topics';
import { errorName } from '../../broker/protocol/error-codes';
import { FaultCluster } from './fixtures/fault-cluster';
import { readTopic } from './fixtures/read-topic';

let cluster: FaultCluster;
let kafka: KafkaJs;

beforeAll(async () => {
  cluster = await FaultCluster.start();
  const [, , survivor = ''] = cluster.bootstrapServers.split(',');
  kafka = new Kafka({
    clientId: 'quorum-lost',
    brokers: [survivor],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  });
});

afterAll(async () => {
  await cluster.remove();
});

/** One send with acks=all and no retry: resolves to Kafka's name of the error, or to the offset. */
async function sendOnce(topic: string, value: string, timeoutMs: number): Promise<string> {
  const producer = kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
  await producer.connect();
  try {
    const [result] = await producer.send({ topic, acks: -1, timeout: timeoutMs, messages: [{ partition: 0, value }] });
    return `offset ${result?.baseOffset ?? 'none'}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    if (cause instanceof Error && 'type' in cause) return String(cause.type);
    throw error;
  } finally {
    await producer.disconnect();
  }
}

async function makeLedBy(topic: string, broker: number, replicas: readonly number[], configs: Record<string, string>) {
  const { topics } = await cluster.client.send('any', createTopicsApi, {
    topics: [
      {
        name: topic,
        numPartitions: -1,
        replicationFactor: -1,
        assignments: [{ partitionIndex: 0, brokerIds: [...replicas] }],
        configs: Object.entries(configs).map(([name, value]) => ({ name, value })),
      },
    ],
    timeoutMs: 5000,
  });
  expect(topics[0]?.errorCode).toBe(0);
  await cluster.until(`${topic} is led by ${broker}`, async () => (await cluster.topic(topic))?.partitions[0]?.leader === broker);
  // A broker that started a moment ago may not be in sync yet.
  await cluster.untilInSync(topic);
  await cluster.untilLed(topic);
}

test('two of three gone: what needs the quorum fails clearly, committed data and lone replicas go on, and all comes back', async () => {
  const survivor = 3;
  await makeLedBy('replicated', survivor, [3, 1, 2], { 'min.insync.replicas': '2' });
  await makeLedBy('lone', survivor, [3], {});
  expect(await sendOnce('replicated', 'committed', 5000)).toBe('offset 0');
  expect(await sendOnce('lone', 'before', 5000)).toBe('offset 0');
  await Promise.all([cluster.act(1, 'kill'), cluster.act(2, 'kill')]);

  const impossible = {
    topics: [{ name: 'impossible', numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }],
    timeoutMs: 1000,
  };
  const refused = await cluster.client.send(survivor, createTopicsApi, impossible).then(({ topics }) => topics[0]);
  expect(['NOT_CONTROLLER', 'REQUEST_TIMED_OUT']).toContain(errorName(refused?.errorCode ?? 0));
  expect(refused?.errorMessage).toMatch(/\w+ \w+/);

  expect(await sendOnce('replicated', 'not acknowledged', 1500)).toBe('REQUEST_TIMED_OUT');
  expect((await readTopic(cluster.client, 'replicated')).map(({ value }) => value)).toEqual(['committed']);
  expect(await sendOnce('lone', 'meanwhile', 5000)).toBe('offset 1');
  expect((await readTopic(cluster.client, 'lone')).map(({ value }) => value)).toEqual(['before', 'meanwhile']);

  await Promise.all([cluster.act(1, 'start'), cluster.act(2, 'start')]);
  // What the survivor knows is of before: without a quorum no replica leaves the ISR.
  await cluster.until('writes are acknowledged', async () => (await sendOnce('replicated', 'again', 5000)).startsWith('offset'));
  await cluster.untilInSync('replicated');
  expect((await readTopic(cluster.client, 'replicated')).map(({ value }) => value)).toEqual(
    expect.arrayContaining(['committed', 'again']),
  );
  // What timed out may have been in the log of the quorum that came back: it is there, or can be made, but never in between.
  const { topics } = await cluster.client.retrying(() => cluster.client.send('any', createTopicsApi, impossible));
  expect(['NONE', 'TOPIC_ALREADY_EXISTS']).toContain(errorName(topics[0]?.errorCode ?? -1));
  await cluster.untilInSync('impossible');
}, 180_000);

test('min ISR 3 with one broker stopped and the quorum alive is NOT_ENOUGH_REPLICAS', async () => {
  await makeLedBy('strict', 3, [3, 1, 2], { 'min.insync.replicas': '3' });
  expect(await sendOnce('strict', 'first', 5000)).toBe('offset 0');
  await cluster.act(2, 'stop');
  await cluster.until('broker 2 left the ISR', async () => (await cluster.topic('strict'))?.partitions[0]?.isr.length === 2);
  expect(await sendOnce('strict', 'second', 5000)).toBe('NOT_ENOUGH_REPLICAS');
  await cluster.act(2, 'start');
  await cluster.untilInSync('strict');
  expect(await sendOnce('strict', 'third', 5000)).toBe('offset 1');
}, 180_000);
