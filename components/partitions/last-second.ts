import type { OffsetsPartition } from '@/lib/contracts/stream';

/** The high watermarks at a moment. */
interface Sample {
  readonly atMs: number;
  readonly highs: ReadonlyMap<number, bigint>;
}

export type Samples = readonly Sample[];

const secondMs = 1000;
/** Snapshots come once a second, give or take. */
const secondMsAtLeast = 800;

/** Adds what is known now and forgets what is too old to be compared with. */
export function addSample(samples: Samples, atMs: number, partitions: readonly OffsetsPartition[]): Samples {
  if (samples.at(-1)?.atMs === atMs) return samples;
  const highs = new Map<number, bigint>();
  for (const { partition, highWatermark } of partitions) if (highWatermark !== null) highs.set(partition, BigInt(highWatermark));
  const young = samples.filter((sample) => sample.atMs < atMs && sample.atMs >= atMs - 3 * secondMs);
  return [...young, { atMs, highs }];
}

/** How far a high watermark moved in the second before the last sample; null until two samples are a second apart. */
export function movedInLastSecond(samples: Samples, partition: number): bigint | null {
  const now = samples.at(-1);
  if (now === undefined) return null;
  const before = samples.filter((sample) => sample.atMs <= now.atMs - secondMsAtLeast).at(-1);
  const [last, first] = [now.highs.get(partition), before?.highs.get(partition)];
  if (before === undefined || last === undefined || first === undefined) return null;
  const elapsedMs = BigInt(Math.round(now.atMs - before.atMs));
  const moved = last - first;
  return elapsedMs <= BigInt(secondMs) ? moved : (moved * BigInt(secondMs) + elapsedMs / 2n) / elapsedMs;
}
