// `npm run test:package`: packs Ottla, installs it elsewhere, and runs it there on each version of Node that it is for.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

const nodeVersions = ['20', '22', '24'];
const startMsMax = 120_000;
const value = 'a record that snappy makes smaller '.repeat(40);

/** Nothing of the repository's environment: the package has to stand alone. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(NODE_|npm_package_|INIT_CWD)/.test(name)),
);

function run(command, args, cwd) {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`, { cause: error });
  return stdout;
}

/** The npm package `node` brings the program of a version. */
async function nodeOf(version, folder) {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const home = path.join(folder, `node-${version}`);
  await mkdir(home);
  await writeFile(path.join(home, 'package.json'), '{"private": true}\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error', `node@${version}`], home);
  return path.join(home, 'node_modules', 'node', 'bin', 'node');
}

function ready(child) {
  return new Promise((resolve, reject) => {
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk.toString('utf8');
    });
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', (code) => reject(new Error(`ottla up ended with ${code}: ${errors}`)));
    setTimeout(() => reject(new Error(`ottla up is not ready after ${startMsMax / 1000} s: ${errors}`)), startMsMax).unref();
  });
}

async function answer(url, body) {
  const method = body === undefined ? 'GET' : 'POST';
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Starts the installed command, publishes with snappy through the console and reads it back; says what it saw. */
async function tryOut(node, command, folder) {
  const data = await mkdtemp(path.join(folder, 'data-'));
  const startedMs = Date.now();
  const child = spawn(node, [command, 'up', '--json', '--port', '0', '--kafka-port', '0', '--data-dir', data], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const { consoleUrl, bootstrapServers } = await ready(child);
    const startMs = Date.now() - startedMs;
    const api = `${consoleUrl}/api/v1/clusters/local/topics`;
    await answer(api, { name: 'packed', partitions: 1, replicationFactor: 3, configs: {} });
    await answer(`${api}/packed/records?compression=snappy`, [{ value }]);
    const { records } = await answer(`${api}/packed/records?from=oldest`);
    if (records[0]?.value?.text !== value || records[0].batch.codec !== 'snappy')
      throw new Error('the record is not what was sent');
    const consumer = ['console-consumer', '--bootstrap-server', bootstrapServers, '--topic', 'packed', '--from-beginning'];
    const read = run(node, [command, ...consumer, '--max-messages', '1'], folder);
    if (read.trim() !== value.trim()) throw new Error('the consumer read something else');
    const page = await fetch(`${consoleUrl}/c/local/topics`);
    if (page.status !== 200) throw new Error(`the page answers ${page.status}`);
    return `ready after ${(startMs / 1000).toFixed(1)} s, a snappy record read by console and consumer`;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

const megabytes = (bytes) => `${(bytes / 1_048_576).toFixed(1)} MB`;

const folder = await mkdtemp(path.join(tmpdir(), 'ottla-package-'));
try {
  run('npm', ['pack', '--silent', '--pack-destination', folder], process.cwd());
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  const file = path.join(folder, tarball);
  process.stdout.write(`${tarball}: ${megabytes((await stat(file)).size)}\n`);
  const home = path.join(folder, 'elsewhere');
  await mkdir(home);
  await writeFile(path.join(home, 'package.json'), '{"private": true}\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error', file], home);
  const command = path.join(home, 'node_modules', 'ottla', 'broker', 'cli', 'ottla.mjs');
  for (const version of nodeVersions) {
    const node = await nodeOf(version, folder);
    const seen = await tryOut(node, command, folder);
    process.stdout.write(`Node ${run(node, ['--version'], folder).trim()}: ${seen}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
