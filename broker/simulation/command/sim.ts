/**
 * `npm run sim`: runs the deterministic simulation.
 *
 *   --seeds N      that many seeds, new ones each time unless --seed says where to begin (default 100)
 *   --seed S       this seed alone, or with --seeds the first one
 *   --brokers N    brokers of the cluster (default: one in two of ten seeds, five in one of ten, else three)
 *   --replays N    runs the first N seeds a second time: all has to happen again exactly
 *   --trace        prints all that happens, line by line
 *   --plant NAME   with that known bug in the broker
 *   --plants       shows for every known bug within how many seeds it is caught
 *   --workers N    processes (default 2)
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { bundleWorker } from './bundle';
import { plants } from './plants';
import { printPlants } from './print-plants';
import { ReplayCheck } from './replay-check';
import { problemText, SeedSummary } from './seed-summary';
import { runSeedPool } from './seed-pool';
import { seedsFrom } from './seeds-from';

const options = {
  seeds: { type: 'string' },
  seed: { type: 'string' },
  brokers: { type: 'string' },
  replays: { type: 'string', default: '0' },
  workers: { type: 'string', default: '2' },
  plant: { type: 'string' },
  plants: { type: 'boolean', default: false },
  trace: { type: 'boolean', default: false },
} as const;

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${name} takes a whole number, not "${text}"`);
  return value;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  const workers = wholeNumber('workers', values.workers);
  const firstSeed = values.seed === undefined ? Date.now() % 2 ** 31 : wholeNumber('seed', values.seed);
  const count = values.seeds === undefined ? (values.seed === undefined ? 100 : 1) : wholeNumber('seeds', values.seeds);
  if (values.plants) return printPlants({ firstSeed: values.seed === undefined ? 1 : firstSeed, seedsMax: count, workers });
  const plant = plants.find(({ name }) => name === values.plant);
  if (values.plant !== undefined && plant === undefined)
    throw new RangeError(`--plant takes one of: ${plants.map(({ name }) => name).join(', ')}`);
  const brokers = values.brokers === undefined ? plant?.brokers : wholeNumber('brokers', values.brokers);
  const range = { first: firstSeed, count, traces: values.trace, ...(brokers === undefined ? {} : { brokers }) };
  const replayed = Math.min(count, wholeNumber('replays', values.replays));
  const replays = new ReplayCheck(seedsFrom({ ...range, count: replayed }));
  const bundle = await bundleWorker(plant);
  const summary = new SeedSummary();
  try {
    await runSeedPool({
      file: bundle.file,
      workers: Math.min(workers, count),
      requests: replays.after(seedsFrom(range)),
      onReport: (report) => {
        if (replays.isReplay(report)) return true;
        summary.add(report);
        if (report.problems.length > 0) process.stdout.write(`${problemText(report, plant)}\n`);
        return true;
      },
    });
  } finally {
    await bundle.remove();
  }
  process.stdout.write(`${summary.text()}\n`);
  if (replays.count > 0)
    process.stdout.write(`${replays.count} seeds were run again; different: ${replays.differing.join(', ') || 'none'}\n`);
  return summary.failures + replays.differing.length + summary.missing.length > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`sim: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
