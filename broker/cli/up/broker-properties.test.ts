import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { BrokerConfig } from '../../config/broker-config';
import { chooseBrokerPorts } from './broker-ports';
import { brokerProperties, checkOverrides } from './broker-properties';
import { ensureInternalSecret } from './internal-secret';
import { parseUpOptions, type UpOptions } from './up-options';

function optionsOf(...args: string[]): UpOptions {
  const options = parseUpOptions(args, {}, '/home/me');
  if (options === 'help') throw new Error('no options');
  return options;
}

function clusterOf(count: number) {
  const brokers = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    port: 9092 + index,
    internalPort: 19_092 + index,
  }));
  return { brokers, secretFile: '/data/internal.secret' };
}

function propertiesOf(count: number, id: number, ...args: string[]): Record<string, string> {
  const cluster = clusterOf(count);
  const own = cluster.brokers.find((broker) => broker.id === id);
  if (own === undefined) throw new Error(`no broker ${id}`);
  return brokerProperties(optionsOf(...args), cluster, own);
}

test('a broker of five: its listeners, the three voters, three replicas', () => {
  expect(propertiesOf(5, 2)).toEqual({
    'node.id': '2',
    'process.roles': 'broker,controller',
    listeners: 'PLAINTEXT://localhost:9093,INTERNAL://localhost:19093',
    'advertised.listeners': 'PLAINTEXT://localhost:9093,INTERNAL://localhost:19093',
    'controller.listener.names': 'INTERNAL',
    'inter.broker.listener.name': 'INTERNAL',
    'internal.secret.file': '/data/internal.secret',
    'controller.quorum.voters': '1@localhost:19092,2@localhost:19093,3@localhost:19094',
    'controller.quorum.auto.join.enable': 'true',
    'default.replication.factor': '3',
    'offsets.topic.replication.factor': '3',
    'transaction.state.log.replication.factor': '3',
    'transaction.state.log.min.isr': '2',
  });
});

test.each([
  { brokers: 1, id: 1, roles: 'broker,controller', voters: '1@localhost:19092', replicas: '1', minIsr: '1' },
  { brokers: 2, id: 2, roles: 'broker', voters: '1@localhost:19092', replicas: '2', minIsr: '1' },
  {
    brokers: 4,
    id: 4,
    roles: 'broker',
    voters: '1@localhost:19092,2@localhost:19093,3@localhost:19094',
    replicas: '3',
    minIsr: '2',
  },
])('broker $id of $brokers is $roles', ({ brokers, id, roles, voters, replicas, minIsr }) => {
  expect(propertiesOf(brokers, id)).toMatchObject({
    'process.roles': roles,
    'controller.quorum.voters': voters,
    'controller.quorum.auto.join.enable': String(roles !== 'broker'),
    'default.replication.factor': replicas,
    'transaction.state.log.min.isr': minIsr,
  });
});

test('every property is one that brokers know, and an override wins', () => {
  expect(BrokerConfig.parse(propertiesOf(3, 1)).unknown).toEqual([]);
  expect(propertiesOf(3, 1, '--override', 'default.replication.factor=2')).toMatchObject({ 'default.replication.factor': '2' });
  expect(propertiesOf(3, 1, '--kafka-host', '::', '--advertised-host', 'me.local')).toMatchObject({
    listeners: 'PLAINTEXT://[::]:9092,INTERNAL://localhost:19092',
    'advertised.listeners': 'PLAINTEXT://me.local:9092,INTERNAL://localhost:19092',
  });
  expect(() => checkOverrides(optionsOf('--override', 'num.partitions=x'))).toThrow(/^--override: num\.partitions/);
  expect(() => checkOverrides(optionsOf('--override', 'no.such=x'))).toThrow(/no\.such/);
});

test('with port 0 every broker gets two free ports of its own', async () => {
  const ports = await chooseBrokerPorts(optionsOf('--kafka-port', '0'), [1, 2, 3], 3000);
  expect(ports.map(({ id }) => id)).toEqual([1, 2, 3]);
  const all = ports.flatMap(({ port, internalPort }) => [port, internalPort]);
  expect(new Set(all).size).toBe(6);
  for (const port of all) expect(port).toBeGreaterThan(0);
});

test('a port that is taken, meant for two, or past the end is one line that names the setting', async () => {
  const server = createServer();
  const base = await new Promise<number>((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const choose = (...args: string[]) => chooseBrokerPorts(optionsOf(...args), [1, 2, 3], 3000);
  const first = String(base - 1);
  await expect(choose('--kafka-port', first)).rejects.toThrow(/^--kafka-port: port \d+ is taken; give another/);
  await expect(choose('--kafka-port', '0', '--internal-port', first)).rejects.toThrow(/^--internal-port: port \d+ is taken/);
  await expect(choose('--kafka-port', '2999')).rejects.toThrow('--kafka-port: port 3000 is meant for --port already');
  await expect(choose('--kafka-port', '65534')).rejects.toThrow('--kafka-port: 65534 leaves no room for 3 brokers');
  await expect(choose('--kafka-port', '61000')).rejects.toThrow('--internal-port: 71000 leaves no room');
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

test('the internal secret is made once, for the owner alone', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ottla-secret-'));
  const file = await ensureInternalSecret(directory);
  const secret = await readFile(file, 'utf8');
  expect(Buffer.from(secret.trim(), 'base64url')).toHaveLength(32);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await ensureInternalSecret(directory)).toBe(file);
  expect(await readFile(file, 'utf8')).toBe(secret);
  await rm(directory, { recursive: true });
});
