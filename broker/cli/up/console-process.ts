import { fork, type ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import type { ClusterSettings } from './config-file/cluster-settings';
import { ManagedProcess, type ProcessEvent } from './managed-process';

/** A cluster as the configuration file has it, or with as much of that as is set. */
export interface ConsoleCluster extends Partial<ClusterSettings> {
  id: string;
  name: string;
  bootstrapServers: string[];
  local: boolean;
  /** Local brokers that must answer before the cluster counts as ready. */
  brokers: number;
}

/** What the console is told, in its environment: secrets of the environment and of files by their names only. */
export interface ConsoleConfig {
  clusters: ConsoleCluster[];
  /** Where the console keeps clusters that are added in it. */
  keptClustersFile: string;
  control: { url: string; token: string } | null;
  host: string;
  port: number;
  allowedHosts: string[];
  token: string | null;
  insecureNoAuth: boolean;
}

interface Options {
  serverFile: string;
  /** Arguments of serverFile; Next's own command, used for development, needs some. */
  serverArgs: readonly string[];
  basePath: string;
  environment: Record<string, string>;
  config: ConsoleConfig;
  onEvent: (event: ProcessEvent) => void;
}

/** A slow start is not made slower by asking: the pauses are this, and a twentieth of the time it has taken. */
const pollMs = 20;
const healthTimeoutMs = 2000;
/** Longer than clients and reverse proxies (nginx: 60 s) keep an idle connection: a request to one that just closes is lost. */
const keepAliveMs = 75_000;

/** The address to call a server that binds `host`. */
export function consoleUrl(host: string, port: number, basePath: string): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const bracketed = reachable.includes(':') && !reachable.startsWith('[') ? `[${reachable}]` : reachable;
  return `http://${bracketed}:${port}${basePath}`;
}

function isReady(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('clusters' in body) || !Array.isArray(body.clusters)) return false;
  return body.clusters.every((cluster: unknown) => {
    if (typeof cluster !== 'object' || cluster === null || !('id' in cluster) || !('ready' in cluster)) return false;
    return cluster.id !== 'local' || cluster.ready === true;
  });
}

/** By node:http, as loading fetch() would cost this small process megabytes for good. */
function getJson(url: string, token: string | null): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const call = get(url, { headers, timeout: healthTimeoutMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        else reject(new Error(`status ${response.statusCode ?? 0}`));
      });
    });
    call.once('timeout', () => call.destroy(new Error('no answer')));
    call.once('error', reject);
  });
}

async function isHealthy(url: string, token: string | null): Promise<boolean> {
  try {
    return isReady(await getJson(`${url}/api/v1/health`, token));
  } catch {
    return false; // Refused, reset or too slow: it is not up yet, which is the answer.
  }
}

async function waitUntilHealthy(child: ChildProcess, url: string, token: string | null): Promise<void> {
  const startedMs = Date.now();
  while (child.exitCode === null && child.signalCode === null) {
    if (await isHealthy(url, token)) return;
    const pauseMs = Math.max(pollMs, (Date.now() - startedMs) / 20);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error('it ended before it served a page');
}

/** The console: a Next server as a child process. */
export function createConsoleProcess({
  serverFile,
  serverArgs,
  basePath,
  environment,
  config,
  onEvent,
}: Options): ManagedProcess {
  const url = consoleUrl(config.host, config.port, basePath);
  return new ManagedProcess({
    spawn: () =>
      fork(serverFile, [...serverArgs], {
        env: {
          ...process.env,
          HOSTNAME: config.host,
          PORT: String(config.port),
          KEEP_ALIVE_TIMEOUT: String(keepAliveMs),
          NEXT_MANUAL_SIG_HANDLE: '1',
          NEXT_TELEMETRY_DISABLED: '1',
          NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --disable-warning=TimeoutNegativeWarning`.trim(),
          OTTLA_CONSOLE_CONFIG: JSON.stringify(config),
          ...environment,
        },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    waitUntilReady: (child) => waitUntilHealthy(child, url, config.token),
    requestStop: (child) => {
      if (environment['OTTLA_SUPERVISED'] === '1' && child.connected) child.send({ type: 'stop' });
      else child.kill('SIGTERM');
    },
    onEvent,
  });
}
