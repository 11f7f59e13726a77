import type { TopicStatistics } from '@/lib/contracts/statistics';
import type { CodecName } from '@/lib/contracts/scalars';
import { HyperLogLog } from './hyper-log-log';
import type { ReadRecord } from './record-row';
import { SizeHistogram } from './size-histogram';
import { TimeCounts } from './time-counts';

type Figures = Omit<
  TopicStatistics,
  'startedAtMs' | 'elapsedMs' | 'remainingAtMost' | 'totalAtMost' | 'fetchedBytes' | 'problems'
>;

/** What is counted while a topic is read. Its size does not depend on how much that is. */
export class TopicTally {
  #records = 0;
  #nullKeys = 0;
  #tombstones = 0;
  readonly #keys = new HyperLogLog();
  readonly #keySizes = new SizeHistogram();
  readonly #valueSizes = new SizeHistogram();
  readonly #times = new TimeCounts();
  readonly #codecs = new Map<CodecName, number>();
  readonly #partitions = new Map<number, { records: number; bytes: number }>();

  /** Partitions without a record are counted too. */
  constructor(partitions: readonly number[]) {
    for (const partition of partitions) this.#partitions.set(partition, { records: 0, bytes: 0 });
  }

  add({ partition, record, batch }: ReadRecord): void {
    const { key, value } = record;
    this.#records += 1;
    if (key === null) this.#nullKeys += 1;
    else {
      this.#keys.add(key);
      this.#keySizes.add(key.length);
      if (value === null) this.#tombstones += 1;
    }
    if (value !== null) this.#valueSizes.add(value.length);
    this.#times.add(Number(record.timestamp));
    this.#codecs.set(batch.codec, (this.#codecs.get(batch.codec) ?? 0) + 1);
    const counted = this.#partitions.get(partition);
    if (counted === undefined) return;
    counted.records += 1;
    counted.bytes += (key?.length ?? 0) + (value?.length ?? 0);
  }

  figures(): Figures {
    return {
      records: this.#records,
      nullKeys: this.#nullKeys,
      tombstones: this.#tombstones,
      distinctKeys: this.#keys.estimate(),
      keySizes: sizesOf(this.#keySizes),
      valueSizes: sizesOf(this.#valueSizes),
      codecs: [...this.#codecs].map(([codec, records]) => ({ codec, records })).sort((a, b) => b.records - a.records),
      partitions: [...this.#partitions].map(([partition, counted]) => ({ partition, ...counted })),
      spanMs: this.#times.widthMs,
      spans: [...this.#times.buckets],
    };
  }
}

function sizesOf(histogram: SizeHistogram): TopicStatistics['keySizes'] {
  const { count, total, min, max } = histogram;
  const [p50, p75, p95, p99, p999] = [
    histogram.percentile(0.5),
    histogram.percentile(0.75),
    histogram.percentile(0.95),
    histogram.percentile(0.99),
    histogram.percentile(0.999),
  ];
  return { count, total, min, p50, p75, p95, p99, p999, max };
}
