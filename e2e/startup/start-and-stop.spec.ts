import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Kafka, logLevel } from 'kafkajs';
import { brokerPid } from '../fixtures/process-tree';
import { removeDirectory, runOttla, startOttla, temporaryDirectory } from '../fixtures/ottla';

let directory: string;

test.beforeEach(async () => {
  directory = await temporaryDirectory();
});

test.afterEach(async () => {
  await removeDirectory(directory);
});

const freePorts = ['--port', '0', '--kafka-port', '0'];

async function takenPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

test('starts on free ports, stops within a second with streams open, and finds everything again', async () => {
  const first = await startOttla(directory);
  const kafka = new Kafka({ brokers: first.bootstrapServers.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic: 'kept', messages: [{ key: 'k', value: 'v' }] });
  await producer.disconnect();

  const stream = await fetch(`${first.consoleUrl}/api/v1/clusters/local/topics/kept/records/stream?from=live`);
  expect(stream.status).toBe(200);
  const stopped = await first.stop('SIGINT');
  expect(stopped.code).toBe(0);
  expect(stopped.ms).toBeLessThan(1000);
  await stream.body?.cancel().catch(() => undefined);

  const second = await startOttla(directory);
  const page = await fetch(`${second.consoleUrl}/api/v1/clusters/local/topics/kept/records?from=oldest`);
  expect(page.headers.get('keep-alive'), 'idle connections outlive those of proxies').toBe('timeout=75');
  expect(await page.json()).toMatchObject({ records: [{ key: { text: 'k' }, value: { text: 'v' }, offset: '0' }] });
  await second.stop();
});

test('a second start on the same data directory is refused', async () => {
  const first = await startOttla(directory);
  const second = await runOttla(['up', ...freePorts, '--data-dir', directory]);
  expect(second).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^--data-dir: .* is in use by another start of Ottla\n$/),
  });
  await first.stop();
});

for (const setting of ['--port', '--kafka-port'] as const) {
  test(`a taken port names ${setting} and leaves nothing running`, async () => {
    const { port, release } = await takenPort();
    const flags =
      setting === '--port' ? ['--port', String(port), '--kafka-port', '0'] : ['--port', '0', '--kafka-port', String(port)];
    const result = await runOttla(['up', ...flags, '--data-dir', directory]);
    expect(result).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${setting}: port ${port} is taken; give another, or 0 for a free one\n`,
    });
    await release();
  });
}

test('a foreign data directory is refused and left as it was', async () => {
  await writeFile(path.join(directory, 'thesis.txt'), 'mine');
  const result = await runOttla(['up', ...freePorts, '--data-dir', directory]);
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/^--data-dir: .* holds other things \(thesis\.txt\)/);
  expect(await readdir(directory)).toEqual(['thesis.txt']);
});

test('a data directory that is a file, and an unwritable value, are one clear line', async () => {
  const file = path.join(directory, 'file');
  await writeFile(file, '');
  const result = await runOttla(['up', ...freePorts, '--data-dir', file]);
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/^--data-dir: .*\n$/);
  const wrong = await runOttla(['up', '--port', 'http']);
  expect(wrong).toMatchObject({ code: 1, stderr: '--port: "http" is not a port (0 to 65535)\n' });
});

test('an unknown broker property is one clear line', async () => {
  const result = await runOttla(['up', ...freePorts, '--data-dir', directory, '--override', 'log.retention.ms=soon']);
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/log\.retention\.ms/);
  expect(result.stderr.trim().split('\n')).toHaveLength(1);
});

test('two clusters of one id are one clear line', async () => {
  const config = path.join(directory, 'ottla.yaml');
  await writeFile(config, 'clusters:\n  - id: default\n    bootstrapServers: localhost:1\n');
  const result = await runOttla(['up', '--no-local', '--config', config, '--bootstrap-servers', 'localhost:2']);
  expect(result).toMatchObject({ code: 1, stdout: '' });
  expect(result.stderr).toMatch(/^--bootstrap-servers: its cluster is "default", .*\n$/);
});

test('an existing empty directory is formatted in place', async () => {
  const empty = path.join(directory, 'empty');
  await mkdir(empty);
  const ottla = await startOttla(empty);
  const brokers = ['broker-1', 'broker-2', 'broker-3'];
  expect((await readdir(empty)).toSorted()).toEqual([...brokers, 'cluster.json', 'internal.secret', 'logs']);
  await ottla.stop();
});

test('a broker that dies unasked is started again, and the console says so', async () => {
  const ottla = await startOttla(directory);
  const stateOf = async (): Promise<unknown> => (await fetch(`${ottla.consoleUrl}/api/v1/clusters/local`)).json();
  const { stdout } = await runOttla(['topics', '--bootstrap-server', ottla.bootstrapServers, '--create', '--topic', 'survivor']);
  expect(stdout).toContain('Created topic survivor.');
  process.kill(await brokerPid(ottla.pid), 'SIGKILL');
  await expect.poll(async () => ottla.errors(), { timeout: 15_000 }).toMatch(/broker 1 is back after \d+ ms/);
  expect(ottla.errors()).toMatch(/broker 1 ended unasked \(signal SIGKILL\)/);
  await expect.poll(stateOf, { timeout: 15_000 }).toMatchObject({ brokers: [1, 2, 3].map((id) => ({ id, alive: true })) });
  const list = await runOttla(['topics', '--bootstrap-server', ottla.bootstrapServers, '--list']);
  expect(list.stdout.split('\n')).toContain('survivor');
  await ottla.stop();
});
