import type { LogFields } from '../../platform/logger';
import type { Platform } from '../../platform/platform';
import type { SimCrash } from '../sim-disk';
import { Coverage } from '../checks/coverage';
import { SimRandom } from '../sim-random';
import { healthyDiskPace, type DiskPace } from './disk-turn';
import { Scheduler, type EventOwner } from './scheduler';
import { SimMachine } from './sim-machine';
import { SimNetwork } from './sim-network';
import { SimProcess } from './sim-process';
import { Trace } from './trace';

interface SimWorldOptions {
  readonly seed: number;
  /** How far machines' clocks may run apart: a share of their speed, and milliseconds of their wall clocks. */
  readonly skew: { readonly rateMax: number; readonly wallMsMax: number };
  readonly chunkBytes: (random: SimRandom) => number;
}

/** Machines, the network between them and the processes on them, on one event loop. Everything that happens follows from the seed. */
export class SimWorld {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly network: SimNetwork;
  readonly trace: Trace;
  readonly coverage = new Coverage();
  /** What a process did that no correct program does: threw outside any handler. */
  onCrash: (process: SimProcess | undefined, error: unknown) => void = (_, error) => {
    throw error;
  };
  readonly #options: SimWorldOptions;
  readonly #processes = new Map<number, SimProcess>();
  readonly #paces = new Map<string, DiskPace>();
  readonly #crashes: SimRandom;
  #nextId = 1;

  constructor(options: SimWorldOptions) {
    const { seed, chunkBytes } = options;
    this.#options = options;
    this.seed = seed;
    this.scheduler = new Scheduler(seed);
    this.network = new SimNetwork({ scheduler: this.scheduler, seed, chunkBytes });
    this.trace = new Trace(() => this.scheduler.nowMs);
    this.#crashes = SimRandom.stream(seed, 'crashes');
    this.scheduler.onError = (error, owner) => {
      this.onCrash(this.#processOf(owner), error);
    };
  }

  addMachine(host: string): SimMachine {
    const { seed, skew } = this.#options;
    const random = SimRandom.stream(seed, `clock of ${host}`);
    const rate = 1 + random.between(-skew.rateMax, skew.rateMax);
    const wallOffsetMs = Math.round(random.between(-skew.wallMsMax, skew.wallMsMax));
    this.network.addHost(host);
    this.#paces.set(host, healthyDiskPace());
    return new SimMachine({ scheduler: this.scheduler, host, rate, wallOffsetMs });
  }

  /** How fast the machine's disk is; faults write here. */
  diskPace(machine: SimMachine): DiskPace {
    const pace = this.#paces.get(machine.host);
    if (pace === undefined) throw new RangeError(`${machine.host} is no machine of this world`);
    return pace;
  }

  /** A new process; the name tells it from all others, earlier lives included. */
  spawn(machine: SimMachine, name: string): { process: SimProcess; platform: Platform } {
    const { scheduler, seed } = this;
    const id = this.#nextId;
    this.#nextId += 1;
    const onLog = (_: SimProcess, level: string, message: string, fields: LogFields | undefined): void => {
      this.trace.add(name, level, message, fields);
      this.coverage.logged(message);
    };
    const process = new SimProcess({ scheduler, machine, id, name, seed, diskPace: this.diskPace(machine), onLog });
    this.#processes.set(id, process);
    return { process, platform: process.platform(this.network.transportOf(process)) };
  }

  kill(process: SimProcess): void {
    if (process.isDead) return;
    process.kill();
    this.network.processDied(process);
    this.#processes.delete(process.id);
  }

  /** Takes the machine's power away: its process, its connections and an arbitrary part of what was not synced are gone. */
  cutPower(machine: SimMachine, process: SimProcess | undefined): void {
    if (process !== undefined) {
      process.kill();
      this.network.machineDied(process);
      this.#processes.delete(process.id);
    }
    for (const link of this.network.linksOf(machine.host)) link.block();
    machine.disk.crash(this.#survivalOfCrash());
  }

  restorePower(machine: SimMachine): void {
    for (const link of this.network.linksOf(machine.host)) link.unblock();
  }

  #survivalOfCrash(): SimCrash {
    const random = this.#crashes;
    const directorySurvives = (): boolean => random.chance(0.5);
    if (random.chance(0.3)) return { directorySurvives, pageSurvives: () => random.chance(0.5) };
    const survivingBytes = (_: string, unsyncedBytes: number): number => {
      if (random.chance(0.3)) return unsyncedBytes;
      return random.chance(0.3) ? 0 : random.integer(unsyncedBytes + 1);
    };
    return { directorySurvives, survivingBytes };
  }

  #processOf(owner: EventOwner | undefined): SimProcess | undefined {
    return owner === undefined ? undefined : this.#processes.get(owner.id);
  }
}
