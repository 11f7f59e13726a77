import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { Channel } from '@/lib/contracts/stream';
import { ProofRun } from '../lab/proof-run';
import { actOnBroker } from '../services/brokers/act-on-broker';
import { describeBroker } from '../services/brokers/describe-broker';
import { listBrokers } from '../services/brokers/list-brokers';
import { describeProof } from '../services/lab/act-on-proof';
import { publish } from '../services/records/publish';
import { electLeaders } from '../services/replicas/elect-leaders';
import { describeReplicas } from '../services/replicas/describe-replicas';
import { preferLeader } from '../services/replicas/prefer-leader';
import { reassignPartitions } from '../services/replicas/reassign-partitions';
import { openStream } from '../services/streams/open-stream';
import { updateStream } from '../services/streams/update-stream';
import { createTopic } from '../services/topics/create-topic';
import { deleteTopic } from '../services/topics/delete-topic';
import { StreamClient } from './stream-client';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
let broker: TestBroker;
let consoleUnderTest: TestConsole;

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

const create = (name: string, partitions = 1) =>
  createTopic({ ctx: consoleUnderTest.ctx, input: { cluster, request: { name, partitions, replicationFactor: 1 } } });

async function openTab(channels: Channel[]): Promise<StreamClient> {
  const client = new StreamClient(openStream({ ctx: consoleUnderTest.ctx, input: { cluster } }));
  await client.until(() => client.of('hello').length > 0);
  const stream = client.of('hello')[0]?.streamId ?? '';
  updateStream({ ctx: consoleUnderTest.ctx, input: { stream, update: { channels } } });
  return client;
}

test('a broker says what it is, what it leads and what its disk has left', async () => {
  const { ctx } = consoleUnderTest;
  await create('held', 3);
  await expect
    .poll(async () => (await listBrokers({ ctx, input: { cluster } })).brokers[0], { timeout: 5_000 })
    .toMatchObject({ version: expect.stringMatching(/^\d\.\d/) as string, diskFreeBytes: expect.any(Number) as number });
  const { brokers, controllerId } = await listBrokers({ ctx, input: { cluster } });
  expect(controllerId).toBe(1);
  expect(brokers).toMatchObject([
    { id: 1, alive: true, isController: true, quorumRole: 'leader', underReplicatedCount: 0, leaderlessCount: 0, process: null },
  ]);
  const detail = await describeBroker({ ctx, input: { cluster, broker: 1 } });
  expect(detail.replicas.filter(({ topic }) => topic === 'held')).toMatchObject([
    { partition: 0, role: 'leader', isPreferred: true, offsetLag: '0' },
    { partition: 1 },
    { partition: 2 },
  ]);
  expect(detail.logDirs?.[0]?.replicaCount).toBeGreaterThanOrEqual(3);
});

test('the replica map comes whole, then by topics that changed', async () => {
  await create('mapped', 2);
  const query = { q: 'MAPP', internal: true, trouble: false };
  const client = await openTab([{ id: 'r', kind: 'replicas', query }]);
  await client.until(() => client.of('snapshot').length > 0);
  const [snapshot] = client.of('snapshot');
  expect(snapshot?.kind === 'replicas' && snapshot.data).toMatchObject({
    brokers: [{ id: 1, alive: true }],
    topics: [{ name: 'mapped', partitions: [{ partition: 0, leader: 1, replicas: [1], isr: [1] }, { partition: 1 }] }],
    matching: 2,
  });
  await create('mapped-too');
  await client.until(() => client.of('replicas').some(({ topics }) => topics.some(({ name }) => name === 'mapped-too')));
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'mapped-too' } });
  await client.until(() => client.of('replicas').some(({ gone }) => gone.includes('mapped-too')));
  await client.close();
  const { ctx } = consoleUnderTest;
  const trouble = await describeReplicas({ ctx, input: { cluster, query: { ...query, trouble: true } } });
  expect(trouble).toMatchObject({ topics: [], matching: 0 });
});

test('without a supervisor events are what differs between looks', async () => {
  const client = await openTab([{ id: 'e', kind: 'events' }]);
  await client.until(() => client.of('snapshot').length > 0);
  await client.until(() => {
    const data = client.of('snapshot').at(-1)?.data;
    return data !== undefined && 'watchedSinceMs' in data && data.watchedSinceMs !== null;
  });
  await create('eventful', 2);
  const told = () => client.of('snapshot').flatMap((snapshot) => (snapshot.kind === 'events' ? snapshot.data.events : []));
  await client.until(() => told().some((event) => event.kind === 'topic-created' && event.topics[0]?.name === 'eventful'));
  const created = told().find((event) => event.kind === 'topic-created' && event.topics[0]?.name === 'eventful');
  expect(created?.withinMs).toBeGreaterThan(0);
  expect(created?.withinMs).toBeLessThan(2_500);
  await client.close();
});

test('nothing to elect, nobody to move to, nothing of ours to stop', async () => {
  const { ctx } = consoleUnderTest;
  await create('still');
  expect(await electLeaders({ ctx, input: { cluster, request: {} } })).toEqual({ results: [] });
  const led = await preferLeader({ ctx, input: { cluster, topic: 'still', partition: 0, broker: 1 } });
  expect(led).toMatchObject({ partition: 0, leader: 1, replicas: [1] });
  await expect(preferLeader({ ctx, input: { cluster, topic: 'still', partition: 0, broker: 9 } })).rejects.toMatchObject({
    code: 'INVALID_REPLICAS',
    field: 'broker',
  });
  const twice = { partitions: [{ topic: 'still', partition: 0, replicas: [1, 1] }] };
  await expect(reassignPartitions({ ctx, input: { cluster, request: twice } })).rejects.toMatchObject({
    code: 'INVALID_REPLICAS',
    field: 'partitions.0.replicas',
  });
  await expect(actOnBroker({ ctx, input: { cluster, broker: 1, action: 'kill' } })).rejects.toMatchObject({ code: 'NOT_LOCAL' });
  expect(() => describeProof({ ctx, input: { cluster } })).toThrow(expect.objectContaining({ code: 'NOT_LOCAL' }));
});

test('a proof through the death of its broker: all acknowledged, nothing lost, nothing doubled', async () => {
  const { client } = consoleUnderTest.ctx.runtime.cluster(cluster);
  await create('proven', 3);
  const failures: unknown[] = [];
  const run = new ProofRun(client, await client.topic('proven', 0), (error) => failures.push(error));
  const sum = (of: 'acknowledged' | 'verified' | 'lost' | 'doubled' | 'notChecked') =>
    [...run.lanes.values()].reduce((total, lane) => total + lane[of], 0);
  await run.start();
  await expect.poll(() => sum('verified'), { timeout: 10_000 }).toBeGreaterThan(30);
  const { port, dataDirectory } = broker;
  await broker.running.stop();
  const before = sum('acknowledged');
  broker = await startTestBroker({ dataDirectory, properties: { listeners: `PLAINTEXT://localhost:${port}` } });
  await expect.poll(() => sum('acknowledged'), { timeout: 15_000 }).toBeGreaterThan(before + 30);
  await run.stop();
  run.close();
  expect(failures).toEqual([]);
  expect([sum('lost'), sum('doubled'), sum('notChecked')]).toEqual([0, 0, 0]);
  expect(sum('verified')).toBe(sum('acknowledged'));
  expect(Math.max(...[...run.lanes.values()].map(({ longestPauseMs }) => longestPauseMs))).toBeGreaterThan(10);
});

test('publishing waits through a restart and writes once', async () => {
  const { ctx } = consoleUnderTest;
  await create('patient');
  const write = (value: string) =>
    publish({ ctx, input: { cluster, topic: 'patient', records: [{ value }], query: { compression: 'none', acks: 'all' } } });
  await write('first');
  const { port, dataDirectory } = broker;
  await broker.running.stop();
  const waiting = write('second');
  broker = await startTestBroker({ dataDirectory, properties: { listeners: `PLAINTEXT://localhost:${port}` } });
  expect(await waiting).toMatchObject({ results: [{ offset: '1' }], failure: undefined });
  expect(await write('third')).toMatchObject({ results: [{ offset: '2' }] });
});
