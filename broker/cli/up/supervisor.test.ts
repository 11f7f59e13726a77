import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchCommitted } from '../../client/group-offsets';
import { KafkaClient } from '../../client/kafka-client';
import { createNodeLogger } from '../../platform/node/node-logger';
import { createNodePlatform } from '../../platform/node/node-platform';
import { createTopicsApi } from '../../protocol/messages/create-topics';
import type { ClusterEvent } from './cluster-event';
import type { BrokerState } from './control-server';
import { DataDirectory } from './data-directory';
import { lockDirectory } from './directory-lock';
import { Supervisor, type Ready } from './supervisor';
import { parseUpOptions } from './up-options';

/**
 * The supervisor with real broker processes, as `ottla up` starts them. In the console's place is a page that says it is
 * healthy and shows what it was told, so that the test can call the control socket.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
const consoleStandIn = `
const { createServer } = require('node:http');
const config = process.env.OTTLA_CONSOLE_CONFIG;
createServer((request, response) => {
  response.end(request.url === '/config' ? config : JSON.stringify({ clusters: [{ id: 'local', ready: true }] }));
}).listen(Number(process.env.PORT), process.env.HOSTNAME);
process.on('message', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
`;

/** Inside the repository, where native packages are found. */
let bundleDirectory: string;
let directory: string;
let supervisor: Supervisor | undefined;
let lines: string[];

beforeAll(async () => {
  bundleDirectory = path.join(root, 'dist', `supervisor-test-${process.pid}`);
  await promisify(execFile)(process.execPath, ['lib/tooling/build.mjs', '--command', bundleDirectory], { cwd: root });
  await writeFile(path.join(bundleDirectory, 'console.cjs'), consoleStandIn);
});

afterAll(async () => {
  await rm(bundleDirectory, { recursive: true });
});

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-up-'));
  lines = [];
});

afterEach(async () => {
  await supervisor?.stop();
  supervisor = undefined;
  await rm(directory, { recursive: true });
});

interface State {
  brokers: BrokerState[];
  events: ClusterEvent[];
  lastEventId: number;
}

interface Running extends Ready {
  /** Calls the control socket. */
  call(method: string, pathAndQuery: string): Promise<{ status: number; body: unknown }>;
  state(): Promise<State>;
  /** The events up to the first that fits. */
  until(fits: (event: ClusterEvent) => boolean): Promise<ClusterEvent[]>;
}

async function start(...args: string[]): Promise<Running> {
  const options = parseUpOptions(['--port', '0', '--kafka-port', '0', '--data-dir', directory, ...args], {}, root);
  if (options === 'help') throw new Error('no options');
  const files = {
    ottla: path.join(bundleDirectory, 'ottla.cjs'),
    consoleServer: path.join(bundleDirectory, 'console.cjs'),
    next: '',
  };
  supervisor = new Supervisor({ options, clusters: [], platform, files }, (line) => lines.push(line));
  const ready = await supervisor.start();
  const config = (await (await fetch(`${ready.consoleUrl}/config`)).json()) as { control: { url: string; token: string } };
  const { url, token } = config.control;
  const call = async (method: string, pathAndQuery: string): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${url}${pathAndQuery}`, { method, headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: await response.json() };
  };
  const stateWith = async (query: string): Promise<State> => (await call('GET', `/state?${query}`)).body as State;
  return {
    ...ready,
    call,
    state: () => stateWith(''),
    async until(fits) {
      for (;;) {
        const { events, lastEventId } = await stateWith('');
        const at = events.findIndex(fits);
        if (at >= 0) return events.slice(0, at + 1);
        await stateWith(`after=${lastEventId}&waitMs=5000`);
      }
    },
  };
}

test('one broker: ready, listed, stopped by a person, started, and all of it in the log', async () => {
  const up = await start('--brokers', '1');
  expect((await readdir(directory)).toSorted()).toEqual(['broker-1', 'cluster.json', 'internal.secret', 'logs']);
  const [broker] = (await up.state()).brokers;
  expect(broker).toMatchObject({ id: 1, host: 'localhost', state: 'running', voter: true, restarts: 0 });
  expect(broker?.actions).toEqual(['stop', 'kill', 'freeze', 'restart']);

  expect(await up.call('POST', '/brokers/1/start')).toMatchObject({ status: 409, body: { error: { code: 'WRONG_STATE' } } });
  expect(await up.call('POST', '/brokers/1/stop')).toEqual({ status: 200, body: { state: 'stopped' } });
  expect((await up.state()).brokers).toMatchObject([{ state: 'stopped', pid: null, lastExit: 'exit code 0' }]);
  expect(await up.call('POST', '/brokers/1/start')).toMatchObject({ status: 200, body: { state: 'starting' } });
  const events = await up.until((event) => event.kind === 'broker-up' && event.restarts === 1);
  expect(events.map(({ kind }) => kind)).toContain('broker-down');
  expect(lines).toContain('broker 1 was stopped by a person and stays down until it is started');
});

test('a broker is frozen and thawed, restarted, and started again when it dies', async () => {
  const up = await start('--brokers', '1');
  const pidOf = async (): Promise<number> => (await up.state()).brokers[0]?.pid ?? 0;
  const first = await pidOf();
  expect(await up.call('POST', '/brokers/1/freeze')).toEqual({ status: 200, body: { state: 'frozen' } });
  expect(await up.call('POST', '/brokers/1/freeze')).toMatchObject({ status: 409, body: { error: { code: 'WRONG_STATE' } } });
  expect(await up.call('POST', '/brokers/1/thaw')).toEqual({ status: 200, body: { state: 'running' } });
  expect(await pidOf()).toBe(first);

  expect(await up.call('POST', '/brokers/1/restart')).toEqual({ status: 200, body: { state: 'starting' } });
  await up.until((event) => event.kind === 'broker-up' && event.restarts === 1);
  const second = await pidOf();
  expect(second).not.toBe(first);

  process.kill(second, 'SIGKILL');
  const events = await up.until((event) => event.kind === 'broker-up' && event.restarts === 2);
  const kinds = events.map(({ kind }) => kind).filter((kind) => /^broker-(up|down|restarting|frozen|thawed)$/.test(kind));
  expect(kinds).toEqual([
    ...['broker-up', 'broker-frozen', 'broker-thawed', 'broker-down', 'broker-up'],
    ...['broker-down', 'broker-restarting', 'broker-up'],
  ]);
  expect(events.filter(({ kind }) => kind === 'broker-down')).toMatchObject([{ asked: 'restart' }, { asked: null }]);
  expect(lines).toContain('broker 1 ended unasked (signal SIGKILL)');
});

test('a broker whose directory another process holds does not start', async () => {
  const data = await DataDirectory.open(platform, directory, 1);
  await data.format(new Map());
  await data.release();
  const lock = await lockDirectory(data.directoryOf(1));
  await expect(start()).rejects.toThrow(/^broker 1 did not start: .*broker-1 is in use by another process$/);
  await lock?.release();
});

test('the only copy of the metadata is not wiped', async () => {
  const up = await start('--brokers', '1');
  await up.call('POST', '/brokers/1/kill');
  const refusal = { code: 'QUORUM_AT_RISK', message: expect.stringContaining('holds the only copy') as string };
  expect(await up.call('POST', '/brokers/1/wipe')).toEqual({ status: 409, body: { error: refusal } });
});

test('what clients do to topics and groups is in the log', async () => {
  const up = await start('--brokers', '1', '--override', 'offsets.topic.num.partitions=1');
  const kafka = new Kafka({ brokers: [up.bootstrapServers ?? ''], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'orders', numPartitions: 2 }] });
  const configEntries = [{ name: 'retention.ms', value: '1000' }];
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: 'orders', configEntries }],
  });
  await admin.createPartitions({ topicPartitions: [{ topic: 'orders', count: 3 }] });
  const consumer = kafka.consumer({ groupId: 'billing' });
  await consumer.connect();
  await consumer.subscribe({ topic: 'orders' });
  await consumer.run({ eachMessage: () => Promise.resolve() });
  await up.until(({ kind }) => kind === 'group-rebalanced');
  await consumer.disconnect();
  await admin.deleteTopics({ topics: ['orders'] });
  await admin.disconnect();
  const events = await up.until(({ kind }) => kind === 'topic-deleted');
  const facts = events.map(({ id: _id, atMs: _atMs, ...fact }) => fact);
  expect(facts).toEqual(
    expect.arrayContaining([
      { kind: 'topic-created', count: 1, topics: [{ name: 'orders', partitions: 2, replicationFactor: 1 }] },
      {
        kind: 'config-changed',
        resource: { type: 'topic', name: 'orders' },
        changes: [{ name: 'retention.ms', from: null, to: '1000' }],
      },
      { kind: 'partitions-added', topic: 'orders', from: 2, to: 3 },
      { kind: 'group-rebalanced', group: 'billing', generation: 1, members: 1 },
      { kind: 'topic-deleted', count: 1, topics: [{ name: 'orders' }] },
    ]),
  );
});

test('three brokers: when the leader of a partition dies another leads, and the log says how long it took', async () => {
  const up = await start('--brokers', '3');
  expect((await up.state()).brokers.map(({ id, state, voter }) => ({ id, state, voter }))).toEqual(
    [1, 2, 3].map((id) => ({ id, state: 'running', voter: true })),
  );
  const client = new KafkaClient({ ...platform, bootstrapServers: up.bootstrapServers ?? '', clientId: 'test' });
  const topic = { name: 'orders', numPartitions: 1, replicationFactor: -1, assignments: [], configs: [] };
  const created = await client.send('controller', createTopicsApi, { topics: [topic], timeoutMs: 5000 });
  expect(created.topics).toMatchObject([{ errorCode: 0, replicationFactor: 3 }]);
  const leader = await client.leaderOf({ topic: 'orders', partition: 0 });
  client.close();

  expect(await up.call('POST', `/brokers/${leader}/kill`)).toEqual({ status: 200, body: { state: 'killed' } });
  const events = await up.until((event) => event.kind === 'leader-changed' && event.from === leader);
  const changed = events.at(-1);
  expect(changed).toMatchObject({ count: 1, partitions: [{ topic: 'orders', partition: 0 }] });
  expect(changed?.kind === 'leader-changed' ? changed.afterMs : null).toBeGreaterThanOrEqual(0);
  expect(await up.call('POST', `/brokers/${leader}/start`)).toEqual({ status: 200, body: { state: 'starting' } });
  await up.until((event) => event.kind === 'isr-changed' && event.joined.includes(leader));
});

test('the data directory of the one-broker version grows to three, its internal topics too', async () => {
  await cp(path.join(root, 'broker/cli/up/fixtures/one-broker'), directory, { recursive: true });
  const up = await start('--brokers', '3');
  const client = new KafkaClient({ ...platform, bootstrapServers: up.bootstrapServers ?? '', clientId: 'test' });
  let moved = 0;
  for (let last = 0; moved < 4;) {
    const [event] = (await up.until(({ id, kind }) => id > last && kind === 'partitions-reassigned')).slice(-1);
    if (event?.kind === 'partitions-reassigned' && event.phase === 'done') moved += event.count;
    last = event?.id ?? last;
  }
  const { topics } = await client.metadata();
  const replicasOf = (name: string): unknown =>
    topics.find((topic) => topic.name === name)?.partitions.map(({ replicas }) => replicas.length);
  expect(replicasOf('__consumer_offsets')).toEqual([3, 3, 3, 3]);
  expect(replicasOf('orders')).toEqual([1, 1]);
  const committed = await fetchCommitted(client, 'billing', [{ topic: 'orders', partition: 0 }]);
  expect(committed.get('orders-0')).toBe(3);
  client.close();
  expect(lines.join('\n')).toMatch(/1 topic keeps fewer than 3 replicas \(orders\); to give it more: ottla reassign-partitions/);
  expect(JSON.parse(await readFile(path.join(directory, 'cluster.json'), 'utf8'))).toMatchObject({ brokers: [1, 2, 3] });
});
