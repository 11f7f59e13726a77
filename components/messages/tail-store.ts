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

/** A row knows its topic: one tail may be of several. */
export type TailRow<R> =
  | { readonly kind: 'record'; readonly topic: string; readonly record: R }
  | { readonly kind: 'gap'; readonly topic: string; readonly id: number; readonly gap: TailGap };

/** Where a topic's part of the tail stands. */
interface TopicState {
  cursor: TailCursor | null;
  /** By partition, the first offset that has not come. */
  readonly next: Map<number, bigint>;
  /** What a pause let go of, as it will be said on resuming. */
  pendingGap: Map<number, OffsetRange>;
  pendingDropped: number;
}

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

/** The rows of a live tail of one topic or several, outside React: newest first, bounded, and exact about what it does not hold. */
export class TailStore<R extends TailRecord> {
  #shown: Ring<TailRow<R>>;
  #pending: Ring<TailRow<R>>;
  readonly #topics = new Map<string, TopicState>();
  readonly #listeners = new Set<() => void>();
  #gapId = 0;
  #snapshot = emptySnapshot;
  #addedCount = 0;

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

  /** Where the next connection goes on with a topic; null before its tail has begun. */
  cursorOf(topic: string): TailCursor | null {
    return this.#topics.get(topic)?.cursor ?? null;
  }

  startAt(topic: string, cursor: TailCursor): void {
    this.#stateOf(topic).cursor = cursor;
  }

  /** The positions of the partitions that moved. */
  advance(topic: string, next: TailCursor['next']): void {
    const state = this.#stateOf(topic);
    if (state.cursor !== null) state.cursor = { ...state.cursor, next: { ...state.cursor.next, ...next } };
  }

  /** Records in the order they should be read; one that came before (a repeat after a reconnect) is left out. */
  append(topic: string, records: readonly R[]): void {
    const { next } = this.#stateOf(topic);
    let received = 0;
    let forgotten = 0;
    for (const record of records) {
      const offset = BigInt(record.offset);
      if (offset < (next.get(record.partition) ?? -1n)) continue;
      next.set(record.partition, offset + 1n);
      received += 1;
      forgotten += this.#push({ kind: 'record', topic, record });
    }
    if (received === 0) return;
    const { isPaused, pendingCount, receivedCount, forgottenCount } = this.#snapshot;
    this.#publish({
      pendingCount: isPaused ? pendingCount + received : 0,
      receivedCount: receivedCount + received,
      forgottenCount: forgottenCount + forgotten,
    });
  }

  appendGap(topic: string, gap: TailGap): void {
    const { next } = this.#stateOf(topic);
    const ranges = gap.ranges.filter((range) => BigInt(range.to) > (next.get(range.partition) ?? -1n));
    if (gap.ranges.length > 0 && ranges.length === 0) return;
    for (const range of ranges) next.set(range.partition, BigInt(range.to));
    const forgotten = this.#push({ kind: 'gap', topic, id: this.#gapId++, gap });
    this.#publish({ forgottenCount: this.#snapshot.forgottenCount + forgotten });
  }

  pause(): void {
    if (!this.#snapshot.isPaused) this.#publish({ isPaused: true, pendingCount: 0 });
  }

  resume(): void {
    if (!this.#snapshot.isPaused) return;
    let forgotten = 0;
    const rows = [...this.#pending.oldestFirst()];
    const gaps: TailRow<R>[] = [];
    for (const [topic, { pendingGap, pendingDropped }] of this.#topics) {
      if (pendingDropped === 0) continue;
      const gap: TailGap = { reason: 'paused', ranges: [...pendingGap.values()], countAtMost: pendingDropped };
      gaps.push({ kind: 'gap', topic, id: this.#gapId++, gap });
    }
    rows.unshift(...gaps);
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
      for (const record of records) forgotten += forgottenBy(filled.push({ kind: 'record', topic: row.topic, record }));
      if (rest !== undefined) forgotten += forgottenBy(filled.push({ kind: 'gap', topic: row.topic, id, gap: rest }));
    }
    this.#shown = filled;
    const { receivedCount, forgottenCount } = this.#snapshot;
    this.#publish({ receivedCount: receivedCount + received, forgottenCount: forgottenCount + forgotten });
  }

  clear(): void {
    this.#shown.clear();
    this.#topics.clear();
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
    const state = this.#stateOf(dropped.topic);
    state.pendingDropped += dropped.kind === 'gap' ? dropped.gap.countAtMost : 1;
    for (const range of ranges) {
      const known = state.pendingGap.get(range.partition);
      state.pendingGap.set(range.partition, known === undefined ? range : { ...known, to: range.to });
    }
  }

  #forgetPending(): void {
    this.#pending.clear();
    for (const state of this.#topics.values()) {
      state.pendingGap = new Map();
      state.pendingDropped = 0;
    }
  }

  #stateOf(topic: string): TopicState {
    const known = this.#topics.get(topic);
    if (known !== undefined) return known;
    const state: TopicState = { cursor: null, next: new Map(), pendingGap: new Map(), pendingDropped: 0 };
    this.#topics.set(topic, state);
    return state;
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
