/**
 * `npm run sim`: runs the deterministic simulation.
 *
 *   --seeds N      that many seeds, new ones each time unless --seed says where to begin (default 100)
 *   --seed S       this seed alone, or with --seeds the first one
 *   --brokers N    brokers of the cluster (default 3)
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
import { problemText, SeedSummary } from './seed-summary';
import { runSeedPool } from './seed-pool';
import { seedsFrom } from './seeds-from';

const options = {
  seeds: { type: 'string' },
  seed: { type: 'string' },
  brokers: { type: 'string', default: '3' },
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
  const brokers = wholeNumber('brokers', values.brokers);
  const plant = plants.find(({ name }) => name === values.plant);
  if (values.plant !== undefined && plant === undefined)
    throw new RangeError(`--plant takes one of: ${plants.map(({ name }) => name).join(', ')}`);
  const bundle = await bundleWorker(plant);
  const summary = new SeedSummary(brokers);
  try {
    await runSeedPool({
      file: bundle.file,
      workers: Math.min(workers, count),
      requests: seedsFrom(firstSeed, count, brokers, values.trace),
      onReport: (report) => {
        summary.add(report);
        if (report.problems.length > 0) process.stdout.write(`${problemText(report, plant)}\n`);
        return true;
      },
    });
  } finally {
    await bundle.remove();
  }
  process.stdout.write(`${summary.text()}\n`);
  return summary.failures > 0 || summary.missing.length > 0 ? 1 : 0;
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
