/**
 * `npm run bench`: throughput and latency of produce and fetch, the broker in one process and a client in another.
 * Prints a table; passes or fails nothing. OTTLA_BENCH_SECONDS sets the seconds per row (5).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatStorage } from '../interbroker/format-storage';
import { createNodeLogger } from '../platform/node/node-logger';
import { createNodePlatform } from '../platform/node/node-platform';
import { isFromBroker } from '../cli/up/process-messages';
import { scenarios, type Result, type Scenario } from './scenarios';

const root = fileURLToPath(new URL('../..', import.meta.url));

function startBrokerProcess(directory: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(path.join(root, 'dist/ottla.cjs'), ['broker', '--supervised'], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message: unknown) => {
      if (!isFromBroker(message)) return;
      if (message.type === 'listening') {
        const properties = {
          'node.id': '1',
          listeners: 'PLAINTEXT://127.0.0.1:0',
          'advertised.listeners': 'PLAINTEXT://127.0.0.1:0',
        };
        child.send({ type: 'start', directory, properties });
      } else if (message.type === 'ready') resolve({ child, port: message.port });
      else if (message.type === 'failed') reject(new Error(message.message));
    });
    child.once('exit', (code) => reject(new Error(`the broker ended with ${code ?? 'a signal'}`)));
  });
}

function runScenario(scenario: Scenario, port: number): Promise<Result> {
  const child = fork(path.join(root, 'broker/bench/load-client.ts'), [], { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as Result));
    child.once('exit', (code) => reject(new Error(`the client ended with ${code ?? 'a signal'}`)));
    child.send({ scenario, port });
  });
}

function cells({ scenario, requests, records, bytes, seconds, latencyMs }: Result): string[] {
  const count = (value: number): string => Math.round(value).toLocaleString('en');
  const ms = (value: number): string => value.toFixed(2);
  return [
    scenario.name,
    count(records / seconds),
    (bytes / seconds / 1_000_000).toFixed(1),
    count(requests / seconds),
    ms(latencyMs.p50),
    ms(latencyMs.p99),
    ms(latencyMs.max),
  ];
}

async function main(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ottla-bench-'));
  const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
  const brokerDirectory = path.join(directory, 'broker-1');
  await formatStorage({ fileSystem: platform.fileSystem, random: platform.random, directory: brokerDirectory, nodeId: 1 });
  const { child, port } = await startBrokerProcess(brokerDirectory);
  const write = (columns: readonly string[]): void => {
    process.stdout.write(`${columns.map((column, index) => (index === 0 ? column.padEnd(36) : column.padStart(12))).join('')}\n`);
  };
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}; one broker, acks=all, client in another process\n\n`,
  );
  write(['', 'records/s', 'MB/s', 'requests/s', 'p50 ms', 'p99 ms', 'max ms']);
  for (const scenario of scenarios) write(cells(await runScenario(scenario, port)));
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
}

await main();
