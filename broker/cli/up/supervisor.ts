import type { Platform } from '../../platform/platform';
import { BrokerLogSink } from './broker-log-sink';
import { BrokerProcess } from './broker-process';
import { chooseBrokerPorts } from './broker-ports';
import { brokerProperties } from './broker-properties';
import { createConsoleProcess, consoleUrl, type ConsoleCluster } from './console-process';
import { startControlServer, type BrokerState, type ControlServer, type SupervisorState } from './control-server';
import { DataDirectory } from './data-directory';
import { startDemo, type Demo } from './demo-process';
import { EventLog } from './event-log';
import { freePort } from './free-port';
import { ensureInternalSecret } from './internal-secret';
import type { ManagedProcess, ProcessEvent } from './managed-process';
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
  dataDirectory: string | null;
  clusterId: string | null;
  pid: number;
}

interface RunningBroker {
  broker: BrokerProcess;
  host: string;
  port: number;
  logSink: BrokerLogSink;
}

const stopGraceMs = 10_000;

/**
 * The parent of everything that `ottla up` runs: brokers, console and demo traffic. Start all of it or nothing; keep
 * it alive; stop it together.
 */
export class Supervisor {
  readonly #options: UpOptions;
  readonly #platform: Platform;
  readonly #files: BuiltFiles;
  readonly #say: (line: string) => void;
  readonly #startedAtMs = Date.now();
  readonly #events = new EventLog();
  #data: DataDirectory | undefined;
  #brokers: RunningBroker[] = [];
  #console: ManagedProcess | undefined;
  #control: ControlServer | undefined;
  #demo: Demo | undefined;

  constructor(options: UpOptions, platform: Platform, files: BuiltFiles, say: (line: string) => void) {
    this.#options = options;
    this.#platform = platform;
    this.#files = files;
    this.#say = say;
  }

  /** Resolves when the first page is served and every local broker takes writes. */
  async start(): Promise<Ready> {
    const { host } = this.#options;
    const consolePort = await freePort('--port', this.#options.port, [host]);
    await this.#prepareBrokers(consolePort);
    this.#control = await startControlServer({
      state: (after) => this.#state(after),
      nextEvent: (waitMs) => this.#events.next(waitMs),
    });
    this.#console = createConsoleProcess({
      ...consoleServer(this.#files, this.#options.development, host, consolePort),
      config: {
        clusters: this.#clusters(),
        control: { url: this.#control.url, token: this.#control.token },
        host,
        port: consolePort,
        allowedHosts: this.#options.allowedHosts,
        token: this.#options.token ?? null,
        insecureNoAuth: this.#options.insecureNoAuth,
      },
      onEvent: (event) => this.#tell('the console', event),
    });
    await Promise.all([
      ...this.#brokers.map(({ broker }) => startNamed(`broker ${broker.id}`, broker.process)),
      startNamed('the console', this.#console),
    ]);
    const bootstrapServers = this.#bootstrapServers();
    if (this.#options.demo && bootstrapServers !== null) {
      this.#demo = startDemo(this.#files.ottla, bootstrapServers, (event) => this.#tell('the demo', event));
    }
    return {
      consoleUrl: consoleUrl(host, consolePort),
      bootstrapServers,
      dataDirectory: this.#data?.path ?? null,
      clusterId: this.#data?.clusterId ?? null,
      pid: process.pid,
    };
  }

  /** Stops everything; safe to call in any state. */
  async stop(): Promise<void> {
    const slow = (name: string) => () => this.#say(`waiting for ${name} to finish what it is writing (Ctrl-C again to skip)`);
    await Promise.all([
      this.#demo?.stop(),
      this.#console?.stop(stopGraceMs, slow('the console')),
      ...this.#brokers.map(({ broker }) => broker.process.stop(stopGraceMs, slow(`broker ${broker.id}`))),
    ]);
    this.#control?.close();
    for (const { logSink } of this.#brokers) logSink.close();
    await this.#data?.release();
  }

  /** Ends every child at once. */
  kill(): void {
    this.#demo?.kill();
    this.#console?.kill();
    for (const { broker } of this.#brokers) broker.process.kill();
  }

  async #prepareBrokers(consolePort: number): Promise<void> {
    const { brokers, dataDirectory, advertisedHost } = this.#options;
    if (brokers === 0) return;
    const data = await DataDirectory.open(this.#platform, dataDirectory, brokers);
    this.#data = data;
    const ids = data.brokers.map(({ id }) => id);
    const ports = await chooseBrokerPorts(this.#options, ids, consolePort);
    await data.format(new Map(ports.map(({ id, internalPort }) => [id, { host: 'localhost', port: internalPort }])));
    const cluster = { brokers: ports, secretFile: await ensureInternalSecret(data.path) };
    for (const own of ports) {
      const { id, port } = own;
      const logSink = new BrokerLogSink(data.path, id);
      const broker = new BrokerProcess({
        id,
        entryFile: this.#files.ottla,
        directory: data.directoryOf(id),
        properties: brokerProperties(this.#options, cluster, own),
        logSink,
        onEvent: (event) => {
          this.#events.add(id, event);
          this.#tell(`broker ${id}`, event);
        },
      });
      this.#brokers.push({ broker, host: advertisedHost, port, logSink });
    }
  }

  #bootstrapServers(): string | null {
    if (this.#brokers.length === 0) return null;
    return this.#brokers.map(({ host, port }) => `${host}:${port}`).join(',');
  }

  #clusters(): ConsoleCluster[] {
    const local = this.#bootstrapServers()?.split(',');
    const external = this.#options.bootstrapServers?.split(',').map((server) => server.trim());
    const clusters: ConsoleCluster[] = [];
    if (local !== undefined)
      clusters.push({ id: 'local', name: 'local', bootstrapServers: local, local: true, brokers: local.length });
    if (external !== undefined)
      clusters.push({ id: 'default', name: 'default', bootstrapServers: external, local: false, brokers: 0 });
    return clusters;
  }

  #state(afterEventId: number): SupervisorState {
    const brokers = this.#brokers.map(({ broker, host, port }): BrokerState => {
      const { state, pid, sinceMs, restarts, lastExit } = broker.process;
      return { id: broker.id, host, port, state, pid, sinceMs, restarts, lastExit, stats: broker.stats };
    });
    return { startedAtMs: this.#startedAtMs, brokers, events: this.#events.after(afterEventId) };
  }

  #tell(name: string, event: ProcessEvent): void {
    if (event.kind === 'down') this.#say(`${name} ended unasked (${event.reason})`);
    else if (event.kind === 'restarting') this.#say(`${name} starts again in ${event.inMs} ms`);
    else if (event.restarts > 0) this.#say(`${name} is back after ${event.afterMs} ms`);
  }
}

function consoleServer(files: BuiltFiles, development: boolean, host: string, port: number) {
  if (!development)
    return { serverFile: files.consoleServer, serverArgs: [], environment: { NODE_ENV: 'production', OTTLA_SUPERVISED: '1' } };
  return {
    serverFile: files.next,
    serverArgs: ['dev', '-H', host, '-p', String(port)],
    environment: { NODE_ENV: 'development' },
  };
}

async function startNamed(name: string, child: ManagedProcess): Promise<void> {
  try {
    await child.start();
  } catch (error) {
    throw new Error(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
