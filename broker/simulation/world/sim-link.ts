import type { SimRandom } from '../sim-random';
import type { Scheduler } from './scheduler';

/** How long packets of a link take at present. */
export interface LinkPace {
  readonly msMin: number;
  readonly msMax: number;
  /** The share of packets that take `spikeMs` longer: a retransmission. */
  readonly spikeShare: number;
  readonly spikeMs: number;
}

export const fastLink: LinkPace = { msMin: 0.05, msMax: 0.6, spikeShare: 0.002, spikeMs: 40 };

/** The way from one machine to another, in one direction. What is sent while it is blocked waits, as TCP would send it again. */
export class SimLink {
  readonly from: string;
  readonly to: string;
  pace: LinkPace = fastLink;
  readonly #scheduler: Scheduler;
  readonly #random: SimRandom;
  #blocks = 0;
  #held: (() => void)[] = [];

  constructor(options: { from: string; to: string; scheduler: Scheduler; random: SimRandom }) {
    this.from = options.from;
    this.to = options.to;
    this.#scheduler = options.scheduler;
    this.#random = options.random;
  }

  get isBlocked(): boolean {
    return this.#blocks > 0;
  }

  /** Runs the callback at the other machine when a packet sent now has come there. */
  carry(callback: () => void): void {
    if (this.#blocks > 0) {
      this.#held.push(callback);
      return;
    }
    const { msMin, msMax, spikeShare, spikeMs } = this.pace;
    const spike = this.#random.chance(spikeShare) ? spikeMs : 0;
    this.#scheduler.after(this.#random.between(msMin, msMax) + spike, 'network', undefined, callback);
  }

  /** Nothing comes through until unblock() was called as often. */
  block(): void {
    this.#blocks += 1;
  }

  unblock(): void {
    this.#blocks -= 1;
    if (this.#blocks > 0) return;
    for (const callback of this.#held.splice(0)) this.carry(callback);
  }
}
