import type { Ready } from '../../raft/ready';
import type { SimRecord } from './replica-disk';
import type { QuorumWatcher, SimQuorum } from './sim-quorum';
import type { SimReplica } from './sim-replica';

/** What must hold after every event of a simulated quorum; the first thing that does not is an error. */
export class QuorumChecks implements QuorumWatcher {
  /** What is committed, for ever. */
  readonly committed: SimRecord[] = [];
  readonly #values = new Set<SimRecord['value']>();
  readonly #leaders = new Map<number, number>();
  readonly #seen = new Map<SimReplica, { epoch: number; highWatermark: number }>();
  #quorum: SimQuorum | undefined;

  watch(quorum: SimQuorum): void {
    this.#quorum = quorum;
  }

  isCommitted(value: number): boolean {
    return this.#values.has(value);
  }

  onReady(replica: SimReplica, ready: Ready): void {
    const { raft, disk } = replica;
    const before = this.#seen.get(replica);
    const { epoch } = raft;
    const { highWatermark, endOffset, flushedOffset } = raft.log;
    if (before !== undefined && epoch < before.epoch) this.#fail(`node ${replica.id} went back to epoch ${epoch}`);
    if (before !== undefined && highWatermark < before.highWatermark)
      this.#fail(`node ${replica.id}'s high watermark went back to ${highWatermark}`);
    if (raft.log.lastEpoch > epoch) this.#fail(`node ${replica.id} has records of an epoch after its own, ${epoch}`);
    if (flushedOffset > endOffset || flushedOffset > disk.endOffset)
      this.#fail(`node ${replica.id} counts records it does not have`);
    if (raft.roleName === 'leader') this.#checkLeader(replica);
    if (highWatermark > (before?.highWatermark ?? 0)) this.#checkCommitted(replica, before?.highWatermark ?? 0);
    if (ready.truncateTo !== undefined && ready.truncateTo < highWatermark)
      this.#fail(`node ${replica.id} cuts committed records`);
    if (before === undefined) this.#seen.set(replica, { epoch, highWatermark });
    else Object.assign(before, { epoch, highWatermark });
  }

  #checkLeader({ id, raft: { epoch } }: SimReplica): void {
    const known = this.#leaders.get(epoch) ?? id;
    if (known !== id) this.#fail(`nodes ${known} and ${id} both lead epoch ${epoch}`);
    this.#leaders.set(epoch, id);
  }

  /** Records below a high watermark are the same everywhere; those new to the world lie on a majority's disks. */
  #checkCommitted(replica: SimReplica, from: number): void {
    const { disk, raft } = replica;
    const { highWatermark } = raft.log;
    for (let offset = Math.max(from, disk.startOffset); offset < highWatermark; offset += 1) {
      const record = disk.at(offset);
      if (record === undefined) return this.#fail(`node ${replica.id} lacks committed record ${offset}`);
      const known = this.committed[offset];
      if (known !== undefined && (known.epoch !== record.epoch || known.value !== record.value))
        this.#fail(`record ${offset} is committed as ${textOf(known)}, and as ${textOf(record)} on node ${replica.id}`);
    }
    if (highWatermark <= this.committed.length) return;
    this.#checkMajority(replica, highWatermark);
    for (let offset = this.committed.length; offset < highWatermark; offset += 1) {
      const record = disk.at(offset);
      if (record === undefined) continue;
      this.committed.push(record);
      this.#values.add(record.value);
    }
  }

  #checkMajority({ id, raft, disk }: SimReplica, highWatermark: number): void {
    const quorum = this.#quorum;
    if (quorum === undefined) return;
    const voters = raft.log.votersInForce;
    const epoch = disk.at(highWatermark - 1)?.epoch;
    const holders = voters.voters.filter((voter) => {
      if (!quorum.ids.includes(voter.id)) return false;
      const own = quorum.disk(voter.id);
      // Its disk was replaced after it had fetched this.
      if (own.directoryId !== voter.directoryId) return true;
      if (own.startOffset >= highWatermark) return true;
      return own.flushedOffset >= highWatermark && own.at(highWatermark - 1)?.epoch === epoch;
    });
    if (holders.length < voters.majority)
      this.#fail(`node ${id} commits up to ${highWatermark}, which only ${holders.length} of ${voters.size} voters have`);
  }

  #fail(problem: string): never {
    throw new Error(`at ${this.#quorum?.events.nowMs ?? 0} ms: ${problem}`);
  }
}

function textOf(record: SimRecord): string {
  return `${JSON.stringify(record.value)} of epoch ${record.epoch}`;
}
