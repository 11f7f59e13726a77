import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { describeCluster } from '../services/clusters/describe-cluster';
import { describeGroup } from '../services/groups/describe-group';
import { listGroups } from '../services/groups/list-groups';
import { listTopicGroups } from '../services/groups/list-topic-groups';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
import { listTopicConfigs } from '../services/topics/list-topic-configs';
import { describeBroker, listBrokerConfigs } from '../services/brokers/describe-broker';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
let broker: TestBroker;
let consoleUnderTest: TestConsole;

beforeAll(async () => {
  broker = await startTestBroker({ properties: { 'group.initial.rebalance.delay.ms': '0' } });
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

test('a group: members, assignment, committed offsets and lag, from every side', async () => {
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: 'orders', partitions: 2, replicationFactor: 1 } } });
  const records = Array.from({ length: 10 }, (_, index) => ({ value: String(index), partition: index % 2 }));
  await publish({ ctx, input: { cluster, topic: 'orders', records, query: { compression: 'none', acks: 'all' } } });
  const kafka = new Kafka({ clientId: 'reader', brokers: [broker.bootstrapServers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: 'billing' });
  await consumer.connect();
  await consumer.subscribe({ topic: 'orders', fromBeginning: true });
  await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() });
  await consumer.commitOffsets([{ topic: 'orders', partition: 0, offset: '3' }]);

  const group = () => describeGroup({ ctx, input: { cluster, group: 'billing' } });
  await expect.poll(async () => (await group()).state, { timeout: 10_000 }).toBe('Stable');
  const detail = await group();
  expect(detail).toMatchObject({ protocolType: 'consumer', coordinator: { id: 1 }, totalLag: '2' });
  expect(detail.members).toMatchObject([{ clientId: 'reader', assignment: [{ topic: 'orders', partitions: [0, 1] }] }]);
  const memberId = detail.members[0]?.memberId;
  expect(detail.offsets).toMatchObject([
    { topic: 'orders', partition: 0, committed: '3', end: '5', lag: '2', memberId },
    { topic: 'orders', partition: 1, committed: null, end: '5', lag: null, memberId },
  ]);
  const list = await listGroups({ ctx, input: { cluster, query: { q: 'BILL', page: 1, pageSize: 10 } } });
  expect(list.groups).toMatchObject([{ groupId: 'billing', state: 'Stable', memberCount: 1, topics: ['orders'], totalLag: '2' }]);
  const ofTopic = await listTopicGroups({ ctx, input: { cluster, topic: 'orders' } });
  expect(ofTopic.groups.map(({ groupId }) => groupId)).toEqual(['billing']);
  await consumer.disconnect();
  await expect.poll(async () => (await group()).state, { timeout: 10_000 }).toBe('Empty');
  expect((await group()).totalLag).toBe('2');
});

test('the cluster, its broker and the configs describe themselves', async () => {
  const { ctx } = consoleUnderTest;
  const detail = await describeCluster({ ctx, input: { cluster } });
  expect(detail).toMatchObject({
    reachable: true,
    problem: null,
    controllerId: 1,
    supervisor: 'none',
    totals: { messages: '10' },
    health: { status: 'healthy' },
  });
  expect(detail.brokers).toMatchObject([{ id: 1, alive: true, isController: true, outOfSyncCount: 0, process: null }]);
  const one = await describeBroker({ ctx, input: { cluster, broker: 1 } });
  expect(one.replicas).toContainEqual(
    expect.objectContaining({ topic: 'orders', partition: 0, role: 'leader', isPreferred: true }),
  );
  await expect(describeBroker({ ctx, input: { cluster, broker: 9 } })).rejects.toMatchObject({ code: 'BROKER_NOT_FOUND' });
  const { configs } = await listTopicConfigs({ ctx, input: { cluster, topic: 'orders' } });
  expect(configs.find(({ name }) => name === 'cleanup.policy')).toMatchObject({
    value: 'delete',
    source: 'default',
    isDefault: true,
    type: 'list',
  });
  expect((await listBrokerConfigs({ ctx, input: { cluster, broker: 1 } })).configs.length).toBeGreaterThan(10);
});
