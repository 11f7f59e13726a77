import type { Clock } from '../../platform/clock';
import { SimDisk } from '../sim-disk';
import type { Scheduler } from './scheduler';

const startMs = Date.UTC(2030, 0, 1);

/** A computer: what outlives the processes on it. Its clock runs a little fast or slow and can be set. */
export class SimMachine implements Clock {
  readonly host: string;
  readonly disk: SimDisk;
  /** Seconds of its clock per second of simulated time. */
  readonly rate: number;
  readonly #scheduler: Scheduler;
  #wallOffsetMs: number;

  constructor(options: { scheduler: Scheduler; host: string; rate: number; wallOffsetMs: number }) {
    this.host = options.host;
    this.rate = options.rate;
    this.#scheduler = options.scheduler;
    this.#wallOffsetMs = options.wallOffsetMs;
    this.disk = new SimDisk({ clock: this });
  }

  nowMs(): number {
    return Math.floor(startMs + this.#wallOffsetMs + this.monotonicMs());
  }

  monotonicMs(): number {
    return this.#scheduler.nowMs * this.rate;
  }

  jumpWallClock(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }
}
