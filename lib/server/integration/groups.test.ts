import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { offsetCommitApi } from '@/broker/protocol/messages/offset-commit';
import { offsetFetchApi } from '@/broker/protocol/messages/offset-fetch';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { TopicListQuery } from '@/lib/contracts/topic';
import { committedOffsetsOf } from '../kafka/groups';
import { describeCluster } from '../services/clusters/describe-cluster';
import { describeGroup } from '../services/groups/describe-group';
import { listGroups } from '../services/groups/list-groups';
import { listTopicGroups } from '../services/groups/list-topic-groups';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
import { listTopics } from '../services/topics/list-topics';
import { listTopicConfigs } from '../services/topics/list-topic-configs';
import { describeBroker, listBrokerConfigs } from '../services/brokers/describe-broker';
import { LimitedGateway } from './limited-gateway';
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

test('the list of topics: how many groups read each and how far they are behind, only where that is asked for', async () => {
  const { ctx } = consoleUnderTest;
  const topics = ['read-by-three', 'read-by-one', 'read-by-none'];
  for (const name of topics)
    await createTopic({ ctx, input: { cluster, request: { name, partitions: 2, replicationFactor: 1 } } });
  const records = Array.from({ length: 10 }, (_, index) => ({ value: String(index), partition: index % 2 }));
  for (const topic of topics)
    await publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
  const kafka = new Kafka({ clientId: 'reader', brokers: [broker.bootstrapServers], logLevel: logLevel.NOTHING });
  const commit = async (groupId: string, topic: string, offsets: readonly number[]) => {
    const partitions = offsets.map((committedOffset, partitionIndex) => ({
      partitionIndex,
      committedOffset,
      committedMetadata: null,
    }));
    const { client } = ctx.runtime.cluster(cluster);
    const request = { groupId, topics: [{ name: topic, partitions }] };
    const answer = await client.send(1, offsetCommitApi, request, { versionMax: 9 });
    expect(answer.topics[0]?.partitions.map(({ errorCode }) => errorCode)).toEqual(offsets.map(() => 0));
  };
  await commit('slow', 'read-by-three', [1]);
  await commit('slow', 'read-by-one', [5, 5]);
  // Beyond the end: not ahead of it.
  await commit('fast', 'read-by-three', [99, 3]);
  // Reads, and has committed nothing yet.
  const consumer = kafka.consumer({ groupId: 'fresh' });
  await consumer.connect();
  await consumer.subscribe({ topic: 'read-by-three' });
  await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() });
  await expect
    .poll(async () => (await describeGroup({ ctx, input: { cluster, group: 'fresh' } })).state, { timeout: 10_000 })
    .toBe('Stable');

  const listed = async (query: Partial<TopicListQuery>) => {
    const whole = { q: 'read-by', internal: false, sort: 'name', page: 1, pageSize: 10, ...query } as const;
    return listTopics({ ctx, input: { cluster, query: whole } });
  };
  const figures = async (query: Partial<TopicListQuery>) =>
    (await listed(query)).topics.map(({ name, groups, lag }) => [name, groups, lag]);
  const expected = {
    three: ['read-by-three', 3, '6'],
    one: ['read-by-one', 1, '0'],
    none: ['read-by-none', 0, null],
  };
  expect(await figures({})).toEqual([
    ['read-by-none', null, null],
    ['read-by-one', null, null],
    ['read-by-three', null, null],
  ]);
  expect(await figures({ withGroups: true })).toEqual([expected.none, expected.one, expected.three]);
  expect(await figures({ sort: '-lag', pageSize: 2 })).toEqual([expected.three, expected.one]);
  expect(await figures({ sort: 'groups', withGroups: true })).toEqual([expected.none, expected.one, expected.three]);
  expect((await listed({ sort: '-lag' })).sortSampledAtMs).toBeTypeOf('number');
  await consumer.disconnect();
});

test.each([
  [8, 3],
  [7, 120],
])('what 120 groups committed, of a broker that knows OffsetFetch up to version %i: %i requests', async (version, requests) => {
  const name = `many-${version}`;
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name, partitions: 1, replicationFactor: 1 } } });
  const ids = Array.from({ length: 120 }, (_, index) => `${name}-${index}`);
  // There is a coordinator once somebody asked for one.
  const admin = new Kafka({ brokers: [broker.bootstrapServers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.setOffsets({ groupId: `${name}-0`, topic: name, partitions: [{ partition: 0, offset: '0' }] });
  await admin.disconnect();
  const commits = ids.map((groupId, index) => {
    const partitions = [{ partitionIndex: 0, committedOffset: index, committedMetadata: null }];
    const request = { groupId, topics: [{ name, partitions }] };
    return ctx.runtime.cluster(cluster).client.send(1, offsetCommitApi, request, { versionMax: 9 });
  });
  await Promise.all(commits);
  const gateway = await LimitedGateway.start(broker.bootstrapServers, {
    versionMax: (key, most) => (key === offsetFetchApi.key ? version : most),
    refused: new Map(),
  });
  const limited = startTestConsole(gateway.bootstrapServers);
  const { client } = limited.ctx.runtime.cluster(cluster);
  const send = vi.spyOn(client, 'send');
  const committed = await committedOffsetsOf(client, 1, ids);
  expect(ids.map((id) => committed.get(id)?.get(name)?.get(0)?.offset)).toEqual(ids.map((_, index) => index));
  expect(send).toHaveBeenCalledTimes(requests);
  expect(gateway.strangers).toEqual([]);
  limited.close();
  await gateway.close();
});
