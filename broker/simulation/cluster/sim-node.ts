import { startBroker, type RunningBroker } from '../../index';
import type { Voter } from '../../interbroker/bootstrap-checkpoint';
import { formatStorage } from '../../interbroker/format-storage';
import type { Uuid } from '../../protocol/primitives/uuid';
import { SimFileSystem } from '../sim-file-system';
import { SimRandom } from '../sim-random';
import type { SimMachine } from '../world/sim-machine';
import type { SimProcess } from '../world/sim-process';
import type { SimWorld } from '../world/sim-world';
import { dataDirectory, hostOf, writeSecret } from './node-properties';

/** What a node's process is doing. */
type NodeState = 'down' | 'starting' | 'up' | 'stopping';

interface SimNodeOptions {
  readonly world: SimWorld;
  readonly id: number;
  readonly properties: Readonly<Record<string, string>>;
  /** The process ended by itself: it gave up, or its start failed. */
  readonly onExit: (node: SimNode) => void;
}

/** One broker of the cluster with its machine: started, stopped, killed, paused and robbed of power again and again. */
export class SimNode {
  readonly id: number;
  readonly name: string;
  readonly machine: SimMachine;
  readonly directory: string;
  readonly #options: SimNodeOptions;
  #state: NodeState = 'down';
  #lives = 0;
  #process: SimProcess | undefined;
  #broker: RunningBroker | undefined;
  #hasPower = true;

  constructor(options: SimNodeOptions) {
    this.#options = options;
    this.id = options.id;
    this.name = hostOf(options.id);
    this.machine = options.world.addMachine(this.name);
    this.directory = `${dataDirectory}/${this.name}`;
  }

  get state(): NodeState {
    return this.#state;
  }

  /** The broker, while it is up. */
  get broker(): RunningBroker | undefined {
    return this.#state === 'up' ? this.#broker : undefined;
  }

  get process(): SimProcess | undefined {
    return this.#process;
  }

  get isPaused(): boolean {
    return this.#process?.isPaused === true;
  }

  get hasPower(): boolean {
    return this.#hasPower;
  }

  /** How often it was started. */
  get lives(): number {
    return this.#lives;
  }

  /** Makes its directory that of a new broker: a first voter of a new cluster, or one that joins (again, its disk wiped). */
  async format(options: { clusterId: string; directoryId: Uuid; voters: readonly Voter[] | 'none' }): Promise<void> {
    const { world, id } = this.#options;
    const fileSystem = new SimFileSystem({ disk: this.machine.disk, turn: () => Promise.resolve() });
    await writeSecret(fileSystem);
    await fileSystem.removeDirectory(this.directory);
    const random = SimRandom.stream(world.seed, `format ${this.name} ${this.#lives}`);
    await formatStorage({ fileSystem, random, directory: this.directory, nodeId: id, ...options });
  }

  start(): void {
    if (this.#state !== 'down') return;
    this.restorePower();
    const { world } = this.#options;
    this.#lives += 1;
    const { process, platform } = world.spawn(this.machine, `${this.name}.${this.#lives}`);
    this.#process = process;
    this.#state = 'starting';
    world.trace.add(this.name, 'start', `life ${this.#lives}`);
    process.schedule('timer', 0, () => {
      startBroker({ platform, directory: this.directory, properties: this.#options.properties }).then(
        (broker) => this.#started(process, broker),
        (error: unknown) => this.#exited(process, `does not start: ${String(error)}`),
      );
    });
  }

  #started(process: SimProcess, broker: RunningBroker): void {
    if (this.#process !== process) return;
    this.#broker = broker;
    this.#state = 'up';
    this.#options.world.trace.add(this.name, 'up', 'serves');
    void broker.failed.then((reason) => this.#exited(process, `gave up: ${reason.message}`));
  }

  #exited(process: SimProcess, reason: string): void {
    if (this.#process !== process) return;
    this.#options.world.trace.add(this.name, 'exit', reason);
    this.#options.world.coverage.reached('a broker gave up and was started again');
    this.#end();
    this.#options.onExit(this);
  }

  /** SIGKILL. */
  kill(): void {
    if (this.#process === undefined) return;
    this.#options.world.trace.add(this.name, 'kill', '');
    this.#end();
  }

  /** SIGTERM; resolves when the process is gone, which a kill meanwhile can bring about too. */
  async stop(): Promise<void> {
    const broker = this.#broker;
    const process = this.#process;
    if (this.#state !== 'up' || broker === undefined) return;
    this.#state = 'stopping';
    this.#options.world.trace.add(this.name, 'stop', '');
    await broker.stop();
    if (this.#process === process) this.#end();
  }

  cutPower(): void {
    this.#options.world.trace.add(this.name, 'power', 'lost');
    const process = this.#process;
    this.#forgetProcess();
    this.#options.world.cutPower(this.machine, process);
    this.#hasPower = false;
  }

  restorePower(): void {
    if (this.#hasPower) return;
    this.#hasPower = true;
    this.#options.world.restorePower(this.machine);
  }

  pause(): void {
    if (this.#process === undefined) return;
    this.#options.world.trace.add(this.name, 'pause', '');
    this.#process.pause();
  }

  resume(): void {
    if (!this.isPaused) return;
    this.#options.world.trace.add(this.name, 'resume', '');
    this.#process?.resume();
  }

  #end(): void {
    const process = this.#process;
    this.#forgetProcess();
    if (process !== undefined) this.#options.world.kill(process);
  }

  #forgetProcess(): void {
    this.#process = undefined;
    this.#broker = undefined;
    this.#state = 'down';
  }
}
