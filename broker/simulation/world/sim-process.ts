import type { LogFields, Logger } from '../../platform/logger';
import type { Platform } from '../../platform/platform';
import type { Timer, Timers } from '../../platform/timers';
import type { Transport } from '../../platform/transport';
import { SimFileSystem } from '../sim-file-system';
import { SimRandom } from '../sim-random';
import { diskTurn, type DiskPace } from './disk-turn';
import type { EventKind, EventOwner, Scheduler } from './scheduler';
import type { SimMachine } from './sim-machine';

/** A timer runs up to this much late, as on a busy event loop. */
const latenessMsMax = 0.5;
/** setTimeout() takes less for 1. */
const timerMsMin = 1;

type LogLevel = 'debug' | 'info' | 'warn' | 'error';

interface SimProcessOptions {
  readonly scheduler: Scheduler;
  readonly machine: SimMachine;
  /** Unlike that of any other process of the run, earlier ones of the same node too. */
  readonly id: number;
  readonly name: string;
  readonly seed: number;
  readonly diskPace: DiskPace;
  readonly onLog: (process: SimProcess, level: LogLevel, message: string, fields: LogFields | undefined) => void;
}

/**
 * One life of a program on a machine. After kill() nothing of it runs any more: its timers, sockets and unfinished disk
 * operations are gone. While it is paused its events wait; then what came from sockets and disk runs before its timers.
 */
export class SimProcess implements EventOwner, Timers {
  readonly id: number;
  readonly name: string;
  readonly machine: SimMachine;
  readonly random: SimRandom;
  readonly fileSystem: SimFileSystem;
  readonly logger: Logger;
  /** Called once, when the process is dead. */
  onDead: () => void = () => undefined;
  readonly #scheduler: Scheduler;
  readonly #lateness: SimRandom;
  #state: 'running' | 'paused' | 'dead' = 'running';
  #held: { kind: EventKind; callback: () => void; needsOwner: boolean }[] = [];

  constructor(options: SimProcessOptions) {
    const { scheduler, machine, seed, name, onLog } = options;
    this.id = options.id;
    this.name = name;
    this.machine = machine;
    this.#scheduler = scheduler;
    this.random = SimRandom.stream(seed, `random of ${name}`);
    this.#lateness = SimRandom.stream(seed, `lateness of ${name}`);
    const turn = diskTurn({ process: this, random: SimRandom.stream(seed, `disk of ${name}`), pace: options.diskPace });
    this.fileSystem = new SimFileSystem({ disk: machine.disk, turn });
    this.logger = {
      debug: (message, fields) => onLog(this, 'debug', message, fields),
      info: (message, fields) => onLog(this, 'info', message, fields),
      warn: (message, fields) => onLog(this, 'warn', message, fields),
      error: (message, fields) => onLog(this, 'error', message, fields),
    };
  }

  get isDead(): boolean {
    return this.#state === 'dead';
  }

  get isPaused(): boolean {
    return this.#state === 'paused';
  }

  platform(transport: Transport): Platform {
    const { machine, random, fileSystem, logger } = this;
    return { clock: machine, timers: this, random, fileSystem, transport, logger };
  }

  /** Something that happens in this process, if it lives then. */
  schedule(kind: EventKind, delayMs: number, callback: () => void): { cancel(): void } {
    let isCancelled = false;
    const event = this.#scheduler.after(delayMs, kind, this, () => {
      if (!isCancelled) callback();
    });
    return {
      cancel: () => {
        // It may be due already and wait for this process to be resumed.
        isCancelled = true;
        this.#scheduler.cancel(event);
      },
    };
  }

  after(delayMs: number, callback: () => void): Timer {
    const lateMs = this.#lateness.fraction() * latenessMsMax;
    return this.schedule('timer', Math.max(timerMsMin, delayMs) / this.machine.rate + lateMs, callback);
  }

  deliver(kind: EventKind, callback: () => void): void {
    if (this.#state === 'running') callback();
    else if (this.#state === 'paused') this.#held.push({ kind, callback, needsOwner: true });
  }

  /** What the kernel has for this process: it comes to pass without it when it is dead. */
  receive(callback: () => void): void {
    if (this.#state === 'paused') this.#held.push({ kind: 'network', callback, needsOwner: false });
    else callback();
  }

  /** SIGSTOP. */
  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  /** SIGCONT. */
  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    for (const { kind, callback } of this.#held.splice(0)) {
      if (kind === 'timer') this.#scheduler.last(kind, this, callback);
      else this.#scheduler.first(kind, this, callback);
    }
  }

  /** SIGKILL; the page cache lives on, with an arbitrary part of the writes that were under way. */
  kill(): void {
    if (this.#state === 'dead') return;
    this.#state = 'dead';
    this.fileSystem.killProcess((bytes) => this.random.integer(bytes + 1));
    this.onDead();
    for (const { callback, needsOwner } of this.#held.splice(0)) if (!needsOwner) callback();
  }
}
