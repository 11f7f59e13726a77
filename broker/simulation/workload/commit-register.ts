import { topicPartitionName, type TopicPartition } from '../../protocol/topic-partition';
import type { Report } from './history';

/** An attempt to commit. One that failed stays open: it, or an earlier try of it, may still take effect. */
export interface CommitAttempt {
  readonly values: ReadonlyMap<string, number>;
  readonly startMs: number;
  /** When it was acknowledged; infinite as long as it was not. */
  endMs: number;
}

const none = -1;

/** The committed offsets of one group, as a register that many write: what is read was written, and not overwritten before. */
export class CommitRegister {
  readonly #group: string;
  readonly #report: Report;
  readonly #attempts: CommitAttempt[] = [];

  constructor(group: string, report: Report) {
    this.#group = group;
    this.#report = report;
  }

  begin(offsets: readonly (TopicPartition & { offset: number })[], startMs: number): CommitAttempt {
    const values = new Map(offsets.map((part) => [topicPartitionName(part), part.offset]));
    const attempt: CommitAttempt = { values, startMs, endMs: Number.POSITIVE_INFINITY };
    if (values.size > 0) this.#attempts.push(attempt);
    return attempt;
  }

  /** What a read from `startMs` to `endMs` gave for a partition; -1: nothing is committed. */
  checkRead(name: string, value: number, startMs: number, endMs: number): void {
    const writes = this.#attempts.filter(({ values }) => values.has(name));
    const overwrites = writes.filter(({ endMs: ackedMs }) => ackedMs < startMs);
    if (value === none && overwrites.length === 0) return;
    const isPossible = writes.some(
      (write) =>
        write.values.get(name) === value && write.startMs <= endMs && !overwrites.some((later) => later.startMs > write.endMs),
    );
    if (isPossible) return;
    const last = overwrites.at(-1)?.values.get(name) ?? none;
    this.#report('committed offsets stay', `${this.#group} reads ${value} for ${name}; ${last} was committed before`);
  }
}
