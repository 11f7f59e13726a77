const subBits = 6;
const subBuckets = 1 << subBits;

/** Sizes in buckets that widen with the size: percentiles within 1.6 %, in a few KB whatever is added. Least and most are exact. */
export class SizeHistogram {
  readonly #counts = new Map<number, number>();
  count = 0;
  total = 0;
  min = 0;
  max = 0;

  add(size: number): void {
    const bucket = bucketOf(size);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
    this.min = this.count === 0 ? size : Math.min(this.min, size);
    this.max = Math.max(this.max, size);
    this.count += 1;
    this.total += size;
  }

  /** The size that `share` of all do not exceed; 0 when there is none. */
  percentile(share: number): number {
    const wanted = Math.ceil(this.count * share);
    let seen = 0;
    for (const bucket of [...this.#counts.keys()].sort((a, b) => a - b)) {
      seen += this.#counts.get(bucket) ?? 0;
      if (seen >= wanted) return Math.min(this.max, Math.max(this.min, largestOf(bucket)));
    }
    return 0;
  }
}

/** Up to 64 each size has its own; beyond, 64 buckets for each doubling. */
function bucketOf(size: number): number {
  if (size < subBuckets) return size;
  const shift = 31 - Math.clz32(size) - subBits;
  return (shift + 1) * subBuckets + (size >>> shift) - subBuckets;
}

function largestOf(bucket: number): number {
  if (bucket < subBuckets) return bucket;
  const shift = Math.floor(bucket / subBuckets) - 1;
  return (((bucket % subBuckets) + subBuckets + 1) << shift) - 1;
}
