import process from 'node:process';
import { bundleWorker } from './bundle';
import { seedsFrom } from './seeds-from';
import type { Plant } from './plant';
import { plants } from './plants';
import { runSeedPool } from './seed-pool';
import type { SeedReport } from './seed-report';

interface PlantRun {
  readonly firstSeed: number;
  readonly seedsMax: number;
  readonly workers: number;
}

/** Runs every plant until a seed catches it, and prints the table. The result is the process's exit code. */
export async function printPlants(run: PlantRun): Promise<number> {
  let missed = 0;
  for (const plant of plants) {
    const caught = await catchPlant(plant, run);
    if (caught === undefined) missed += 1;
    const verdict =
      caught === undefined ? `NOT CAUGHT in ${run.seedsMax}` : `caught within ${String(caught.seeds).padStart(3)} seeds`;
    const how = caught === undefined ? '' : `seed ${caught.report.seed}: ${caught.report.problems[0]?.rule ?? ''}`;
    process.stdout.write(`${verdict.padEnd(26)}  ${plant.name.padEnd(34)}  ${how}\n`);
  }
  process.stdout.write(`${plants.length - missed} of ${plants.length} plants are caught\n`);
  return missed > 0 ? 1 : 0;
}

/** The first seed, in order, that finds something wrong, and how many it took. */
export async function catchPlant(
  plant: Plant,
  { firstSeed, seedsMax, workers }: PlantRun,
): Promise<{ seeds: number; report: SeedReport } | undefined> {
  const bundle = await bundleWorker(plant);
  let caught: SeedReport | undefined;
  try {
    await runSeedPool({
      file: bundle.file,
      workers,
      requests: seedsFrom({ first: firstSeed, count: seedsMax, brokers: plant.brokers }),
      onReport: (report) => {
        const isEarlier = report.problems.length > 0 && (caught === undefined || report.seed < caught.seed);
        if (isEarlier) caught = report;
        return caught === undefined;
      },
    });
  } finally {
    await bundle.remove();
  }
  return caught && { seeds: caught.seed - firstSeed + 1, report: caught };
}
