import { Kafka, logLevel } from 'kafkajs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorCodes, type ErrorName } from '@/broker/protocol/error-codes';
import { fetchApi } from '@/broker/protocol/messages/fetch';
import { initProducerIdApi } from '@/broker/protocol/messages/init-producer-id';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { TopicListQuery } from '@/lib/contracts/topic';
import type { ServiceContext } from '../service-context';
import { describeBroker, listBrokerConfigs, listLogDirs } from '../services/brokers/describe-broker';
import { describeCluster } from '../services/clusters/describe-cluster';
import { describeQuorum } from '../services/clusters/describe-quorum';
import { describeGroup } from '../services/groups/describe-group';
import { listGroups } from '../services/groups/list-groups';
import { listTopicGroups } from '../services/groups/list-topic-groups';
import { collectMetrics } from '../services/metrics/collect-metrics';
import { deleteRecords } from '../services/records/delete-records';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { readRecord } from '../services/records/read-record';
import { electLeaders } from '../services/replicas/elect-leaders';
import { listMoves, reassignPartitions } from '../services/replicas/reassign-partitions';
import { analyseTopic } from '../services/topics/analyse-topic';
import { alterTopicConfigs } from '../services/topics/alter-topic-configs';
import { createTopic } from '../services/topics/create-topic';
import { deleteTopic } from '../services/topics/delete-topic';
import { describeTopic } from '../services/topics/describe-topic';
import { growTopic } from '../services/topics/grow-topic';
import { listTopicConfigs } from '../services/topics/list-topic-configs';
import { listTopics } from '../services/topics/list-topics';
import { topicHistogram } from '../services/topics/topic-histogram';
import { LimitedGateway, type GatewayLimits } from './limited-gateway';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
const topic = 'orders';
const group = 'billing';
let broker: TestBroker;
/** Time goes on from record to record, as plots over time want it. */
let nowMs = Date.now();
let gateway: LimitedGateway | undefined;
let consoleUnderTest: TestConsole | undefined;

beforeAll(async () => {
  broker = await startTestBroker();
  const { ctx, close } = startTestConsole(broker.bootstrapServers);
  await createTopic({ ctx, input: { cluster, request: { name: topic, partitions: 2, replicationFactor: 1 } } });
  await write(ctx, 4);
  const admin = new Kafka({ brokers: [broker.bootstrapServers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.setOffsets({ groupId: group, topic, partitions: [{ partition: 0, offset: '1' }] });
  await admin.disconnect();
  close();
});

afterEach(async () => {
  consoleUnderTest?.close();
  await gateway?.close();
});

afterAll(async () => {
  await broker.stop();
});

function write(ctx: ServiceContext, count: number) {
  const records = Array.from({ length: count }, (_, index) => ({
    value: String(index),
    partition: index % 2,
    timestamp: (nowMs += 1),
  }));
  return publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
}

async function behind(limits: GatewayLimits): Promise<ServiceContext> {
  gateway = await LimitedGateway.start(broker.bootstrapServers, limits);
  consoleUnderTest = startTestConsole(gateway.bootstrapServers);
  return consoleUnderTest.ctx;
}

const input = { cluster, topic };
const topicQuery = { q: '', internal: false, sort: 'name', page: 1, pageSize: 50 } as const;

/** What every page begins with: it must be there whatever is missing. */
async function expectPages(ctx: ServiceContext): Promise<void> {
  const { reachable, health, brokers } = await describeCluster({ ctx, input: { cluster } });
  expect({ reachable, status: health.status, brokers: brokers.length }).toEqual({
    reachable: true,
    status: 'healthy',
    brokers: 1,
  });
  expect((await listTopics({ ctx, input: { cluster, query: topicQuery } })).topics.map(({ name }) => name)).toEqual([topic]);
  expect((await describeTopic({ ctx, input })).partitions).toHaveLength(2);
  expect((await readPage({ ctx, input: { ...input, query: { from: 'oldest', n: 4 } } })).records).toHaveLength(4);
  expect((await describeBroker({ ctx, input: { cluster, broker: 1 } })).replicas.length).toBeGreaterThan(1);
  expect(await topicHistogram({ ctx, input: { ...input, query: {} } })).toMatchObject({ kind: 'estimate', problems: [] });
  expect(await collectMetrics({ ctx })).toContain('ottla_topic_partitions{cluster="local",topic="orders"} 2');
}

type Ask = (ctx: ServiceContext) => Promise<unknown>;

const grow: Ask = (ctx) => growTopic({ ctx, input: { ...input, request: { partitions: 3 }, dryRun: true } });
const alter: Ask = (ctx) =>
  alterTopicConfigs({ ctx, input: { ...input, request: { set: { 'retention.ms': '1000' }, reset: [] }, dryRun: true } });
const empty: Ask = (ctx) => deleteRecords({ ctx, input: { ...input, request: { before: 'o:1' }, dryRun: false } });
const emptyDry: Ask = (ctx) => deleteRecords({ ctx, input: { ...input, request: { before: 'o:1' }, dryRun: true } });
const move: Ask = (ctx) =>
  reassignPartitions({ ctx, input: { cluster, request: { partitions: [{ topic, partition: 0, replicas: [1] }] } } });
const create: Ask = (ctx) =>
  createTopic({ ctx, input: { cluster, request: { name: 'more', partitions: 1, replicationFactor: 1, validateOnly: true } } });

/** What is asked for is explained by the name of the API; what else there is goes on. */
const needs: readonly { api: string; key: number; since: string; asks: readonly Ask[] }[] = [
  { api: 'DescribeQuorum', key: 55, since: '3.3', asks: [(ctx) => describeQuorum({ ctx, input: { cluster } })] },
  { api: 'DescribeLogDirs', key: 35, since: '1.0', asks: [(ctx) => listLogDirs({ ctx, input: { cluster, broker: 1 } })] },
  {
    api: 'DescribeConfigs',
    key: 32,
    since: '0.11',
    asks: [(ctx) => listTopicConfigs({ ctx, input }), (ctx) => listBrokerConfigs({ ctx, input: { cluster, broker: 1 } }), alter],
  },
  { api: 'IncrementalAlterConfigs', key: 44, since: '2.3', asks: [alter] },
  { api: 'DeleteRecords', key: 21, since: '0.11', asks: [empty, emptyDry] },
  { api: 'CreatePartitions', key: 37, since: '1.0', asks: [grow] },
  { api: 'AlterPartitionReassignments', key: 45, since: '2.4', asks: [move] },
  { api: 'ListPartitionReassignments', key: 46, since: '2.4', asks: [(ctx) => listMoves({ ctx, input: { cluster } })] },
  { api: 'ElectLeaders', key: 43, since: '2.2', asks: [(ctx) => electLeaders({ ctx, input: { cluster, request: {} } })] },
  { api: 'CreateTopics', key: 19, since: '0.10.1', asks: [create] },
  { api: 'DeleteTopics', key: 20, since: '0.10.1', asks: [(ctx) => deleteTopic({ ctx, input })] },
  {
    api: 'ListGroups',
    key: 16,
    since: '0.9',
    asks: [
      (ctx) => listGroups({ ctx, input: { cluster, query: { q: '', page: 1, pageSize: 10 } } }),
      (ctx) => listTopicGroups({ ctx, input }),
    ],
  },
  { api: 'DescribeGroups', key: 15, since: '0.9', asks: [(ctx) => describeGroup({ ctx, input: { cluster, group } })] },
  { api: 'OffsetFetch', key: 9, since: '0.9', asks: [(ctx) => describeGroup({ ctx, input: { cluster, group } })] },
];

test.each(needs)('a cluster without $api: the pages are there, and what takes it says so', async ({ api, key, since, asks }) => {
  const ctx = await behind({ versionMax: (each, max) => (each === key ? undefined : max), refused: new Map() });
  await expectPages(ctx);
  for (const ask of asks)
    await expect(ask(ctx)).rejects.toMatchObject({ code: 'UNSUPPORTED_BY_CLUSTER', details: { api, since } });
  expect(gateway?.strangers).toEqual([]);
});

const refusals: readonly (readonly [ErrorName, string])[] = [
  ['CLUSTER_AUTHORIZATION_FAILED', 'NOT_AUTHORIZED'],
  ['TOPIC_AUTHORIZATION_FAILED', 'NOT_AUTHORIZED'],
  ['POLICY_VIOLATION', 'POLICY_VIOLATION'],
  ['UNSUPPORTED_VERSION', 'UNSUPPORTED_BY_CLUSTER'],
  ['INVALID_REQUEST', 'KAFKA_ERROR'],
];

test.each(refusals)('every question is answered with %s: the pages are there, and each says so', async (kafkaError, code) => {
  const refused = new Map(needs.map(({ key }) => [key, errorCodes[kafkaError]]));
  refused.set(initProducerIdApi.key, errorCodes[kafkaError]);
  const ctx = await behind({ refused });
  await expectPages(ctx);
  for (const { asks } of needs)
    for (const ask of asks) if (ask !== emptyDry) await expect(ask(ctx)).rejects.toMatchObject({ code, details: { kafkaError } });
  const { limits } = await describeCluster({ ctx, input: { cluster } });
  expect(limits).toMatchObject(
    ['DescribeQuorum', 'DescribeLogDirs', 'ListGroups', 'ListPartitionReassignments'].map((api) => ({ api, kafkaError })),
  );
  // Without a producer id, as the cluster gives none.
  expect(await write(ctx, 2)).toMatchObject({ failure: undefined, results: [{ partition: 0 }, { partition: 1 }] });
});

test('what may not be looked into is named beside what may', async () => {
  const refused = new Map([[15, errorCodes.GROUP_AUTHORIZATION_FAILED]]);
  const ctx = await behind({ refused });
  expect(await listTopicGroups({ ctx, input })).toMatchObject({ groups: [], refused: [group] });
  const { groups } = await listGroups({ ctx, input: { cluster, query: { q: '', page: 1, pageSize: 10 } } });
  expect(groups).toMatchObject([{ groupId: group, memberCount: null, totalLag: null }]);
  const plan = await deleteRecords({ ctx, input: { ...input, request: { before: 'end' }, dryRun: true } });
  expect(plan).toMatchObject({ groups: [], groupsRefused: [group] });
});

test.each(['ListGroups', 'DescribeGroups', 'OffsetFetch'])(
  'a cluster that refuses %s: who reads a topic is not known, and nobody asks unless that is shown',
  async (api) => {
    const key = needs.find((need) => need.api === api)?.key ?? -1;
    const ctx = await behind({ refused: new Map([[key, errorCodes.GROUP_AUTHORIZATION_FAILED]]) });
    const { limits } = ctx.runtime.cluster(cluster);
    const listed = async (query: Partial<TopicListQuery>) =>
      (await listTopics({ ctx, input: { cluster, query: { ...topicQuery, ...query } } })).topics;
    await listed({ sort: '-messages' });
    expect(limits.has('ListGroups')).toBe(false);
    expect(await listed({ withGroups: true })).toMatchObject([{ name: topic, groups: null, lag: null, exact: true }]);
    expect(await listed({ sort: '-lag' })).toMatchObject([{ name: topic, lag: null }]);
    expect(limits.has('ListGroups')).toBe(api === 'ListGroups');
  },
);

test('a topic that may be described and not read says so wherever it is read', async () => {
  const ctx = await behind({ refused: new Map([[fetchApi.key, errorCodes.TOPIC_AUTHORIZATION_FAILED]]) });
  const refusal = { code: 'NOT_AUTHORIZED', details: { kafkaError: 'TOPIC_AUTHORIZATION_FAILED' } };
  await expect(readPage({ ctx, input: { ...input, query: { from: 'oldest' } } })).rejects.toMatchObject(refusal);
  await expect(readRecord({ ctx, input: { ...input, partition: 0, offset: 0 } })).rejects.toMatchObject(refusal);
  const statistics = await analyseTopic({ ctx, input });
  await expect(statistics.next()).rejects.toMatchObject(refusal);
  expect((await listTopics({ ctx, input: { cluster, query: topicQuery } })).topics).toMatchObject([{ name: topic, exact: true }]);
});

test('versions that say less: settings have no sources, and no directory is a refusal', async () => {
  const versionMax = (key: number, max: number) => (key === 32 ? 0 : key === 35 ? 2 : max);
  const ctx = await behind({ versionMax, refused: new Map([[35, errorCodes.CLUSTER_AUTHORIZATION_FAILED]]) });
  const { configs } = await listTopicConfigs({ ctx, input });
  expect(configs.find(({ name }) => name === 'retention.ms')).toMatchObject({ source: 'default', isDefault: true });
  expect(await describeCluster({ ctx, input: { cluster } })).toMatchObject({
    brokers: [{ sizeBytes: null }],
    limits: [{ api: 'DescribeLogDirs', kafkaError: 'CLUSTER_AUTHORIZATION_FAILED' }],
  });
});

/** Of Kafka 2.0, which has no API beyond 42: Produce, Fetch, ListOffsets, Metadata, OffsetFetch, groups, topics, configs. */
const kafka20: ReadonlyMap<number, number> = new Map([
  [0, 6],
  [1, 8],
  [2, 3],
  [3, 6],
  [9, 4],
  [15, 2],
  [16, 2],
  [18, 2],
  [19, 3],
  [20, 2],
  [21, 1],
  [22, 1],
  [32, 2],
  [35, 1],
  [37, 1],
]);

test('a cluster as old as Kafka 2.0 is listed, read and written; topics without ids are told apart', async () => {
  const limits = {
    versionMax: (key: number, max: number) => (key > 42 ? undefined : Math.min(max, kafka20.get(key) ?? max)),
    refused: new Map(),
  };
  const ctx = await behind(limits);
  const request = { name: 'old', partitions: 3, replicationFactor: 1, configs: { 'cleanup.policy': 'compact' } };
  await createTopic({ ctx, input: { cluster, request } });
  const records = [
    { key: 'a', value: '1', partition: 2 },
    { key: 'a', value: '2', partition: 2 },
  ];
  await publish({ ctx, input: { cluster, topic: 'old', records, query: { compression: 'gzip', acks: 'all' } } });
  await publish({ ctx, input: { cluster, topic: 'old', records, query: { compression: 'none', acks: '1' } } });
  const { topics } = await listTopics({ ctx, input: { cluster, query: topicQuery } });
  expect(topics).toMatchObject([
    { name: 'old', partitions: 3, messageCount: '4', cleanupPolicy: 'compact', exact: false },
    { name: topic, partitions: 2, cleanupPolicy: 'delete', exact: true },
  ]);
  const page = await readPage({ ctx, input: { cluster, topic: 'old', query: { from: 'oldest', n: 3 } } });
  expect(page.records.map(({ value }) => value)).toEqual([{ text: '1' }, { text: '2' }, { text: '1' }]);
  const next = await readPage({
    ctx,
    input: { cluster, topic: 'old', query: { from: 'oldest', n: 3, cursor: page.next ?? '' } },
  });
  expect(next.records.map(({ offset }) => offset)).toEqual(['3']);
  expect(await topicHistogram({ ctx, input: { cluster, topic: 'old', query: {} } })).toMatchObject({ kind: 'estimate' });
  expect(await describeGroup({ ctx, input: { cluster, group } })).toMatchObject({ state: 'Empty' });
  const detail = await describeCluster({ ctx, input: { cluster } });
  expect(detail).toMatchObject({
    controllerId: 1,
    health: { status: 'healthy' },
    brokers: [{ isController: true, version: null }],
  });
  expect(detail.limits.map(({ api, kafkaError }) => [api, kafkaError])).toEqual([
    ['DescribeQuorum', null],
    ['IncrementalAlterConfigs', null],
    ['ListOffsets', null],
    ['ElectLeaders', null],
    ['AlterPartitionReassignments', null],
    ['ListPartitionReassignments', null],
  ]);
  await growTopic({ ctx, input: { cluster, topic: 'old', request: { partitions: 4 }, dryRun: false } });
  await deleteTopic({ ctx, input: { cluster, topic: 'old' } });
  expect((await listTopics({ ctx, input: { cluster, query: topicQuery } })).topics.map(({ name }) => name)).toEqual([topic]);
  expect(gateway?.strangers).toEqual([]);
});
