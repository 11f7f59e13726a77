import path from 'node:path';
import type { Platform } from '../../platform/platform';
import { ClusterNews } from './cluster-news';
import type { ClusterSettings } from './config-file/cluster-settings';
import { consoleAtBasePath } from './console-at-base-path';
import { createConsoleProcess, consoleUrl, type ConsoleCluster } from './console-process';
import { startControlServer, type ControlServer } from './control-server';
import { startDemo, type Demo } from './demo-process';
import { EventLog } from './event-log';
import { freePort } from './free-port';
import { LocalBrokers } from './local-brokers';
import { keptClustersName } from './kept-clusters-name';
import type { ManagedProcess, ProcessEvent } from './managed-process';
import { unnamedCluster } from './unnamed-cluster';
import type { UpOptions } from './up-options';

/** The files that the build made. */
export interface BuiltFiles {
  ottla: string;
  consoleServer: string;
  /** Next's own command, for --dev. */
  next: string;
}

export interface Ready {
  consoleUrl: string;
  /** host:port of the local cluster; null with --no-local. */
  bootstrapServers: string | null;
  /** The local brokers as they were started. */
  brokers: { id: number; port: number; internalPort: number; pid: number | null }[];
  dataDirectory: string | null;
  clusterId: string | null;
  pid: number;
}

interface Setup {
  readonly options: UpOptions;
  /** Of the configuration file. */
  readonly clusters: readonly ClusterSettings[];
  readonly platform: Platform;
  readonly files: BuiltFiles;
}

const stopGraceMs = 10_000;
/** A start that takes longer says what it waits for. */
const slowStartMs = 10_000;

/**
 * The parent of everything that `ottla up` runs: brokers, console and demo traffic. Start all of it or nothing; keep
 * it alive; stop it together.
 */
export class Supervisor {
  readonly #options: UpOptions;
  readonly #configured: readonly ClusterSettings[];
  readonly #platform: Platform;
  readonly #files: BuiltFiles;
  readonly #say: (line: string) => void;
  readonly #startedAtMs = Date.now();
  readonly #events = new EventLog();
  readonly #news = new ClusterNews(this.#events);
  #local: LocalBrokers | undefined;
  #console: ManagedProcess | undefined;
  #control: ControlServer | undefined;
  #demo: Demo | undefined;

  constructor({ options, clusters, platform, files }: Setup, say: (line: string) => void) {
    this.#options = options;
    this.#configured = clusters;
    this.#platform = platform;
    this.#files = files;
    this.#say = say;
  }

  /** Resolves when the first page is served and every local broker takes writes. */
  async start(): Promise<Ready> {
    const { host, brokers, demo } = this.#options;
    const consolePort = await freePort('--port', this.#options.port, [host]);
    if (brokers !== 0) await this.#prepareBrokers(consolePort);
    this.#console = await this.#createConsole(consolePort);
    await this.#startAll(this.#console);
    void this.#local?.finishGrowth();
    const bootstrapServers = this.#local?.bootstrapServers ?? null;
    if (demo && bootstrapServers !== null) {
      this.#demo = startDemo(this.#files.ottla, bootstrapServers, (event) => this.#tell('the demo', event));
    }
    return {
      consoleUrl: consoleUrl(host, consolePort, this.#options.basePath),
      bootstrapServers,
      brokers: (this.#local?.states() ?? []).map(({ id, port, internalPort, pid }) => ({ id, port, internalPort, pid })),
      dataDirectory: this.#local?.data.path ?? null,
      clusterId: this.#local?.data.clusterId ?? null,
      pid: process.pid,
    };
  }

  /** Stops everything; safe to call in any state. */
  async stop(): Promise<void> {
    const slow = (name: string): void => this.#say(`waiting for ${name} to finish what it is writing (Ctrl-C again to skip)`);
    await Promise.all([
      this.#demo?.stop(),
      this.#console?.stop({ scope: 'whole', graceMs: stopGraceMs, onSlow: () => slow('the console') }),
      this.#local?.stop(slow),
    ]);
    this.#control?.close();
  }

  /** Ends every child at once. */
  kill(): void {
    this.#demo?.kill();
    this.#console?.abandon();
    this.#local?.abandon();
  }

  async #prepareBrokers(consolePort: number): Promise<void> {
    const local = await LocalBrokers.prepare({
      platform: this.#platform,
      options: this.#options,
      entryFile: this.#files.ottla,
      consolePort,
      events: this.#events,
      news: this.#news,
      say: this.#say,
    });
    this.#local = local;
    this.#control = await startControlServer({
      startedAtMs: this.#startedAtMs,
      clusterId: local.data.clusterId,
      events: this.#events,
      brokers: () => local.states(),
      act: (id, action) => local.act(id, action),
    });
  }

  async #createConsole(port: number): Promise<ManagedProcess> {
    const { host, basePath, dataDirectory, allowedHosts, token, insecureNoAuth } = this.#options;
    const control = this.#control === undefined ? null : { url: this.#control.url, token: this.#control.token };
    return createConsoleProcess({
      ...(await consoleServer(this.#files, this.#options, port)),
      basePath,
      config: {
        clusters: this.#clusters(),
        keptClustersFile: path.join(dataDirectory, keptClustersName),
        control,
        host,
        port,
        allowedHosts,
        token: token ?? null,
        insecureNoAuth,
      },
      onEvent: (event) => this.#tell('the console', event),
    });
  }

  /** All at once, or nothing: rejects when one of them does not get ready. */
  async #startAll(console: ManagedProcess): Promise<void> {
    const brokers = (this.#local?.processes ?? []).map(({ name, broker }) => ({ name, child: broker.process }));
    const children = [...brokers, { name: 'the console', child: console }];
    const sayWhatIsMissing = (): void => {
      const missing = children.filter(({ child }) => child.state === 'starting').map(({ name }) => name);
      this.#say(`still waiting for ${missing.join(', ')}`);
    };
    const slow = setTimeout(sayWhatIsMissing, slowStartMs);
    try {
      await Promise.all(children.map(({ name, child }) => startNamed(name, child)));
    } finally {
      clearTimeout(slow);
    }
  }

  #clusters(): ConsoleCluster[] {
    const local = this.#local?.bootstrapServers.split(',');
    const external = this.#options.bootstrapServers?.split(',').map((server) => server.trim());
    const clusters: ConsoleCluster[] = [];
    if (local !== undefined)
      clusters.push({ id: 'local', name: 'local', bootstrapServers: local, local: true, brokers: local.length });
    if (external !== undefined)
      clusters.push({ id: unnamedCluster, name: unnamedCluster, bootstrapServers: external, local: false, brokers: 0 });
    return [...clusters, ...this.#configured.map((cluster) => ({ ...cluster, local: false, brokers: 0 }))];
  }

  #tell(name: string, event: ProcessEvent): void {
    if (event.kind === 'down') this.#say(`${name} ended unasked (${event.reason})`);
    else if (event.kind === 'restarting') this.#say(`${name} starts again in ${event.inMs} ms`);
    else if (event.kind === 'up' && event.restarts > 0) this.#say(`${name} is back after ${event.afterMs} ms`);
  }
}

async function consoleServer(files: BuiltFiles, { development, host, basePath, dataDirectory }: UpOptions, port: number) {
  if (!development) {
    const serverFile =
      basePath === '' ? files.consoleServer : await consoleAtBasePath(files.consoleServer, basePath, dataDirectory);
    return { serverFile, serverArgs: [], environment: { NODE_ENV: 'production', OTTLA_SUPERVISED: '1' } };
  }
  return {
    serverFile: files.next,
    serverArgs: ['dev', '-H', host, '-p', String(port)],
    environment: { NODE_ENV: 'development', OTTLA_BUILD_BASE_PATH: basePath },
  };
}

async function startNamed(name: string, child: ManagedProcess): Promise<void> {
  try {
    await child.start();
  } catch (error) {
    throw new Error(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
