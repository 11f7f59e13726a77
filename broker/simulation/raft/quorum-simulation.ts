import type { Voter } from '../../raft/voter-set';
import { SimRandom } from '../sim-random';
import { QuorumChecks } from './quorum-checks';
import { SimQuorum } from './sim-quorum';

/** What a run has seen, so that a set of runs can be asked whether it saw everything. */
export interface SimulationResult {
  readonly committed: number;
  readonly epochs: number;
  readonly events: ReadonlySet<string>;
}

const faultMs = 2000;
const healedMs = 20_000;

/**
 * One seeded run: a workload of appends while nodes die, lose power, freeze, are wiped and cut off, voters change and
 * snapshots are written; then everything is healed and must work again. Throws what QuorumChecks finds.
 */
export function simulateQuorum(seed: number): SimulationResult {
  return new QuorumSimulation(seed).run();
}

class QuorumSimulation {
  readonly #random: SimRandom;
  readonly #checks = new QuorumChecks();
  readonly #quorum: SimQuorum;
  readonly #voters: number;
  readonly #seen = new Set<string>();
  /** A run replaces disks or takes voters out of the set, not both: an administrator who does can end any quorum. */
  readonly #mayWipe: boolean;
  #nextValue = 0;

  constructor(seed: number) {
    this.#random = new SimRandom(seed ^ 0x5eed);
    this.#mayWipe = this.#random.integer(2) === 0;
    this.#voters = 1 + this.#random.integer(5);
    const slowDisk = this.#random.integer(4) === 0 ? 30 : 5;
    this.#quorum = new SimQuorum({
      seed,
      voters: this.#voters,
      observers: this.#random.integer(3),
      config: {
        autoJoin: this.#mayWipe,
        electionTimeoutMs: 150,
        fetchTimeoutMs: 300,
        checkQuorumTimeoutMs: 450,
        fetchMaxWaitMs: 100,
        electionJitterMs: 50,
      },
      latencyMs: (random) => 1 + random.integer(5),
      flushMs: (random) => random.integer(slowDisk),
      persistMs: (random) => random.integer(slowDisk),
      requestTimeoutMs: 400,
      watch: {
        onReady: (replica, ready) => {
          this.#checks.onReady(replica, ready);
          if (ready.truncateTo !== undefined) this.#seen.add('truncated');
          if (ready.installSnapshot !== undefined) this.#seen.add('installed a snapshot');
          if (ready.appends.some(({ kind }) => kind === 'voters')) this.#seen.add('voters changed');
          if (replica.raft.roleName === 'resigned') this.#seen.add('resigned');
        },
      },
    });
    this.#checks.watch(this.#quorum);
  }

  run(): SimulationResult {
    const quorum = this.#quorum;
    for (const id of quorum.ids) if (this.#random.integer(8) > 0) quorum.start(id);
    quorum.lossRate = this.#random.integer(3) === 0 ? 0.05 : 0;
    while (quorum.events.nowMs < faultMs) {
      quorum.run(this.#random.integer(45));
      if (this.#random.integer(10) < 7) this.#append();
      else this.#disturb();
    }
    this.#heal();
    return { committed: this.#checks.committed.length, epochs: quorum.leader?.raft.epoch ?? 0, events: this.#seen };
  }

  #append(): void {
    this.#nextValue += 1;
    this.#quorum.leader?.propose([this.#nextValue]);
  }

  #pick(): number {
    const { ids } = this.#quorum;
    return ids[this.#random.integer(ids.length)] ?? 1;
  }

  #disturb(): void {
    const quorum = this.#quorum;
    const id = this.#random.integer(3) === 0 ? (quorum.leader?.id ?? this.#pick()) : this.#pick();
    switch (this.#random.integer(12)) {
      case 0:
        quorum.kill(id);
        return;
      case 1:
        quorum.kill(id, { losesPower: true, kept: this.#random.integer(3) });
        return;
      case 2:
        for (const other of quorum.ids) {
          if (this.#random.integer(3) > 0) quorum.cut(id, other);
          if (this.#random.integer(3) > 0) quorum.cut(other, id);
        }
        return;
      case 3:
        quorum.heal();
        return;
      case 4:
        if (quorum.leader !== undefined && this.#random.integer(2) === 0)
          quorum.leader.step({ type: 'resign', epoch: quorum.leader.raft.epoch });
        else this.#freezeOrThaw(id);
        return;
      case 5:
        if (quorum.snapshot(id)) this.#seen.add('wrote a snapshot');
        return;
      case 6:
        this.#changeVoters(id);
        return;
      case 7:
        if (this.#random.integer(10) === 0) this.#wipe(id);
        return;
      default:
        quorum.start(id);
    }
  }

  #freezeOrThaw(id: number): void {
    const replica = this.#quorum.running(id);
    if (replica === undefined) return;
    if (replica.isFrozen) replica.thaw();
    else replica.isFrozen = true;
  }

  /** A disk is only ever replaced while the voters' majority keeps theirs, as the design demands. */
  #wipe(id: number): void {
    const voters = this.#quorum.leader?.raft.log.votersInForce;
    if (voters === undefined || !this.#mayWipe) return;
    const others = voters.voters.filter((voter) => voter.id !== id);
    if (others.length < voters.majority || !this.#areIntact(voters.voters)) return;
    this.#quorum.wipe(id);
    this.#seen.add('wiped');
  }

  #areIntact(voters: readonly Voter[]): boolean {
    return voters.every(({ id, directoryId }) => this.#quorum.disk(id).directoryId === directoryId);
  }

  #changeVoters(id: number): void {
    const { leader } = this.#quorum;
    if (leader === undefined || leader.isFrozen) return;
    const voters = leader.raft.log.votersInForce;
    const own = voters.withId(id);
    const { directoryId } = this.#quorum.disk(id);
    const voter: Voter = { id, directoryId, endpoints: [] };
    const note = () => undefined;
    if (own === undefined) this.#quorum.ask(leader.id, { kind: 'addVoter', voter, timeoutMs: 500, ackWhenCommitted: true }, note);
    else if (voters.size > 1 && !this.#mayWipe) this.#quorum.ask(leader.id, { kind: 'removeVoter', voter: own }, note);
  }

  /** Everything runs and nothing is lost any more: a leader is found, and what it appends reaches every disk. */
  #heal(): void {
    const quorum = this.#quorum;
    quorum.heal();
    for (const id of quorum.ids) {
      quorum.running(id)?.thaw();
      quorum.start(id);
    }
    const healedAtMs = quorum.events.nowMs;
    this.#append();
    const isDone = quorum.run(healedMs, () => {
      if (this.#checks.isCommitted(this.#nextValue)) return this.#isEverywhere();
      // A leader that has nothing left to commit does not have the value either: it was lost with another one.
      if (this.#hasSettledLeader()) quorum.leader?.propose([this.#nextValue]);
      return false;
    });
    if (!isDone) this.#fail('what was appended after everything was healed did not reach everyone');
    if (quorum.events.nowMs - healedAtMs > 5000) this.#seen.add('slow recovery');
  }

  #hasSettledLeader(): boolean {
    const log = this.#quorum.leader?.raft.log;
    return log !== undefined && log.highWatermark === log.endOffset;
  }

  #isEverywhere(): boolean {
    const { ids } = this.#quorum;
    const { length } = this.#checks.committed;
    return ids.every((id) => (this.#quorum.running(id)?.raft.log.highWatermark ?? 0) >= length);
  }

  #fail(problem: string): never {
    const states = [...this.#quorum.replicas.values()].map(({ id, raft, isAlive, isFrozen }) => {
      const { endOffset, highWatermark, votersInForce } = raft.log;
      const voters = votersInForce.voters.map((voter) => voter.id).join(',');
      const process = `${isAlive ? '' : ' down'}${isFrozen ? ' frozen' : ''}`;
      const facts = `epoch=${raft.epoch} leader=${raft.leaderId} end=${endOffset} hw=${highWatermark} voters=${voters}`;
      return `${id}${process} ${raft.roleName} ${facts}`;
    });
    throw new Error([problem, ...states].join('\n'));
  }
}
