import type { WriteProgress, WriteResult } from '@/lib/contracts/write-run';
import { recordBytes, type PlacedRecord, type WriteOutcome } from '../kafka/write-records';
import { ServiceError } from '../service-error';

interface PartitionTally {
  written: number;
  first: number | undefined;
  last: number | undefined;
}

interface FailureTally {
  readonly code: ServiceError['code'];
  readonly message: string;
  count: number;
}

const rateMs = 1_000;

/** Counts what became of many writes. */
export class WriteTally {
  written = 0;
  failed = 0;
  readonly #total: number | null;
  #bytes = 0;
  readonly #startedAt = performance.now();
  #endedAt: number | undefined;
  readonly #failures = new Map<string, FailureTally>();
  readonly #partitions = new Map<number, PartitionTally>();
  /** What was written by when, for the last second. */
  #marks: { atMs: number; written: number }[] = [{ atMs: this.#startedAt, written: 0 }];

  constructor(total: number | null) {
    this.#total = total;
  }

  add(placed: readonly PlacedRecord[], outcomes: readonly WriteOutcome[]): void {
    outcomes.forEach((outcome, index) => {
      if ('error' in outcome) {
        this.fail(outcome.error);
        return;
      }
      const record = placed[index]?.record;
      this.written += 1;
      this.#bytes += record === undefined ? 0 : recordBytes(record);
      this.#place(outcome.partition, outcome.offset);
    });
    const now = performance.now();
    this.#marks.push({ atMs: now, written: this.written });
    while (this.#marks.length > 2 && (this.#marks[1]?.atMs ?? now) < now - rateMs) this.#marks.shift();
  }

  fail(error: unknown, count = 1): void {
    this.failed += count;
    const { code, message } =
      error instanceof ServiceError ? error : { code: 'INTERNAL' as const, message: 'The console failed. Its log has more.' };
    const known = this.#failures.get(code);
    if (known === undefined) this.#failures.set(code, { code, message, count });
    else known.count += count;
  }

  /** From here on the time stands still. */
  end(): void {
    this.#endedAt = performance.now();
  }

  progress(): WriteProgress {
    const now = this.#endedAt ?? performance.now();
    const [first] = this.#marks;
    const sinceMs = Math.max(1, now - (first?.atMs ?? now));
    return {
      total: this.#total,
      written: this.written,
      failed: this.failed,
      bytes: this.#bytes,
      elapsedMs: now - this.#startedAt,
      perSecond: ((this.written - (first?.written ?? 0)) * 1000) / sinceMs,
      failures: [...this.#failures.values()].map((failure) => ({ ...failure })),
    };
  }

  result(): WriteResult {
    const progress = this.progress();
    return {
      ...progress,
      perSecond: (this.written * 1000) / Math.max(1, progress.elapsedMs),
      partitions: [...this.#partitions]
        .sort(([a], [b]) => a - b)
        .map(([partition, { written, first, last }]) => ({
          partition,
          written,
          firstOffset: first === undefined ? null : String(first),
          lastOffset: last === undefined ? null : String(last),
        })),
    };
  }

  #place(partition: number, offset: number | undefined): void {
    const known = this.#partitions.get(partition);
    if (known === undefined) {
      this.#partitions.set(partition, { written: 1, first: offset, last: offset });
      return;
    }
    known.written += 1;
    known.last = offset ?? known.last;
  }
}
