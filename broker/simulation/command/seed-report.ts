import type { Problem } from '../run/run-seed';

/** What a worker is asked to run. */
export interface SeedRequest {
  readonly seed: number;
  readonly brokers: number;
  /** Prints the whole trace while it runs. */
  readonly traces: boolean;
}

/** What became of a seed. */
export interface SeedReport {
  readonly seed: number;
  readonly brokers: number;
  readonly hash: string;
  readonly problems: readonly Problem[];
  readonly operations: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly coverage: Readonly<Record<string, number>>;
  readonly simulatedMs: number;
  readonly events: number;
  readonly cpuMs: number;
  /** The last things that happened, if there is a problem. */
  readonly table: string;
}
