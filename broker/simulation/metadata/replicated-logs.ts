import type { PartitionImage } from '../../metadata/metadata-image';

interface Entry {
  readonly epoch: number;
  readonly id: number;
}

type Log = readonly Entry[];

function commonPrefix(a: Log, b: Log): Log {
  const end = a.findIndex(({ id }, index) => id !== b[index]?.id);
  return end === -1 ? a : a.slice(0, end);
}

/**
 * What the replicas of one partition hold when their brokers obey the metadata: enough to tell whether an elected leader
 * lacks a record that was committed.
 */
export class ReplicatedLogs {
  readonly #logs = new Map<number, Log>();
  #committed: Log = [];
  #written = 0;
  /** Committed records that a leader lacked which was not elected as having everything. */
  lostCount = 0;

  log(brokerId: number): Log {
    return this.#logs.get(brokerId) ?? [];
  }

  append({ leader, leaderEpoch }: PartitionImage): void {
    this.#written += 1;
    this.#logs.set(leader, [...this.log(leader), { epoch: leaderEpoch, id: this.#written }]);
  }

  /** The replica fetches all that the leader has. */
  catchUp({ leader }: PartitionImage, brokerId: number): void {
    this.#logs.set(brokerId, this.log(leader));
  }

  /** What every in-sync replica has is committed, unless they are too few. */
  commit({ leader, isr, replicas }: PartitionImage, minIsr: number): void {
    if (leader === -1 || isr.length < Math.min(minIsr, replicas.length)) return;
    this.#committed = isr.map((id) => this.log(id)).reduce(commonPrefix, this.log(leader));
  }

  /** A power failure or a new disk: the end of the log is gone. */
  cut(brokerId: number, keptShare: number): void {
    const log = this.log(brokerId);
    this.#logs.set(brokerId, log.slice(0, Math.floor(log.length * keptShare)));
  }

  /** The others drop what a new leader does not have. Throws when it was elected as having everything and has not. */
  onChange(before: PartitionImage, after: PartitionImage): void {
    if (after.leader === -1 || after.leaderEpoch === before.leaderEpoch) return;
    const leaderLog = this.log(after.leader);
    const kept = commonPrefix(this.#committed, leaderLog);
    const lostCount = this.#committed.length - kept.length;
    const isTrusted = before.isr.includes(after.leader) || before.eligibleLeaderReplicas.includes(after.leader);
    if (isTrusted && lostCount > 0) throw new Error(`broker ${after.leader} leads and lacks ${lostCount} committed records`);
    this.lostCount += lostCount;
    this.#committed = kept;
    for (const id of after.replicas) this.#logs.set(id, commonPrefix(this.log(id), leaderLog));
  }
}
