import { Admin, Consumer, Producer, stringDeserializers, stringSerializers, type Message } from '@platformatic/kafka';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from './start-test-broker';

/** @platformatic/kafka speaks the newest versions it knows, flexible ones with tagged fields and topic ids. */
let broker: TestBroker;

beforeAll(async () => {
  broker = await startTestBroker();
});

afterAll(async () => {
  await broker.stop();
});

function base() {
  return { clientId: 'platformatic-test', bootstrapBrokers: [broker.bootstrapServers] };
}

async function withAdmin<T>(action: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Admin(base());
  try {
    return await action(admin);
  } finally {
    await admin.close();
  }
}

/** The client types the close of a consumer as if it took a callback only. */
function closed(consumer: Consumer<string, string, string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    consumer.close(true, (error) => (error ? reject(error) : resolve()));
  });
}

type Strings = Message<string, string, string, string>;

/** Reads `count` messages of the topic from its start. */
async function read(topic: string, groupId: string, count: number): Promise<Strings[]> {
  const consumer = new Consumer({ ...base(), groupId, deserializers: stringDeserializers });
  const stream = await consumer.consume({
    topics: [topic],
    mode: 'earliest',
    autocommit: false,
    maxWaitTime: 100,
    sessionTimeout: 10_000,
    heartbeatInterval: 500,
  });
  const messages: Strings[] = [];
  for await (const message of stream) {
    messages.push(message);
    await message.commit();
    if (messages.length === count) break;
  }
  await closed(consumer);
  return messages;
}

test('topics are created with ids, listed and deleted', async () => {
  await withAdmin(async (admin) => {
    const [created] = await admin.createTopics({ topics: ['flexible'], partitions: 3, replicas: 1 });
    expect(created).toMatchObject({ name: 'flexible', partitions: 3, replicas: 1 });
    expect(created?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await admin.listTopics()).toContain('flexible');
    const metadata = await admin.metadata({ topics: ['flexible'] });
    expect(metadata.id).toBe(broker.running.clusterId);
    expect(metadata.topics.get('flexible')?.id).toBe(created?.id);
    await admin.deleteTopics({ topics: ['flexible'] });
    expect(await admin.listTopics()).not.toContain('flexible');
  });
});

// zstd is for kcat to prove: this client needs a newer Node for it.
test.each(['none', 'gzip', 'snappy', 'lz4'] as const)('records sent with %s come back as they were', async (compression) => {
  const topic = `codec-${compression}`;
  await withAdmin((admin) => admin.createTopics({ topics: [topic], partitions: 1, replicas: 1 }));
  const producer = new Producer({ ...base(), serializers: stringSerializers, idempotent: true, compression });
  const value = 'the same again and again '.repeat(200);
  const { offsets } = await producer.send({
    messages: [
      { topic, key: 'k', value, headers: { a: '1' }, timestamp: 1_700_000_000_000n },
      { topic, value: 'two' },
    ],
  });
  await producer.close();
  expect(offsets?.map(({ offset }) => offset)).toEqual([0n]);
  const messages = await read(topic, `reader-${compression}`, 2);
  expect(messages.map((message) => [message.offset, message.key, message.value])).toEqual([
    [0n, 'k', value],
    [1n, messages[1]?.key, 'two'],
  ]);
  expect(messages[0]?.timestamp).toBe(1_700_000_000_000n);
  expect(messages[0]?.headers.get('a')).toBe('1');
});

test('offsets committed by one consumer are where the next one starts', async () => {
  await withAdmin((admin) => admin.createTopics({ topics: ['resume'], partitions: 1, replicas: 1 }));
  const producer = new Producer({ ...base(), serializers: stringSerializers });
  await producer.send({ messages: ['a', 'b', 'c'].map((value) => ({ topic: 'resume', value })) });
  await producer.close();
  expect((await read('resume', 'resumer', 2)).map(({ value }) => value)).toEqual(['a', 'b']);

  const consumer = new Consumer({ ...base(), groupId: 'resumer', deserializers: stringDeserializers });
  const stream = await consumer.consume({ topics: ['resume'], mode: 'committed', maxWaitTime: 100 });
  for await (const message of stream) {
    expect(message.value).toBe('c');
    break;
  }
  const offsets = await consumer.listOffsets({ topics: ['resume'] });
  expect(offsets.get('resume')).toEqual([3n]);
  await closed(consumer);
  await withAdmin(async (admin) => {
    const groups = await admin.listGroups();
    expect([...groups.keys()]).toContain('resumer');
    expect((await admin.describeGroups({ groups: ['resumer'] })).get('resumer')).toMatchObject({ state: 'EMPTY' });
    await admin.deleteGroups({ groups: ['resumer'] });
    expect([...(await admin.listGroups()).keys()]).not.toContain('resumer');
  });
});

test('log directories are described with their sizes', async () => {
  await withAdmin(async (admin) => {
    await admin.createTopics({ topics: ['sized'], partitions: 1, replicas: 1 });
    const producer = new Producer({ ...base(), serializers: stringSerializers });
    await producer.send({ messages: [{ topic: 'sized', value: 'x'.repeat(1000) }] });
    await producer.close();
    const [description] = await admin.describeLogDirs({ topics: [{ name: 'sized', partitions: [0] }] });
    const [directory] = description?.results ?? [];
    expect(Number(directory?.totalBytes)).toBeGreaterThan(0);
    expect(Number(directory?.topics[0]?.partitions[0]?.partitionSize)).toBeGreaterThan(1000);
  });
});
