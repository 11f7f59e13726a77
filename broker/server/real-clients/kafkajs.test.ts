import { CompressionTypes, ConfigResourceTypes, Kafka, logLevel, type Consumer, type EachMessagePayload } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from './start-test-broker';

/** kafkajs speaks the oldest versions we serve: none of them is flexible. */
let broker: TestBroker;
let kafka: Kafka;

beforeAll(async () => {
  broker = await startTestBroker();
  kafka = kafkaOf(broker);
});

afterAll(async () => {
  await broker.stop();
});

function kafkaOf({ bootstrapServers }: TestBroker): Kafka {
  return new Kafka({
    clientId: 'kafkajs-test',
    brokers: [bootstrapServers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, multiplier: 1, retries: 20 },
  });
}

async function withAdmin<T>(action: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await action(admin);
  } finally {
    await admin.disconnect();
  }
}

async function produce(
  topic: string,
  messages: { key?: string | null; value: string | null; partition?: number }[],
): Promise<void> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({ topic, messages: messages.map((message) => ({ ...message })) });
  await producer.disconnect();
}

/** Runs the consumer until it has taken `count` messages. */
async function take(consumer: Consumer, topic: string, count: number): Promise<EachMessagePayload[]> {
  const taken: EachMessagePayload[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        eachMessage: async (payload) => {
          taken.push(payload);
          if (taken.length === count) resolve();
        },
      })
      .catch(reject);
  });
  return taken;
}

test('the admin client creates, lists, describes, grows, configures and deletes topics', async () => {
  await withAdmin(async (admin) => {
    const created = await admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic: 'admin', numPartitions: 3, configEntries: [{ name: 'retention.ms', value: '60000' }] }],
    });
    expect(created).toBe(true);
    expect(await admin.listTopics()).toContain('admin');
    expect(await admin.createTopics({ topics: [{ topic: 'admin' }] })).toBe(false);

    await admin.createPartitions({ topicPartitions: [{ topic: 'admin', count: 5 }] });
    const { topics } = await admin.fetchTopicMetadata({ topics: ['admin'] });
    expect(topics[0]?.partitions.map(({ leader, isr }) => [leader, isr])).toEqual(Array.from({ length: 5 }, () => [1, [1]]));

    const resource = { type: ConfigResourceTypes.TOPIC, name: 'admin' } as const;
    const { resources } = await admin.describeConfigs({ includeSynonyms: true, resources: [resource] });
    const retention = resources[0]?.configEntries.find(({ configName }) => configName === 'retention.ms');
    expect(retention).toMatchObject({ configValue: '60000', configSource: 1 });
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ ...resource, configEntries: [{ name: 'retention.ms', value: '70000' }] }],
    });
    const altered = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ ...resource, configNames: ['retention.ms'] }],
    });
    expect(altered.resources[0]?.configEntries.map(({ configValue }) => configValue)).toEqual(['70000']);

    await admin.deleteTopics({ topics: ['admin'] });
    expect(await admin.listTopics()).not.toContain('admin');
  });
});

test('offsets are told by time and by end, and records can be deleted', async () => {
  await withAdmin(async (admin) => {
    await admin.createTopics({ topics: [{ topic: 'offsets', numPartitions: 1 }] });
    const producer = kafka.producer();
    await producer.connect();
    for (const timestamp of ['1000', '2000', '3000']) {
      await producer.send({ topic: 'offsets', messages: [{ value: timestamp, timestamp }] });
    }
    await producer.disconnect();
    expect(await admin.fetchTopicOffsets('offsets')).toEqual([{ partition: 0, offset: '3', high: '3', low: '0' }]);
    expect(await admin.fetchTopicOffsetsByTimestamp('offsets', 1500)).toEqual([{ partition: 0, offset: '1' }]);
    await admin.deleteTopicRecords({ topic: 'offsets', partitions: [{ partition: 0, offset: '2' }] });
    expect(await admin.fetchTopicOffsets('offsets')).toEqual([{ partition: 0, offset: '3', high: '3', low: '2' }]);
  });
});

test('an idempotent producer with gzip writes what a consumer reads: keys, nulls, headers, timestamps', async () => {
  await withAdmin((admin) => admin.createTopics({ topics: [{ topic: 'records', numPartitions: 1 }] }));
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const sent = await producer.send({
    topic: 'records',
    compression: CompressionTypes.GZIP,
    messages: [
      { key: 'a', value: 'one', headers: { h: ['x', 'y'], empty: '' }, timestamp: '1700000000000' },
      { key: null, value: '' },
      { key: '', value: null },
    ],
  });
  expect(sent).toMatchObject([{ topicName: 'records', partition: 0, errorCode: 0, baseOffset: '0' }]);
  const again = await producer.send({ topic: 'records', compression: CompressionTypes.GZIP, messages: [{ value: 'four' }] });
  expect(again).toMatchObject([{ baseOffset: '3' }]);
  await producer.disconnect();

  const consumer = kafka.consumer({ groupId: 'records-reader', maxWaitTimeInMs: 100 });
  const taken = await take(consumer, 'records', 4);
  await consumer.disconnect();
  const shown = taken.map(({ message: { offset, key, value } }) => [offset, key?.toString() ?? null, value?.toString() ?? null]);
  expect(shown).toEqual([
    ['0', 'a', 'one'],
    ['1', null, ''],
    ['2', '', null],
    ['3', null, 'four'],
  ]);
  expect(taken[0]?.message.timestamp).toBe('1700000000000');
  expect(String(taken[0]?.message.headers?.['h'])).toBe('x,y');
});

test('asking for a topic creates it, and the client sees no error', async () => {
  const problems: string[] = [];
  const noisy = new Kafka({
    brokers: [broker.bootstrapServers],
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ log }) =>
        problems.push(log.message),
  });
  const producer = noisy.producer();
  await producer.connect();
  const [sent] = await producer.send({ topic: 'made-on-first-use', messages: [{ value: 'x' }] });
  await producer.disconnect();
  expect(sent).toMatchObject({ errorCode: 0, baseOffset: '0' });
  expect(problems.filter((message) => !message.includes('default partitioner'))).toEqual([]);
});

test('a group of two shares the partitions, commits, and goes on where it stopped', async () => {
  await withAdmin((admin) => admin.createTopics({ topics: [{ topic: 'shared', numPartitions: 4 }] }));
  await produce(
    'shared',
    Array.from({ length: 40 }, (_, index) => ({ value: `first ${index}`, partition: index % 4 })),
  );

  const pairConsumer = (): Consumer => kafka.consumer({ groupId: 'pair', heartbeatInterval: 200, maxWaitTimeInMs: 100 });
  const [one, two] = [pairConsumer(), pairConsumer()];
  const seen: string[] = [];
  const assignments = new Map<string, number[]>();
  const settled = new Promise<void>((resolve) => {
    for (const [name, consumer] of [
      ['one', one],
      ['two', two],
    ] as const) {
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        assignments.set(name, payload.memberAssignment['shared'] ?? []);
        if ([...assignments.values()].flat().length === 4 && [...assignments.values()].every((own) => own.length === 2))
          resolve();
      });
    }
  });
  const allSeen = new Promise<void>((resolve, reject) => {
    Promise.all(
      [one, two].map(async (consumer) => {
        await consumer.connect();
        await consumer.subscribe({ topic: 'shared', fromBeginning: true });
        await consumer.run({
          autoCommitThreshold: 1,
          eachMessage: async ({ message }) => {
            seen.push(String(message.value));
            if (new Set(seen).size === 40) resolve();
          },
        });
      }),
    ).catch(reject);
  });
  await Promise.all([settled, allSeen]);
  expect([...assignments.values()].flat().sort()).toEqual([0, 1, 2, 3]);
  await withAdmin(async (admin) => {
    const { groups } = await admin.describeGroups(['pair']);
    expect(groups[0]).toMatchObject({ state: 'Stable', protocolType: 'consumer' });
    expect(groups[0]?.members).toHaveLength(2);
  });
  await Promise.all([one.disconnect(), two.disconnect()]);

  await produce('shared', [{ value: 'second', partition: 2 }]);
  const third = pairConsumer();
  const taken = await take(third, 'shared', 1);
  expect(taken.map(({ message }) => String(message.value))).toEqual(['second']);
  await third.disconnect();

  await withAdmin(async (admin) => {
    const [offsets] = await admin.fetchOffsets({ groupId: 'pair', topics: ['shared'] });
    expect(offsets?.partitions.map(({ offset }) => offset)).toHaveLength(4);
    expect((await admin.listGroups()).groups.map(({ groupId }) => groupId)).toContain('pair');
    await admin.deleteGroups(['pair']);
    expect((await admin.listGroups()).groups.map(({ groupId }) => groupId)).not.toContain('pair');
  });
});

test('10,000 messages are counted exactly', async () => {
  await withAdmin((admin) => admin.createTopics({ topics: [{ topic: 'ten-thousand', numPartitions: 3 }] }));
  const producer = kafka.producer();
  await producer.connect();
  for (let batch = 0; batch < 10; batch += 1) {
    await producer.send({
      topic: 'ten-thousand',
      messages: Array.from({ length: 1000 }, (_, index) => ({ value: `${batch}/${index}` })),
    });
  }
  await producer.disconnect();
  const offsets = await withAdmin((admin) => admin.fetchTopicOffsets('ten-thousand'));
  expect(offsets.reduce((sum, { high }) => sum + Number(high), 0)).toBe(10_000);

  const consumer = kafka.consumer({ groupId: 'counter', maxWaitTimeInMs: 100 });
  const taken = await take(consumer, 'ten-thousand', 10_000);
  await consumer.disconnect();
  expect(new Set(taken.map(({ message }) => String(message.value))).size).toBe(10_000);
});

test('a topic deleted and recreated under a live producer and consumer is a new topic to both', async () => {
  const topic = { topic: 'reborn', numPartitions: 1 };
  await withAdmin((admin) => admin.createTopics({ topics: [topic] }));
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  const consumer = kafka.consumer({ groupId: 'reborn-reader', maxWaitTimeInMs: 100 });
  await producer.connect();
  await producer.send({ topic: 'reborn', messages: [{ value: 'old' }] });
  const seen: string[] = [];
  let onSeen: () => void = () => undefined;
  const sees = (value: string): Promise<void> =>
    new Promise((resolve) => {
      onSeen = () => {
        if (seen.includes(value)) resolve();
      };
      onSeen();
    });
  await consumer.connect();
  await consumer.subscribe({ topic: 'reborn', fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      seen.push(String(message.value));
      onSeen();
    },
  });
  await sees('old');
  await withAdmin(async (admin) => {
    await admin.deleteTopics({ topics: ['reborn'] });
    await admin.createTopics({ topics: [topic] });
  });
  const [sent] = await producer.send({ topic: 'reborn', messages: [{ value: 'new' }] });
  expect(sent?.baseOffset).toBe('0');
  await sees('new');
  await producer.disconnect();
  await consumer.disconnect();
});
