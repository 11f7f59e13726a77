import { RaftLog } from '../../raft/raft-log';
import type { EpochStart, SnapshotId } from '../../raft/raft-message';
import type { ElectionState } from '../../raft/ready';
import { VoterHistory } from '../../raft/voter-history';
import { VoterSet } from '../../raft/voter-set';

export interface SimRecord {
  readonly epoch: number;
  /** What it says: a number of the workload, or a word for a control record. */
  readonly value: number | 'leader' | 'version' | VoterSet;
}

interface SimSnapshot {
  readonly id: SnapshotId;
  readonly voters: VoterSet;
}

/** What one replica of a simulated quorum has on its disk: log, snapshots and election state. */
export class ReplicaDisk {
  readonly directoryId: string;
  election: ElectionState | undefined;
  /** Records from `startOffset` on. */
  #records: SimRecord[] = [];
  #startOffset = 0;
  /** The oldest first. */
  snapshots: readonly SimSnapshot[] = [];
  flushedOffset = 0;
  readonly #bootstrapVoters: VoterSet;

  constructor(directoryId: string, bootstrapVoters: VoterSet) {
    this.directoryId = directoryId;
    this.#bootstrapVoters = bootstrapVoters;
  }

  get startOffset(): number {
    return this.#startOffset;
  }

  get endOffset(): number {
    return this.#startOffset + this.#records.length;
  }

  at(offset: number): SimRecord | undefined {
    return this.#records[offset - this.#startOffset];
  }

  append(records: readonly SimRecord[]): void {
    this.#records.push(...records);
  }

  read(startOffset: number, endOffset: number): readonly SimRecord[] {
    return this.#records.slice(startOffset - this.#startOffset, endOffset - this.#startOffset);
  }

  truncateTo(offset: number): void {
    this.#records.length = Math.min(this.#records.length, offset - this.#startOffset);
    this.flushedOffset = Math.min(this.flushedOffset, offset);
  }

  /** Records that were not flushed are lost, but for `kept` of them. */
  losePower(kept: number): void {
    this.truncateTo(Math.min(this.endOffset, this.flushedOffset + kept));
    this.flushedOffset = this.endOffset;
  }

  addSnapshot(snapshot: SimSnapshot): void {
    this.snapshots = [...this.snapshots, snapshot].slice(-2);
    const oldest = this.snapshots[0]?.id.endOffset ?? 0;
    this.#records.splice(0, oldest - this.#startOffset);
    this.#startOffset = oldest;
  }

  install(snapshot: SimSnapshot): void {
    this.snapshots = [snapshot];
    this.#records = [];
    this.#startOffset = snapshot.id.endOffset;
    this.flushedOffset = snapshot.id.endOffset;
  }

  /** The log as a starting replica finds it. */
  open(): RaftLog {
    const start = this.snapshots[0]?.id ?? { endOffset: 0, epoch: 0 };
    const voters = new VoterHistory(this.snapshots[0]?.voters ?? this.#bootstrapVoters);
    const epochs: EpochStart[] = [];
    this.#records.forEach(({ epoch, value }, index) => {
      const offset = this.#startOffset + index;
      if (epoch > (epochs.at(-1)?.epoch ?? start.epoch)) epochs.push({ epoch, startOffset: offset });
      if (value instanceof VoterSet) voters.append({ offset, voters: value });
    });
    const latestSnapshot = this.snapshots.at(-1)?.id;
    return new RaftLog({ endOffset: this.endOffset, epochs, voters, start, latestSnapshot });
  }
}
