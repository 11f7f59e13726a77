import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clusterDraft, type ClusterDraft } from '@/lib/contracts/connection-test';
import { randomListenerPort } from '@/broker/platform/node/listener-port';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { KeptClusters } from '../kept-clusters';
import { addCluster } from '../services/clusters/add-cluster';
import { listClusters } from '../services/clusters/list-clusters';
import { removeCluster } from '../services/clusters/remove-cluster';
import { testCluster } from '../services/clusters/test-cluster';
import { certificatePath, SecurityGateway } from './security-gateway';
import { startTestConsole } from './test-console';

let directory: string;
let broker: TestBroker | undefined;
let gateway: SecurityGateway | undefined;
let stranger: Server | undefined;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-added-'));
});

afterEach(async () => {
  await broker?.stop();
  await gateway?.close();
  stranger?.close();
  [broker, gateway, stranger] = [undefined, undefined, undefined];
  await rm(directory, { recursive: true });
});

const plain: ClusterDraft = {
  id: 'new',
  name: 'New',
  colour: null,
  bootstrapServers: [],
  tls: null,
  sasl: null,
  readOnly: false,
};
const tls = { ca: null, cert: null, key: null, serverName: null, verify: true };
const credentials = (password: string) => ({ mechanism: 'plain' as const, username: 'ottla', password });

/** The last step of the first bootstrap address: what failed, or the last that went well. */
async function lastStep(change: Partial<ClusterDraft>): Promise<unknown> {
  const { ok, bootstrap } = await testCluster({ input: { draft: { ...plain, ...change } } });
  const last = bootstrap[0]?.steps.at(-1);
  return { ok, step: last?.step, reason: last?.reason };
}

async function startGateway(advertisedPort?: number): Promise<{ bootstrapServers: string[]; ca: string }> {
  const password = '\0ottla\0s3cret';
  const sasl = {
    PLAIN: () => (message: Buffer) =>
      message.toString('utf8') === password ? { bytes: Buffer.alloc(0), done: true } : ('refused' as const),
  };
  gateway = await SecurityGateway.start({ brokerPort: undefined, tls: true, sasl });
  const port = randomListenerPort();
  broker = await startTestBroker({
    properties: {
      listeners: `PLAINTEXT://localhost:${port}`,
      'advertised.listeners': `PLAINTEXT://localhost:${advertisedPort ?? gateway.port}`,
    },
  });
  gateway.options.brokerPort = port;
  return { bootstrapServers: [`localhost:${gateway.port}`], ca: await readFile(certificatePath('ca'), 'utf8') };
}

test('each step of a connection that is let in, up to the addresses that brokers tell', async () => {
  const { bootstrapServers, ca } = await startGateway();
  const draft = { ...plain, bootstrapServers, tls: { ...tls, ca }, sasl: credentials('s3cret') };
  const result = await testCluster({ input: { draft } });
  const steps = ['name', 'port', 'tls', 'kafka', 'sasl'];
  expect(result.bootstrap[0]?.steps.map(({ step }) => step)).toEqual(steps);
  expect(result).toMatchObject({ ok: true, advertised: [{ address: bootstrapServers[0], broker: 1 }] });
  expect(result.advertised[0]?.steps.every(({ ok }) => ok)).toBe(true);
  expect(result.bootstrap[0]?.steps[2]?.facts).toMatchObject({ issuer: 'Ottla test authority' });
});

test('the step that fails, and why', async () => {
  const { bootstrapServers, ca } = await startGateway();
  const secure = { bootstrapServers, tls: { ...tls, ca } };
  expect(await lastStep({ bootstrapServers: ['nowhere.invalid:9092'] })).toMatchObject({ ok: false, step: 'name' });
  expect(await lastStep({ bootstrapServers: ['localhost:1'] })).toEqual({ ok: false, step: 'port', reason: 'ECONNREFUSED' });
  expect(await lastStep({ bootstrapServers })).toMatchObject({ step: 'kafka' });
  expect(await lastStep({ ...secure, tls })).toEqual({ ok: false, step: 'tls', reason: 'SELF_SIGNED_CERT_IN_CHAIN' });
  expect(await lastStep({ ...secure, tls: { ...secure.tls, serverName: 'other.test' } })).toMatchObject({
    step: 'tls',
    reason: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
  expect(await lastStep(secure)).toEqual({ ok: false, step: 'sasl', reason: 'SASL_EXPECTED' });
  expect(await lastStep({ ...secure, sasl: credentials('wrong') })).toEqual({ ok: false, step: 'sasl', reason: 'CREDENTIALS' });
  expect(await lastStep({ ...secure, sasl: { ...credentials('s3cret'), mechanism: 'scram-sha-512' } })).toEqual({
    ok: false,
    step: 'sasl',
    reason: 'MECHANISM',
  });
});

test('a broker that says it is where nobody is', async () => {
  const { bootstrapServers, ca } = await startGateway(1);
  const draft = { ...plain, bootstrapServers, tls: { ...tls, ca }, sasl: credentials('s3cret') };
  const { ok, bootstrap, advertised } = await testCluster({ input: { draft } });
  expect(ok).toBe(false);
  expect(bootstrap[0]?.steps.every((step) => step.ok)).toBe(true);
  expect(advertised).toMatchObject([{ address: 'localhost:1', broker: 1, steps: [{ ok: true }, { step: 'port', ok: false }] }]);
});

test('security that a plain broker does not have, and a server that is no broker', async () => {
  broker = await startTestBroker();
  const bootstrapServers = [broker.bootstrapServers];
  expect(await lastStep({ bootstrapServers })).toMatchObject({ ok: true, step: 'kafka' });
  expect(await lastStep({ bootstrapServers, tls })).toMatchObject({ ok: false, step: 'tls' });
  expect(await lastStep({ bootstrapServers, sasl: credentials('x') })).toMatchObject({ step: 'sasl', reason: 'NO_SASL' });
  stranger = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => stranger?.listen(0, 'localhost', resolve));
  const { port } = stranger.address() as AddressInfo;
  expect(await lastStep({ bootstrapServers: [`localhost:${port}`] })).toEqual({ ok: false, step: 'kafka', reason: 'HTTP' });
});

test('an added cluster is kept for the next start, its secrets in a file of its owner alone and nowhere else', async () => {
  const file = path.join(directory, 'console-clusters.json');
  const console = startTestConsole('localhost:1', null, {}, file);
  const { ctx } = console;
  const draft = { ...plain, bootstrapServers: ['localhost:2'], sasl: credentials('s3cret'), readOnly: true };
  expect(await addCluster({ ctx, input: { draft } })).toMatchObject({ id: 'new', added: true, security: 'sasl' });
  await expect(addCluster({ ctx, input: { draft } })).rejects.toMatchObject({ code: 'CLUSTER_EXISTS', field: 'id' });
  expect(JSON.stringify(listClusters({ ctx }))).not.toContain('s3cret');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(new KeptClusters(file).clusters).toMatchObject([{ id: 'new', sasl: { password: { value: 's3cret' } }, readOnly: true }]);
  await expect(removeCluster({ ctx, input: { cluster: 'local' } })).rejects.toMatchObject({ code: 'CLUSTER_CONFIGURED' });
  await removeCluster({ ctx, input: { cluster: 'new' } });
  expect(listClusters({ ctx }).clusters.map(({ id }) => id)).toEqual(['local']);
  expect(new KeptClusters(file).clusters).toEqual([]);
  console.close();
});

test('a browser cannot have the server read its files and variables', () => {
  const draft = { ...plain, bootstrapServers: ['localhost:2'] };
  const withCa = (ca: unknown) => clusterDraft.safeParse({ ...draft, tls: { ...tls, ca } }).success;
  expect(withCa('-----BEGIN CERTIFICATE-----')).toBe(true);
  expect(withCa({ file: '/etc/passwd' })).toBe(false);
  expect(withCa('/etc/ssl/ca.pem')).toBe(false);
});

test('a file that is not ours is not overwritten', async () => {
  const file = path.join(directory, 'console-clusters.json');
  await writeFile(file, '{"clusters": 1}');
  expect(() => new KeptClusters(file)).toThrow();
});
