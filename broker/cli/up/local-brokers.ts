import type { Platform } from '../../platform/platform';
import { performAction, possibleActions, type BrokerAction } from './broker-action';
import { wipeBrokerDirectory } from './broker-directories';
import { BrokerLogSink } from './broker-log-sink';
import { chooseBrokerPorts, type BrokerPorts } from './broker-ports';
import { BrokerProcess } from './broker-process';
import { brokerProperties, replicationFactors } from './broker-properties';
import type { ClusterNews } from './cluster-news';
import { ControlError } from './control-error';
import type { BrokerState } from './control-server';
import { DataDirectory } from './data-directory';
import type { EventLog } from './event-log';
import { ensureInternalSecret } from './internal-secret';
import type { ProcessEvent, ProcessState } from './managed-process';
import type { UpOptions } from './up-options';
import { voterIds } from './voter-ids';

interface LocalBroker extends BrokerPorts {
  readonly directory: string;
  readonly broker: BrokerProcess;
  readonly logSink: BrokerLogSink;
}

interface Options {
  readonly platform: Platform;
  readonly options: UpOptions;
  /** The command's own file: each broker is a run of it. */
  readonly entryFile: string;
  readonly consolePort: number;
  readonly events: EventLog;
  readonly news: ClusterNews;
  /** A line for the terminal. */
  readonly say: (line: string) => void;
}

const stopGraceMs = 10_000;

/** The brokers of the local cluster: their data directory, their ports, their processes, and what a person does to them. */
export class LocalBrokers {
  readonly data: DataDirectory;
  readonly #platform: Platform;
  readonly #advertisedHost: string;
  readonly #say: (line: string) => void;
  readonly #news: ClusterNews;
  readonly #brokers: readonly LocalBroker[];
  readonly #replicationFactors: { readonly internal: number; readonly own: number };
  readonly #beingWiped = new Set<number>();

  private constructor({ platform, options, news, say }: Options, data: DataDirectory, brokers: readonly LocalBroker[]) {
    this.#platform = platform;
    this.#advertisedHost = options.advertisedHost;
    this.#say = say;
    this.#news = news;
    this.data = data;
    this.#brokers = brokers;
    this.#replicationFactors = replicationFactors(options, brokers.length);
  }

  /** Opens the data directory, checks the ports and formats what is new; starts nothing. Throws UsageError. */
  static async prepare(setup: Options): Promise<LocalBrokers> {
    const { platform, options, entryFile, events, news } = setup;
    const data = await DataDirectory.open(platform, options.dataDirectory, options.brokers);
    try {
      const ids = data.brokers.map(({ id }) => id);
      const ports = await chooseBrokerPorts(options, ids, setup.consolePort);
      await data.format(new Map(ports.map(({ id, internalPort }) => [id, { host: 'localhost', port: internalPort }])));
      const cluster = { brokers: ports, secretFile: await ensureInternalSecret(data.path) };
      const brokers = ports.map((own): LocalBroker => {
        const { id } = own;
        const directory = data.directoryOf(id);
        const logSink = new BrokerLogSink(data.path, id);
        const broker = new BrokerProcess({
          id,
          entryFile,
          directory,
          properties: brokerProperties(options, cluster, own),
          logSink,
          onEvent: (event) => {
            news.onProcess(id, event);
            tellBroker(setup.say, id, event);
          },
          onReport: (report) => news.onReport(report),
          onChange: () => events.touch(),
        });
        return { ...own, directory, broker, logSink };
      });
      return new LocalBrokers(setup, data, brokers);
    } catch (error) {
      await data.release();
      throw error;
    }
  }

  /** What clients are told to connect to first. */
  get bootstrapServers(): string {
    return this.#brokers.map(({ port }) => `${this.#advertisedHost}:${port}`).join(',');
  }

  /** One entry for each broker, to be started in parallel. */
  get processes(): readonly { name: string; broker: BrokerProcess }[] {
    return this.#brokers.map(({ id, broker }) => ({ name: `broker ${id}`, broker }));
  }

  states(): BrokerState[] {
    const voters = voterIds(this.#brokers.map(({ id }) => id));
    return this.#brokers.map(({ id, port, internalPort, broker }) => {
      const { state, sinceMs, pid, startedAtMs, restarts, lastExit } = broker.process;
      const actions = this.#beingWiped.has(id) ? [] : possibleActions(state);
      return {
        id,
        host: this.#advertisedHost,
        port,
        internalPort,
        voter: voters.includes(id),
        state,
        sinceMs,
        pid,
        startedAtMs,
        restarts,
        lastExit,
        actions,
        stats: broker.stats,
      };
    });
  }

  /** What a person asked for. Resolves to the state it led to; rejects with a ControlError. */
  async act(id: number, action: BrokerAction): Promise<ProcessState> {
    const own = this.#brokers.find((candidate) => candidate.id === id);
    if (own === undefined) throw new ControlError('BROKER_NOT_FOUND', `The local cluster has no broker ${id}.`);
    if (this.#beingWiped.has(id)) throw new ControlError('BUSY', `Broker ${id} is being wiped.`);
    await performAction(own.broker, action, () => this.#wipe(own));
    return own.broker.process.state;
  }

  /** Stops all of them together. */
  async stop(onSlow: (name: string) => void): Promise<void> {
    const stopping = this.processes.map(({ name, broker }) =>
      broker.process.stop({ scope: 'whole', graceMs: stopGraceMs, onSlow: () => onSlow(name) }),
    );
    await Promise.all(stopping);
    for (const { logSink } of this.#brokers) logSink.close();
    await this.data.release();
  }

  /** To be called when all of them are up: what is left to do after brokers were added. Never rejects. */
  async finishGrowth(): Promise<void> {
    if (!this.data.isGrowing) return;
    try {
      const { raiseReplication } = await import('./raise-replication');
      await raiseReplication({
        platform: this.#platform,
        bootstrapServers: this.bootstrapServers,
        dataDirectory: this.data.path,
        brokerIds: this.#brokers.map(({ id }) => id),
        replicationFactors: this.#replicationFactors,
        say: this.#say,
      });
      await this.data.growthIsDone();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#say(`the internal topics could not be given more replicas (${reason}); the next start tries again`);
    }
  }

  /** Ends every broker at once. */
  abandon(): void {
    for (const { broker } of this.#brokers) broker.process.abandon();
  }

  async #wipe(target: LocalBroker): Promise<void> {
    const { id } = target;
    this.#beingWiped.add(id);
    try {
      // The client that asks the quorum is not kept in memory for the day that somebody wipes a broker.
      const { checkQuorumWithout } = await import('./quorum-check');
      const brokers = this.#brokers.map(({ broker, ...own }) => ({ ...own, isRunning: broker.process.state === 'running' }));
      const { bootstrapServers } = this;
      await checkQuorumWithout(this.#platform, { target: { ...target, isRunning: false }, brokers, bootstrapServers });
      const { directoryId } = await wipeBrokerDirectory(this.#platform, target, this.data.clusterId);
      this.#news.onWiped(id, directoryId);
    } finally {
      this.#beingWiped.delete(id);
    }
  }
}

function tellBroker(say: (line: string) => void, id: number, event: ProcessEvent): void {
  switch (event.kind) {
    case 'up':
      if (event.restarts > 0) say(`broker ${id} is back after ${event.afterMs} ms`);
      break;
    case 'down':
      if (event.asked === null) say(`broker ${id} ended unasked (${event.reason})`);
      else if (event.asked === 'stop') say(`broker ${id} was stopped by a person and stays down until it is started`);
      else if (event.asked === 'kill') say(`broker ${id} was killed by a person and stays down until it is started`);
      break;
    case 'restarting':
      say(`broker ${id} starts again in ${event.inMs} ms`);
      break;
    case 'frozen':
      say(`broker ${id} is frozen`);
      break;
    case 'thawed':
      say(`broker ${id} goes on after ${event.afterMs} ms`);
      break;
  }
}
