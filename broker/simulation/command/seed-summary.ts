import { missingStates } from '../checks/coverage';
import type { Plant } from './plant';
import type { SeedReport } from './seed-report';

/** Seeds from which on every state has to have been reached. */
const seedsForCoverage = 1000;

/** A failing seed: what is wrong, how to see it again, and what happened before. */
export function problemText({ seed, brokers, problems, table }: SeedReport, plant?: Plant): string {
  const planted = plant === undefined ? '' : ` --plant '${plant.name}'`;
  const wrong = problems.map(({ rule, what, atMs }) => `  ${(atMs / 1000).toFixed(4)} s  ${rule}: ${what}`);
  const command = `npm run sim -- --seed ${seed} --brokers ${brokers}${planted}`;
  return [`seed ${seed} FAILS; again with: ${command}`, ...wrong, '', table, ''].join('\n');
}

function addUp(sums: Map<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) sums.set(name, (sums.get(name) ?? 0) + count);
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** What many seeds came to. */
export class SeedSummary {
  readonly #startedMs = performance.now();
  readonly #operations = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  readonly #coverage = new Map<string, number>();
  #brokersMax = 0;
  #seeds = 0;
  #cpuMs = 0;
  #cpuMsMax = 0;
  #simulatedMs = 0;
  #events = 0;
  failures = 0;

  get seeds(): number {
    return this.#seeds;
  }

  get cpuMsPerSeed(): number {
    return this.#cpuMs / Math.max(1, this.#seeds);
  }

  add(report: SeedReport): void {
    this.#seeds += 1;
    this.#brokersMax = Math.max(this.#brokersMax, report.brokers);
    if (report.problems.length > 0) this.failures += 1;
    this.#cpuMs += report.cpuMs;
    this.#cpuMsMax = Math.max(this.#cpuMsMax, report.cpuMs);
    this.#simulatedMs += report.simulatedMs;
    this.#events += report.events;
    addUp(this.#operations, report.operations);
    addUp(this.#faults, report.faults);
    addUp(this.#coverage, report.coverage);
  }

  /** States that had to be reached in that many seeds and were not. */
  get missing(): string[] {
    return this.#seeds < seedsForCoverage ? [] : missingStates(this.#coverage, this.#brokersMax);
  }

  text(): string {
    const seeds = Math.max(1, this.#seeds);
    const perSeed = (sum: number): string => Math.round(sum / seeds).toString();
    const seconds = (performance.now() - this.#startedMs) / 1000;
    const list = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([name, count]) => `  ${String(count).padStart(9)}  ${name}`)
        .join('\n');
    return [
      `${this.#seeds} seeds of up to ${this.#brokersMax} brokers, ${this.failures} failed, in ${seconds.toFixed(1)} s: ${(seeds / seconds).toFixed(2)} seeds/s, ` +
        `${Math.round(this.#cpuMs / seeds)} ms of processor each (at most ${Math.round(this.#cpuMsMax)})`,
      `per seed: ${perSeed(sumOf(this.#operations))} operations, ${perSeed(sumOf(this.#faults))} faults, ` +
        `${(this.#simulatedMs / seeds / 1000).toFixed(1)} s of simulated time, ${perSeed(this.#events)} events`,
      `operations:\n${list(this.#operations)}`,
      `faults:\n${list(this.#faults)}`,
      `states reached:\n${list(this.#coverage)}`,
      ...this.missing.map((state) => `NEVER REACHED: ${state}`),
    ].join('\n');
  }
}
