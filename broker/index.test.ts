import { expect, test } from 'vitest';
import { KafkaClient } from './client/kafka-client';
import { Producer } from './client/producer';
import { PartitionConsumer } from './client/partition-consumer';
import { startBroker } from './index';
import { formatStorage } from './interbroker/format-storage';
import { createTopicsApi } from './protocol/messages/create-topics';
import { deleteTopicsApi } from './protocol/messages/delete-topics';
import { initProducerIdApi } from './protocol/messages/init-producer-id';
import { produceApi } from './protocol/messages/produce';
import { encodeBatch } from './protocol/records/encode-batch';
import { RecordingLogger } from './simulation/scripted-broker';
import { SimClock } from './simulation/sim-clock';
import { SimFileSystem } from './simulation/sim-file-system';
import { SimRandom } from './simulation/sim-random';
import { SimTransport } from './simulation/sim-transport';

/** The whole broker on a simulated machine: what a crash or a failing disk leaves is exact, and no time passes. */
const directory = '/data/broker-1';
const properties = { 'node.id': '1', listeners: 'PLAINTEXT://localhost:9092' };

function machine() {
  const clock = new SimClock();
  const logger = new RecordingLogger();
  return {
    clock,
    timers: clock,
    random: new SimRandom(7),
    fileSystem: new SimFileSystem({ clock }),
    transport: new SimTransport(),
    logger,
  };
}

type Machine = ReturnType<typeof machine>;

async function formatted(): Promise<Machine> {
  const platform = machine();
  await platform.fileSystem.makeDirectory('/data');
  await platform.fileSystem.syncDirectory('/');
  await formatStorage({ fileSystem: platform.fileSystem, random: platform.random, directory, nodeId: 1 });
  return platform;
}

/** Another process on the same disk. */
function rebooted({ fileSystem }: Machine): Machine {
  return { ...machine(), fileSystem };
}

function clientOf(platform: Machine): KafkaClient {
  return new KafkaClient({ ...platform, bootstrapServers: 'localhost:9092', clientId: 'test', requestTimeoutMs: 5000 });
}

async function createTopic(client: KafkaClient, name: string): Promise<number | undefined> {
  const topic = { name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] };
  const { topics } = await client.send('controller', createTopicsApi, { topics: [topic], timeoutMs: 1000 });
  return topics[0]?.errorCode;
}

async function nextProducerId(client: KafkaClient): Promise<number> {
  const { producerId } = await client.send('any', initProducerIdApi, { transactionalId: null, transactionTimeoutMs: 0 });
  return producerId;
}

/** One record to partition 0, without the retries that a producer would make. */
async function produce(client: KafkaClient, topic: string): Promise<{ errorCode: number; baseOffset: number } | undefined> {
  const records = encodeBatch([{ key: null, value: Buffer.from('v'), timestampMs: client.clock.nowMs() }], {});
  const topicData = [{ name: topic, partitionData: [{ index: 0, records }] }];
  const { responses } = await client.send('any', produceApi, { acks: -1, timeoutMs: 1000, topicData }, { version: 12 });
  const [result] = responses[0]?.partitionResponses ?? [];
  return result && { errorCode: result.errorCode, baseOffset: result.baseOffset };
}

test('a broker starts, serves and stops; a second one on the same port does not start', async () => {
  const platform = await formatted();
  const broker = await startBroker({ platform, directory, properties });
  expect(broker).toMatchObject({ nodeId: 1, host: 'localhost', port: 9092 });
  const client = clientOf(platform);
  expect(await createTopic(client, 'a')).toBe(0);
  expect(broker.stats()).toMatchObject({ connections: 1 });
  expect(broker.stats().requests).toBeGreaterThan(1);

  const other = rebooted(await formatted());
  await expect(
    startBroker({ platform: { ...other, transport: platform.transport }, directory, properties }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  client.close();
  await broker.stop();
  await broker.stop();
});

test('a directory that is not formatted, or is of another node, is refused in one sentence', async () => {
  const bare = machine();
  await expect(startBroker({ platform: bare, directory, properties })).rejects.toThrow('/data/broker-1 is not formatted.');
  const platform = await formatted();
  await expect(startBroker({ platform, directory, properties: { ...properties, 'node.id': '2' } })).rejects.toThrow(
    '/data/broker-1 belongs to node 1, not to node 2.',
  );
  await expect(startBroker({ platform, directory, properties: { ...properties, 'num.partitions': 'x' } })).rejects.toThrow(
    'num.partitions',
  );
});

test('power fails: topics and producer ids are as they were told, because metadata is synced before it is answered', async () => {
  const platform = await formatted();
  await startBroker({ platform, directory, properties });
  const client = clientOf(platform);
  expect(await createTopic(client, 'kept')).toBe(0);
  const ids = [await nextProducerId(client), await nextProducerId(client)];
  platform.fileSystem.crash();

  const after = rebooted(platform);
  const broker = await startBroker({ platform: after, directory, properties });
  const clientAfter = clientOf(after);
  expect(await createTopic(clientAfter, 'kept')).toBe(36);
  expect(ids).not.toContain(await nextProducerId(clientAfter));
  clientAfter.close();
  await broker.stop();
});

test('a start fails, rather than waiting for ever, when the disk is full before the broker is registered', async () => {
  const platform = await formatted();
  let writes = 0;
  // The first write is that of the new leader of the metadata quorum, the next one that of its registration.
  const isLater = (path: string): boolean => path.includes('__cluster_metadata-0/0') && (writes += 1) > 1;
  platform.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: isLater, times: 1000 });
  await expect(startBroker({ platform, directory, properties })).rejects.toThrow('the disk is full');
  expect(writes).toBeGreaterThan(1);
});

test('a start that fails says why, not what closing again failed of', async () => {
  const platform = await formatted();
  await startBroker({ platform, directory, properties });
  const client = clientOf(platform);
  await createTopic(client, 'kept');
  await produce(client, 'kept');
  client.close();
  platform.fileSystem.killProcess();
  const next = rebooted(platform);
  next.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: () => true, times: 1000 });
  await expect(startBroker({ platform: next, directory, properties })).rejects.toThrow(/ENOSPC: .*quorum-state/);
});

test('the process is killed: every acknowledged record is there', async () => {
  const platform = await formatted();
  await startBroker({ platform, directory, properties });
  const client = clientOf(platform);
  const producer = new Producer({ client });
  for (let index = 0; index < 20; index += 1) {
    await producer.send('kept', { key: null, value: Buffer.from(`message ${index}`), partition: 0 });
  }
  platform.fileSystem.killProcess();

  const after = rebooted(platform);
  const broker = await startBroker({ platform: after, directory, properties });
  const clientAfter = clientOf(after);
  const consumer = new PartitionConsumer({ client: clientAfter });
  consumer.assign([{ topic: 'kept', partition: 0, offset: 'earliest' }]);
  const values: string[] = [];
  for await (const { value } of consumer) if (values.push(String(value)) === 20) break;
  expect(values).toEqual(Array.from({ length: 20 }, (_, index) => `message ${index}`));
  clientAfter.close();
  await broker.stop();
});

/** Names of the partitions' directories. */
async function partitionDirectories({ fileSystem }: Machine): Promise<string[]> {
  const names = await fileSystem.list(directory);
  return names.filter((name) => /^(kept|gone)/.test(name)).map((name) => name.replace(/[0-9a-f]{32}/, '<id>'));
}

test('a start touches no log before the broker is registered; then what the metadata does not know is put aside', async () => {
  const platform = await formatted();
  const { fileSystem } = platform;
  await startBroker({ platform, directory, properties });
  const client = clientOf(platform);
  for (const topic of ['kept', 'gone']) {
    await createTopic(client, topic);
    expect(await produce(client, topic)).toEqual({ errorCode: 0, baseOffset: 0 });
  }
  await client.send('controller', deleteTopicsApi, { topicNames: ['gone'], topics: [], timeoutMs: 1000 }, { version: 5 });
  client.close();
  // A crash just before the directory was renamed.
  const deleted = (await fileSystem.list(directory)).find((name) => name.endsWith('-delete')) ?? '';
  await fileSystem.rename(`${directory}/${deleted}`, `${directory}/gone-0`);
  fileSystem.killProcess();

  let writes = 0;
  const isRegistration = (path: string): boolean => path.includes('__cluster_metadata-0/0') && (writes += 1) > 1;
  fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: isRegistration, times: 1000 });
  const first = rebooted(platform);
  await expect(startBroker({ platform: first, directory, properties })).rejects.toThrow('the disk is full');
  await first.clock.advance(100_000);
  expect(await partitionDirectories(platform)).toEqual(['gone-0', 'kept-0']);

  fileSystem.clearFaults();
  const after = rebooted(platform);
  const broker = await startBroker({ platform: after, directory, properties });
  expect(await partitionDirectories(platform)).toEqual(['gone-0.<id>-stray', 'kept-0']);
  const clientAfter = clientOf(after);
  expect(await produce(clientAfter, 'kept')).toEqual({ errorCode: 0, baseOffset: 1 });
  clientAfter.close();
  await broker.stop();
});

test('a metadata write that fails ends the broker: it says why, and refuses what it cannot keep', async () => {
  const platform = await formatted();
  const broker = await startBroker({ platform, directory, properties });
  const client = clientOf(platform);
  expect(await createTopic(client, 'before')).toBe(0);
  platform.fileSystem.fail({ operation: 'sync', code: 'EIO', path: (path) => path.includes('__cluster_metadata') });
  const lost = createTopic(client, 'lost');
  expect((await broker.failed).message).toMatch(/./);
  await platform.clock.advance(1000);
  expect(await lost).toBe(7);
  client.close();
  await broker.stop();
});

test('a full disk is told to the producer, and the log goes on when there is room again', async () => {
  const platform = await formatted();
  const broker = await startBroker({ platform, directory, properties });
  const client = clientOf(platform);
  await createTopic(client, 'full');
  expect(await produce(client, 'full')).toEqual({ errorCode: 0, baseOffset: 0 });
  platform.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: (path) => path.includes('full-0'), writtenBytes: 10 });
  expect(await produce(client, 'full')).toEqual({ errorCode: 56, baseOffset: -1 });
  expect(await produce(client, 'full')).toEqual({ errorCode: 0, baseOffset: 1 });
  client.close();
  await broker.stop();
});
