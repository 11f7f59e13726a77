import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runStandaloneBroker } from './broker/standalone-broker';
import { storageCommand } from './storage-command';
import { UsageError } from './usage-error';
import { bootstrapCheckpointFile, votersOfCheckpoint } from '../interbroker/bootstrap-checkpoint';

const entry = fileURLToPath(new URL('main.ts', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ottla-storage-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A subcommand of `ottla storage`: what it printed. */
async function storage(...args: readonly string[]): Promise<{ code: number; stdout: string }> {
  let stdout = '';
  const code = await storageCommand(args, (line) => (stdout += `${line}\n`));
  return { code, stdout };
}

/** A broker in a process of its own. */
function startBroker(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', entry, 'broker', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, stderr }));
  const said = async (text: string): Promise<string> => {
    for (;;) {
      const line = stderr.split('\n').find((candidate) => candidate.includes(text));
      if (line !== undefined) return line;
      await Promise.race([once(child.stderr, 'data'), ended.then(({ stderr: all }) => Promise.reject(new Error(all)))]);
    }
  };
  return { child, ended, said };
}

async function propertiesFile(name: string, properties: Readonly<Record<string, string>> = {}): Promise<string> {
  const all = {
    'node.id': '1',
    listeners: 'PLAINTEXT://localhost:0',
    'log.dirs': path.join(folder, name, 'data'),
    ...properties,
  };
  const file = path.join(folder, `${name}.properties`);
  await writeFile(
    file,
    Object.entries(all)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  return file;
}

const internal = (name: string) => ({
  listeners: 'PLAINTEXT://localhost:0,INTERNAL://localhost:19099',
  'internal.secret.file': path.join(folder, `${name}.secret`),
});

test('a directory is formatted, shown, served from and left clean', async () => {
  const file = await propertiesFile('whole', { ...internal('whole'), 'no.such.property': '1' });
  const before = await storage('info', '-c', file);
  expect(before.code).toBe(1);
  expect(before.stdout).toContain('is not formatted');
  const clusterId = (await storage('random-uuid')).stdout.trim();
  expect(clusterId).toMatch(/^[A-Za-z0-9_-]{22}$/);
  const formatted = await storage('format', '-c', file, '-t', clusterId, '--standalone');
  expect(formatted.code).toBe(0);
  expect(formatted.stdout).toContain('Formatting dynamic metadata voter directory');
  expect((await stat(path.join(folder, 'whole.secret'))).mode & 0o777).toBe(0o600);
  await expect(storage('format', '-c', file, '-t', clusterId, '--standalone')).rejects.toThrow('is already formatted');
  const ignored = await storage('format', '-c', file, '-t', clusterId, '--standalone', '-g');
  expect(ignored).toEqual({ code: 0, stdout: 'All of the log directories are already formatted.\n' });
  expect((await storage('info', '--config', file)).stdout).toContain(`cluster.id=${clusterId}, `);

  const broker = startBroker('--config', file, '--override', 'num.partitions=3');
  expect(await broker.said('serves clients at')).toContain(clusterId);
  await expect(runStandaloneBroker(['--config', file])).rejects.toThrow('is in use by another broker');
  broker.child.kill('SIGTERM');
  const { code, stderr } = await broker.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('no.such.property, which is no property of this broker');
  expect(await readFile(path.join(folder, 'whole', 'data', '.kafka_cleanshutdown'), 'utf8')).toContain('brokerEpoch');
});

test('voters of a new cluster name each other, and a node that joins names nobody', async () => {
  const [first, second] = [(await storage('random-uuid')).stdout.trim(), (await storage('random-uuid')).stdout.trim()];
  const voters = `1@localhost:19091:${first},2@localhost:19092:${second}`;
  const file = await propertiesFile('voter', { ...internal('voter'), 'node.id': '2' });
  expect((await storage('format', '-c', file, '-t', 'cluster', '-I', voters)).code).toBe(0);
  const log = path.join(folder, 'voter', 'data', '__cluster_metadata-0');
  expect(votersOfCheckpoint(await readFile(path.join(log, bootstrapCheckpointFile)))).toMatchObject([
    { id: 1, directoryId: first },
    { id: 2, directoryId: second },
  ]);
  const joining = await propertiesFile('joining', { ...internal('joining'), 'node.id': '4', 'process.roles': 'broker' });
  expect((await storage('format', '-c', joining, '-t', 'cluster', '-N')).stdout).toContain('Formatting metadata directory');
  await expect(storage('format', '-c', joining, '-s')).rejects.toThrow('process.roles has controller');
});

test.each([
  ['no cluster id for a node that joins', ['-N'], /--cluster-id is needed/],
  ['nothing said of voters', [], /one of --standalone/],
  ['two things said of voters', ['-s', '-N', '-t', 'x'], /one of --standalone/],
  ['voters without this node', ['-t', 'x', '-I', '7@h:1:AAAAAAAAAAAAAAAAAAAAAA'], /node 1 is not among them/],
  ['a voter twice', ['-t', 'x', '-I', '1@h:1:AAAAAAAAAAAAAAAAAAAAAA,1@h:1:AAAAAAAAAAAAAAAAAAAAAA'], /named twice/],
  ['voters in another form', ['-t', 'x', '-I', '1@h:1'], /not of the form id@host:port:directory-id/],
])('format with %s is refused', async (_what, args, line) => {
  const formatting = storage('format', '-c', await propertiesFile('refused'), ...args);
  await expect(formatting).rejects.toBeInstanceOf(UsageError);
  await expect(formatting).rejects.toThrow(line);
});

test('a command without its file, and one that is not there, are refused', async () => {
  await expect(storage('format', '-s')).rejects.toThrow('--config is needed');
  await expect(storage('info')).rejects.toThrow('--config is needed');
  await expect(storage('info', '-c', '/no/such/file')).rejects.toThrow('/no/such/file cannot be read (ENOENT)');
  await expect(storage('wipe')).rejects.toThrow('there is no "wipe"');
  await expect(runStandaloneBroker([])).rejects.toThrow('--config is needed');
});

test.each([
  ['a bad value', { 'num.partitions': 'many' }, /num\.partitions must be a whole number/],
  ['no directory', { 'log.dirs': '' }, /log\.dirs must name a directory/],
  ['two directories', { 'log.dirs': '/a,/b' }, /log\.dirs must name one directory/],
  ['a directory that is not formatted', {}, /is not formatted/],
  ['no secret', { listeners: 'PLAINTEXT://localhost:0,INTERNAL://localhost:0' }, /internal\.secret\.file is needed/],
  [
    'a secret that is not there',
    { listeners: 'PLAINTEXT://localhost:0,INTERNAL://localhost:0', 'internal.secret.file': '/no/such/secret' },
    /\/no\/such\/secret cannot be read \(ENOENT\)/,
  ],
  [
    'an internal listener for other machines',
    { listeners: 'PLAINTEXT://localhost:0,INTERNAL://0.0.0.0:0', 'internal.secret.file': '/s' },
    /experimental.*--insecure-internal/,
  ],
])('a broker with %s is refused', async (name, properties, line) => {
  const running = runStandaloneBroker(['--config', await propertiesFile(name.replaceAll(' ', '-'), properties)]);
  await expect(running).rejects.toBeInstanceOf(UsageError);
  await expect(running).rejects.toThrow(line);
});

test('a secret that others can read is refused', async () => {
  const file = await propertiesFile('open', internal('open'));
  await writeFile(path.join(folder, 'open.secret'), 'a-secret-of-at-least-16-characters', { mode: 0o644 });
  await expect(runStandaloneBroker(['--config', file])).rejects.toThrow('can be read by others (mode 644)');
});
