const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Widths that a person would draw an axis with. */
const widthsMs = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * dayMs),
] as const;

export interface TimeBuckets {
  readonly fromMs: number;
  readonly bucketMs: number;
  readonly count: number;
}

/** The finest round buckets, at most so many, that hold the moments from one up to another, both included. */
export function timeBuckets(firstMs: number, lastMs: number, countMax: number): TimeBuckets {
  for (let index = 0; ; index += 1) {
    // Beyond the last of them, a century is but a hundred times as wide.
    const bucketMs = widthsMs[index] ?? 365 * dayMs * 10 ** (index - widthsMs.length + 1);
    const fromMs = Math.floor(firstMs / bucketMs) * bucketMs;
    const count = Math.floor((lastMs - fromMs) / bucketMs) + 1;
    if (count <= countMax) return { fromMs, bucketMs, count };
  }
}

/** The beginnings of the buckets, and the end of the last. */
export function boundariesOf({ fromMs, bucketMs, count }: TimeBuckets): readonly number[] {
  return Array.from({ length: count + 1 }, (_, index) => fromMs + index * bucketMs);
}
