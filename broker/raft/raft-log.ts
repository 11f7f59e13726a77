import type { EpochStart, FetchedRecords, SnapshotId } from './raft-message';
import type { VoterHistory } from './voter-history';
import type { VoterSet } from './voter-set';

export interface RaftLogState {
  readonly endOffset: number;
  /** The epochs of the records, each with its first offset, in order. */
  readonly epochs: readonly EpochStart[];
  readonly voters: VoterHistory;
  /** What the log begins at; 0 and 0 for a log that has everything. */
  readonly start: SnapshotId;
  readonly latestSnapshot: SnapshotId | undefined;
}

export type Position = 'known' | 'snapshot' | { readonly epoch: number; readonly endOffset: number };

/**
 * What the state machine knows of its own log, which is no record's content:
 *
 *   startOffset ≤ highWatermark ≤ flushedOffset ≤ endOffset,   flushedOffset and writtenOffset ≤ endOffset
 *
 * An append moves the end at once; the driver reports when it was written (others may read it) and flushed (it counts).
 */
export class RaftLog {
  readonly voters: VoterHistory;
  #start: SnapshotId;
  #latestSnapshot: SnapshotId | undefined;
  #endOffset: number;
  #writtenOffset: number;
  #flushedOffset: number;
  #highWatermark: number;
  /** The first is the epoch before the log's start, and may have no record here. */
  #epochs: readonly EpochStart[];

  constructor({ endOffset, epochs, voters, start, latestSnapshot }: RaftLogState) {
    this.voters = voters;
    this.#start = start;
    this.#latestSnapshot = latestSnapshot;
    this.#endOffset = endOffset;
    this.#writtenOffset = endOffset;
    this.#flushedOffset = endOffset;
    this.#highWatermark = latestSnapshot?.endOffset ?? start.endOffset;
    this.#epochs = epochsFrom(start, epochs);
  }

  get startOffset(): number {
    return this.#start.endOffset;
  }

  get latestSnapshot(): SnapshotId | undefined {
    return this.#latestSnapshot;
  }

  get endOffset(): number {
    return this.#endOffset;
  }

  get writtenOffset(): number {
    return this.#writtenOffset;
  }

  get flushedOffset(): number {
    return this.#flushedOffset;
  }

  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** Of the last record, or of what was before the log's start. */
  get lastEpoch(): number {
    return this.#epochs.at(-1)?.epoch ?? this.#start.epoch;
  }

  get votersInForce(): VoterSet {
    return this.voters.latest.voters;
  }

  /** Whether a log with that end has everything this one may have committed. */
  isUpToDate(lastEpoch: number, endOffset: number): boolean {
    return lastEpoch > this.lastEpoch || (lastEpoch === this.lastEpoch && endOffset >= this.#endOffset);
  }

  append(epoch: number, recordCount: number): number {
    const baseOffset = this.#endOffset;
    if (epoch < this.lastEpoch) throw new Error(`an append in epoch ${epoch} after epoch ${this.lastEpoch}`);
    this.#noteEpoch({ epoch, startOffset: baseOffset });
    this.#endOffset += recordCount;
    return baseOffset;
  }

  appendFetched({ startOffset, endOffset, epochs, voters }: FetchedRecords): void {
    if (startOffset !== this.#endOffset) throw new Error(`records fetched at ${startOffset}, the log ends at ${this.#endOffset}`);
    for (const epoch of epochs) this.#noteEpoch(epoch);
    for (const entry of voters) this.voters.append(entry);
    this.#endOffset = endOffset;
  }

  #noteEpoch(start: EpochStart): void {
    if (start.epoch > this.lastEpoch) this.#epochs = [...this.#epochs, start];
  }

  noteWritten(endOffset: number): void {
    this.#writtenOffset = Math.max(this.#writtenOffset, Math.min(endOffset, this.#endOffset));
  }

  noteFlushed(endOffset: number): void {
    this.noteWritten(endOffset);
    this.#flushedOffset = Math.max(this.#flushedOffset, Math.min(endOffset, this.#endOffset));
  }

  /** Moves the high watermark forward, never past what is on this node's disk. True when it moved. */
  advanceHighWatermark(offset: number): boolean {
    const next = Math.min(offset, this.#flushedOffset);
    if (next <= this.#highWatermark) return false;
    this.#highWatermark = next;
    return true;
  }

  /** The largest epoch here at or below `epoch`, and where it ends (KIP-101). */
  endOffsetFor(epoch: number): { epoch: number; endOffset: number } {
    const next = this.#epochs.findIndex((start) => start.epoch > epoch);
    const own = next === -1 ? this.#epochs.at(-1) : this.#epochs[next - 1];
    const endOffset = next === -1 ? this.#endOffset : (this.#epochs[next]?.startOffset ?? this.#endOffset);
    return own === undefined
      ? { epoch: this.#start.epoch, endOffset: this.#start.endOffset }
      : { epoch: own.epoch, endOffset: Math.max(endOffset, this.#start.endOffset) };
  }

  /** What a leader makes of a replica whose log ends at `offset` with a record of `epoch`. */
  positionOf(offset: number, epoch: number): Position {
    if (this.startOffset > 0 && (offset < this.startOffset || epoch < this.#start.epoch)) return 'snapshot';
    const end = this.endOffsetFor(epoch);
    return end.epoch === epoch && end.endOffset >= offset ? 'known' : end;
  }

  /** Where to cut this log, which differs from the leader's after that end of that epoch. */
  divergingOffset(leader: { epoch: number; endOffset: number }): number {
    const own = this.endOffsetFor(leader.epoch);
    const offset = own.epoch === leader.epoch ? Math.min(own.endOffset, leader.endOffset) : own.endOffset;
    if (offset < this.#highWatermark)
      throw new Error(`the leader wants committed records cut at ${offset}, below ${this.#highWatermark}`);
    return Math.min(offset, this.#endOffset);
  }

  truncateTo(offset: number): void {
    if (offset < this.#highWatermark)
      throw new Error(`committed records below ${this.#highWatermark} cannot be cut at ${offset}`);
    this.#endOffset = offset;
    this.#writtenOffset = Math.min(this.#writtenOffset, offset);
    this.#flushedOffset = Math.min(this.#flushedOffset, offset);
    this.#epochs = this.#epochs.filter(({ startOffset }, index) => index === 0 || startOffset < offset);
    this.voters.truncateTo(offset);
  }

  /** Older records may go. */
  startAt(start: SnapshotId, latestSnapshot: SnapshotId): void {
    this.#latestSnapshot = latestSnapshot;
    if (start.endOffset < this.#start.endOffset) return;
    this.#epochs = epochsFrom(start, this.#epochs);
    this.#start = start;
    this.voters.forgetBefore(start.endOffset);
  }

  /** A snapshot has taken the place of everything here. */
  restartAt(snapshot: SnapshotId, voters: VoterSet): void {
    this.#endOffset = snapshot.endOffset;
    this.#writtenOffset = snapshot.endOffset;
    this.#flushedOffset = snapshot.endOffset;
    this.#highWatermark = Math.max(this.#highWatermark, snapshot.endOffset);
    this.#start = snapshot;
    this.#latestSnapshot = snapshot;
    this.#epochs = epochsFrom(snapshot, []);
    this.voters.restartWith(voters);
  }
}

function epochsFrom(start: SnapshotId, epochs: readonly EpochStart[]): EpochStart[] {
  const later = epochs.filter(({ epoch, startOffset }) => epoch > start.epoch && startOffset >= start.endOffset);
  return [{ epoch: start.epoch, startOffset: start.endOffset }, ...later];
}
