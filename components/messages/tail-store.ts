import type { TailCursor } from '@/lib/contracts/record';
import { Ring } from '@/lib/queries/stream/ring';

export const tailRowsMax = 5000;

/** What every row of a tail has: its place in the log. */
export interface TailRecord {
  readonly partition: number;
  readonly offset: string;
}

/** A stretch of a partition: `from` is the first offset left out, `to` the first one after it. */
export interface OffsetRange {
  readonly partition: number;
  readonly from: string;
  readonly to: string;
}

/** Why records are missing: the reader was slow, retention took them, the broker cut its log, or this page let go of them while paused. */
export type GapReason = 'slow' | 'retention' | 'truncated' | 'paused';

export interface TailGap {
  readonly reason: GapReason;
  readonly ranges: readonly OffsetRange[];
  readonly countAtMost: number;
}

export type TailRow<R> =
  { readonly kind: 'record'; readonly record: R } | { readonly kind: 'gap'; readonly id: number; readonly gap: TailGap };

export interface TailSnapshot {
  readonly version: number;
  readonly length: number;
  readonly isPaused: boolean;
  /** Records that came while paused. */
  readonly pendingCount: number;
  /** Records that came since the tail began. */
  readonly receivedCount: number;
  /** Records that fell out of the bottom because only so many are kept. */
  readonly forgottenCount: number;
  /** Rows that were ever put on top: by how much what is in sight has moved down. */
  readonly addedCount: number;
}

const emptySnapshot: TailSnapshot = {
  version: 0,
  length: 0,
  isPaused: false,
  pendingCount: 0,
  receivedCount: 0,
  forgottenCount: 0,
  addedCount: 0,
};

/** The rows of a live tail, outside React: newest first, bounded, and exact about what it does not hold. */
export class TailStore<R extends TailRecord> {
  #shown: Ring<TailRow<R>>;
  #pending: Ring<TailRow<R>>;
  #pendingGap = new Map<number, OffsetRange>();
  #pendingDropped = 0;
  readonly #next = new Map<number, bigint>();
  readonly #listeners = new Set<() => void>();
  #gapId = 0;
  #snapshot = emptySnapshot;
  #addedCount = 0;
  #cursor: TailCursor | null = null;

  constructor(capacity = tailRowsMax) {
    this.#shown = new Ring(capacity);
    // Half, so that the gap for what a long pause lets go has a place among the rows, and room to be filled.
    this.#pending = new Ring(Math.floor(capacity / 2));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): TailSnapshot => this.#snapshot;

  readonly getServerSnapshot = (): TailSnapshot => emptySnapshot;

  row(index: number): TailRow<R> | undefined {
    return this.#shown.newest(index);
  }

  /** Where the next connection goes on; null before the tail has begun. */
  get cursor(): TailCursor | null {
    return this.#cursor;
  }

  startAt(cursor: TailCursor): void {
    this.#cursor = cursor;
  }

  /** The positions of the partitions that moved. */
  advance(next: TailCursor['next']): void {
    if (this.#cursor !== null) this.#cursor = { ...this.#cursor, next: { ...this.#cursor.next, ...next } };
  }

  /** Records in the order they should be read; one that came before (a repeat after a reconnect) is left out. */
  append(records: readonly R[]): void {
    let received = 0;
    let forgotten = 0;
    for (const record of records) {
      const offset = BigInt(record.offset);
      if (offset < (this.#next.get(record.partition) ?? -1n)) continue;
      this.#next.set(record.partition, offset + 1n);
      received += 1;
      forgotten += this.#push({ kind: 'record', record });
    }
    if (received === 0) return;
    const { isPaused, pendingCount, receivedCount, forgottenCount } = this.#snapshot;
    this.#publish({
      pendingCount: isPaused ? pendingCount + received : 0,
      receivedCount: receivedCount + received,
      forgottenCount: forgottenCount + forgotten,
    });
  }

  appendGap(gap: TailGap): void {
    const ranges = gap.ranges.filter((range) => BigInt(range.to) > (this.#next.get(range.partition) ?? -1n));
    if (gap.ranges.length > 0 && ranges.length === 0) return;
    for (const range of ranges) this.#next.set(range.partition, BigInt(range.to));
    const forgotten = this.#push({ kind: 'gap', id: this.#gapId++, gap });
    this.#publish({ forgottenCount: this.#snapshot.forgottenCount + forgotten });
  }

  pause(): void {
    if (!this.#snapshot.isPaused) this.#publish({ isPaused: true, pendingCount: 0 });
  }

  resume(): void {
    if (!this.#snapshot.isPaused) return;
    let forgotten = 0;
    const rows = [...this.#pending.oldestFirst()];
    if (this.#pendingDropped > 0) {
      const gap: TailGap = { reason: 'paused', ranges: [...this.#pendingGap.values()], countAtMost: this.#pendingDropped };
      rows.unshift({ kind: 'gap', id: this.#gapId++, gap });
    }
    for (const row of rows) forgotten += forgottenBy(this.#shown.push(row));
    this.#addedCount += rows.length;
    this.#forgetPending();
    this.#publish({ isPaused: false, pendingCount: 0, forgottenCount: this.#snapshot.forgottenCount + forgotten });
  }

  /** Puts records that were fetched later where their gap is; `rest` is what of it is still missing. */
  fillGap(id: number, records: readonly R[], rest: TailGap | undefined): void {
    const filled = new Ring<TailRow<R>>(this.#shown.capacity);
    let received = 0;
    let forgotten = 0;
    for (const row of this.#shown.oldestFirst()) {
      if (row.kind !== 'gap' || row.id !== id) {
        forgotten += forgottenBy(filled.push(row));
        continue;
      }
      // What a pause let go was counted when it came.
      if (row.gap.reason !== 'paused') received += records.length;
      for (const record of records) forgotten += forgottenBy(filled.push({ kind: 'record', record }));
      if (rest !== undefined) forgotten += forgottenBy(filled.push({ kind: 'gap', id, gap: rest }));
    }
    this.#shown = filled;
    const { receivedCount, forgottenCount } = this.#snapshot;
    this.#publish({ receivedCount: receivedCount + received, forgottenCount: forgottenCount + forgotten });
  }

  clear(): void {
    this.#shown.clear();
    this.#next.clear();
    this.#forgetPending();
    this.#publish({ isPaused: false, pendingCount: 0, receivedCount: 0, forgottenCount: 0 });
  }

  /** How many records fell out for this row. */
  #push(row: TailRow<R>): number {
    if (!this.#snapshot.isPaused) {
      this.#addedCount += 1;
      return forgottenBy(this.#shown.push(row));
    }
    const dropped = this.#pending.push(row);
    if (dropped !== undefined) this.#widenPendingGap(dropped);
    return 0;
  }

  /** A paused page holds only so many new rows; the ones it lets go become a gap that can be loaded. */
  #widenPendingGap(dropped: TailRow<R>): void {
    const ranges = dropped.kind === 'gap' ? dropped.gap.ranges : [rangeOf(dropped.record)];
    this.#pendingDropped += dropped.kind === 'gap' ? dropped.gap.countAtMost : 1;
    for (const range of ranges) {
      const known = this.#pendingGap.get(range.partition);
      this.#pendingGap.set(range.partition, known === undefined ? range : { ...known, to: range.to });
    }
  }

  #forgetPending(): void {
    this.#pending.clear();
    this.#pendingGap = new Map();
    this.#pendingDropped = 0;
  }

  #publish(change: Partial<TailSnapshot>): void {
    this.#snapshot = {
      ...this.#snapshot,
      ...change,
      version: this.#snapshot.version + 1,
      length: this.#shown.length,
      addedCount: this.#addedCount,
    };
    for (const listener of this.#listeners) listener();
  }
}

/** Records that left with this row: a gap that this page made stands for records it had received. */
function forgottenBy<R>(dropped: TailRow<R> | undefined): number {
  if (dropped === undefined) return 0;
  if (dropped.kind === 'record') return 1;
  return dropped.gap.reason === 'paused' ? dropped.gap.countAtMost : 0;
}

function rangeOf(record: TailRecord): OffsetRange {
  return { partition: record.partition, from: record.offset, to: (BigInt(record.offset) + 1n).toString() };
}
