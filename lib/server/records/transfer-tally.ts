import type { StayReason, TransferProgress, TransferResult } from '@/lib/contracts/transfer';
import { recordBytes, type PlacedRecord, type WriteOutcome } from '../kafka/write-records';
import type { PartitionProgress, ScanProgress } from './scan';
import { WriteTally } from './write-tally';

interface Share {
  records: number;
  bytes: number;
}

interface TargetTally extends Share {
  readonly writes: WriteTally;
}

/** A record that is left where it is, and the topic that it names. */
export interface Stay {
  readonly stays: StayReason;
  readonly topic: string | null;
}

/** Names come from messages: more of them than this are counted together. */
const namesMax = 100;

type Counted = Omit<TransferResult, 'dryRun' | 'cutShort' | 'faults' | 'lost' | 'cursor'>;
type Figures = Omit<TransferProgress, 'lost' | 'cursor'>;

/** Counts what becomes of records that go from one topic to others. Its size does not depend on how many they are. */
export class TransferTally {
  readonly #writes = new WriteTally(null);
  readonly #sources = new Map<number, Share>();
  readonly #targets = new Map<string, TargetTally>();
  readonly #stays = new Map<string, { reason: StayReason; topic: string | null; records: number }>();
  #scan: ScanProgress | undefined;
  /** Of what matched, how many have been decided on. */
  #decided = 0;

  saw(progress: ScanProgress): void {
    this.#scan = progress;
  }

  /** Decided on by a run before this one. */
  passed(count: number): void {
    this.#decided += count;
  }

  /** It goes, from this partition. */
  chose(from: number, topic: string, { record }: PlacedRecord): void {
    this.#decided += 1;
    const bytes = recordBytes(record);
    const source = this.#sources.get(from) ?? { records: 0, bytes: 0 };
    this.#sources.set(from, source);
    for (const share of [source, this.#target(topic)]) {
      share.records += 1;
      share.bytes += bytes;
    }
  }

  wrote(topic: string, placed: readonly PlacedRecord[], outcomes: readonly WriteOutcome[]): void {
    this.#writes.add(placed, outcomes);
    this.#target(topic).writes.add(placed, outcomes);
  }

  refused(topic: string, error: unknown): void {
    this.#decided += 1;
    this.#writes.fail(error);
    this.#target(topic).writes.fail(error);
  }

  stayed({ stays: reason, topic }: Stay): void {
    this.#decided += 1;
    const known = this.#stays.get(`${reason} ${topic ?? ''}`);
    const named = known === undefined && this.#stays.size >= namesMax ? null : topic;
    const stay = known ?? this.#stays.get(`${reason} ${named ?? ''}`) ?? { reason, topic: named, records: 0 };
    this.#stays.set(`${reason} ${named ?? ''}`, stay);
    stay.records += 1;
  }

  /** From here on the time stands still. */
  end(): void {
    this.#writes.end();
    for (const { writes } of this.#targets.values()) writes.end();
  }

  progress(): Figures {
    return this.#figures(this.#writes.progress());
  }

  result(): Counted {
    const { partitions = [], problems = [], gap = null } = this.#scan ?? {};
    return {
      ...this.#figures(this.#writes.result()),
      until: untilOf(partitions),
      sources: [...this.#sources].sort(([a], [b]) => a - b).map(([partition, share]) => ({ partition, ...share })),
      targets: [...this.#targets]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([topic, { records, bytes, writes }]) => {
          const { written, failed, partitions: places } = writes.result();
          return { topic, records, bytes, written, failed, partitions: places };
        }),
      stays: [...this.#stays.values()].sort((a, b) => b.records - a.records),
      problems: [...problems],
      gap,
    };
  }

  #figures(writes: ReturnType<WriteTally['progress']>): Figures {
    const { scanned = 0, matched = 0, remainingAtMost = 0, totalAtMost = 0 } = this.#scan ?? {};
    const { written, failed, elapsedMs, perSecond, failures } = writes;
    const shares = [...this.#sources.values()];
    return {
      read: scanned,
      matched,
      chosen: shares.reduce((sum, { records }) => sum + records, 0),
      bytes: shares.reduce((sum, { bytes }) => sum + bytes, 0),
      written,
      bytesWritten: writes.bytes,
      failed,
      elapsedMs,
      perSecond,
      remainingAtMost: remainingAtMost + matched - this.#decided,
      totalAtMost,
      failures,
    };
  }

  #target(topic: string): TargetTally {
    const known = this.#targets.get(topic);
    if (known !== undefined) return known;
    const target = { records: 0, bytes: 0, writes: new WriteTally(null) };
    this.#targets.set(topic, target);
    return target;
  }
}

function untilOf(partitions: readonly PartitionProgress[]): string | null {
  if (partitions.length === 0) return null;
  return `o:${partitions.map(({ partition, end }) => `${partition}@${end}`).join(',')}`;
}
