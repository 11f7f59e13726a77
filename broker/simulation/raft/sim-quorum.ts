import { defaultRaftConfig, type RaftConfig } from '../../raft/raft-config';
import type { RaftReply, RaftRequest, RaftResponse, SnapshotId } from '../../raft/raft-message';
import type { Ready } from '../../raft/ready';
import { VoterSet, type Voter } from '../../raft/voter-set';
import { SimRandom } from '../sim-random';
import { VirtualTime } from './virtual-time';
import { ReplicaDisk, type SimRecord } from './replica-disk';
import { SimReplica, type SimReplicaWorld } from './sim-replica';

export interface SimQuorumOptions {
  readonly seed: number;
  readonly voters: number;
  readonly observers?: number;
  readonly config?: Partial<RaftConfig>;
  /** Of one message, one flush of the log, one write of the election state; the same each time unless it is random. */
  readonly latencyMs?: (random: SimRandom) => number;
  readonly flushMs?: (random: SimRandom) => number;
  readonly persistMs?: (random: SimRandom) => number;
  readonly requestTimeoutMs?: number;
  readonly watch?: QuorumWatcher;
}

/** Sees what happens, to write it down or to check it. */
export interface QuorumWatcher {
  onReady?(replica: SimReplica, ready: Ready): void;
  onRequest?(from: number, to: number, request: RaftRequest, outcome: 'sent' | 'lost' | 'refused'): void;
  onResponse?(from: number, to: number, request: RaftRequest, response: RaftResponse): void;
}

interface Pending {
  readonly from: SimReplica;
  readonly request: RaftRequest;
  isDone: boolean;
}

/** A quorum of simulated replicas: processes that die and come back over their disks, and a network that loses messages. */
export class SimQuorum implements SimReplicaWorld {
  readonly events = new VirtualTime();
  readonly random: SimRandom;
  readonly config: RaftConfig;
  /** The process that runs, or ran last, over each node's disk. */
  readonly replicas = new Map<number, SimReplica>();
  readonly #options: SimQuorumOptions;
  readonly #disks = new Map<number, ReplicaDisk>();
  /** Requests at each process that it has not answered, by the number the process knows them by. */
  readonly #pending = new Map<SimReplica, Map<number, Pending>>();
  /** Directions that lose everything, "1>2". */
  readonly #cuts = new Set<string>();
  readonly #snapshotVoters = new Map<string, VoterSet>();
  /** In [0, 1]: how many messages are lost. */
  lossRate = 0;
  #nextRequestId = 0;
  #wipes = 0;

  constructor(options: SimQuorumOptions) {
    this.#options = options;
    this.random = new SimRandom(options.seed);
    this.config = { ...defaultRaftConfig, ...options.config };
    const voters = Array.from({ length: options.voters }, (_, index): Voter => {
      const id = index + 1;
      return { id, directoryId: directoryOf(id, 0), endpoints: [] };
    });
    const voterSet = new VoterSet(voters);
    for (const { id, directoryId } of voters) this.#disks.set(id, new ReplicaDisk(directoryId, voterSet));
    for (let index = 0; index < (options.observers ?? 0); index += 1) {
      const id = options.voters + index + 1;
      this.#disks.set(id, new ReplicaDisk(directoryOf(id, 0), VoterSet.empty));
    }
  }

  get ids(): readonly number[] {
    return [...this.#disks.keys()];
  }

  disk(id: number): ReplicaDisk {
    const disk = this.#disks.get(id);
    if (disk === undefined) throw new Error(`there is no node ${id}`);
    return disk;
  }

  /** The running process of the node; undefined when it is down. */
  running(id: number): SimReplica | undefined {
    const replica = this.replicas.get(id);
    return replica?.isAlive === true ? replica : undefined;
  }

  get leader(): SimReplica | undefined {
    const leaders = [...this.replicas.values()].filter(({ isAlive, raft }) => isAlive && raft.roleName === 'leader');
    return leaders.sort((a, b) => b.raft.epoch - a.raft.epoch)[0];
  }

  start(id: number): void {
    if (this.running(id) !== undefined) return;
    const replica = new SimReplica(id, this.disk(id), this, this.ids);
    this.replicas.set(id, replica);
    this.#pending.set(replica, new Map());
  }

  /** The process ends, the page cache stays; with `losesPower` all but `kept` of the records that were not flushed are lost. */
  kill(id: number, { losesPower = false, kept = 0 } = {}): void {
    const replica = this.running(id);
    if (replica === undefined) return;
    replica.isAlive = false;
    if (losesPower) replica.disk.losePower(kept);
    for (const [requestId] of this.#pending.get(replica) ?? []) this.#disconnect(replica, requestId);
    this.#pending.delete(replica);
  }

  wipe(id: number): void {
    this.kill(id);
    this.#wipes += 1;
    this.#disks.set(id, new ReplicaDisk(directoryOf(id, this.#wipes), VoterSet.empty));
  }

  cut(from: number, to: number): void {
    this.#cuts.add(`${from}>${to}`);
  }

  heal(): void {
    this.#cuts.clear();
    this.lossRate = 0;
  }

  /** Runs until then, or until `isDone` says so after an event. True when it did. */
  run(ms: number, isDone: () => boolean = () => false): boolean {
    const untilMs = this.events.nowMs + ms;
    while (this.events.runNext(untilMs)) if (isDone()) return true;
    this.events.nowMs = untilMs;
    return isDone();
  }

  /** A request from outside the quorum to a node; `onReply` sees the answer, unless the node dies first. */
  ask(id: number, request: RaftRequest, onReply: (reply: RaftReply) => void): void {
    const replica = this.running(id);
    if (replica === undefined) return;
    this.#nextRequestId += 1;
    this.#outside.set(this.#nextRequestId, onReply);
    replica.step({ type: 'request', requestId: this.#nextRequestId, request });
  }

  readonly #outside = new Map<number, (reply: RaftReply) => void>();

  flushMs(): number {
    return this.#options.flushMs?.(this.random) ?? 2;
  }

  persistMs(): number {
    return this.#options.persistMs?.(this.random) ?? 2;
  }

  #latencyMs(): number {
    return this.#options.latencyMs?.(this.random) ?? 1;
  }

  #loses(from: number, to: number): boolean {
    return this.#cuts.has(`${from}>${to}`) || (this.lossRate > 0 && this.random.integer(1000) < this.lossRate * 1000);
  }

  send(from: SimReplica, to: number, request: RaftRequest): void {
    const pending: Pending = { from, request, isDone: false };
    if (this.#loses(from.id, to)) {
      this.#options.watch?.onRequest?.(from.id, to, request, 'lost');
      this.#expire(pending, to);
      return;
    }
    this.events.after(this.#latencyMs(), () => {
      const target = this.running(to);
      this.#options.watch?.onRequest?.(from.id, to, request, target === undefined ? 'refused' : 'sent');
      if (target === undefined) {
        this.events.after(this.#latencyMs(), () => {
          from.step({ type: 'peerRefused', nodeId: to });
          from.step({ type: 'unanswered', to, request });
        });
        return;
      }
      this.#nextRequestId += 1;
      this.#pending.get(target)?.set(this.#nextRequestId, pending);
      this.#expire(pending, to);
      target.step({ type: 'request', requestId: this.#nextRequestId, request });
    });
  }

  #expire(pending: Pending, to: number): void {
    this.events.after(this.#options.requestTimeoutMs ?? 2000, () => {
      this.#unanswered(pending, to);
    });
  }

  #unanswered(pending: Pending, to: number): void {
    if (pending.isDone) return;
    pending.isDone = true;
    pending.from.step({ type: 'unanswered', to, request: pending.request });
  }

  #disconnect(replica: SimReplica, requestId: number): void {
    const pending = this.#pending.get(replica)?.get(requestId);
    if (pending === undefined || this.#loses(replica.id, pending.from.id)) return;
    this.events.after(this.#latencyMs(), () => {
      this.#unanswered(pending, replica.id);
    });
  }

  reply(from: SimReplica, requestId: number, reply: RaftReply): void {
    const outside = this.#outside.get(requestId);
    if (outside !== undefined) {
      this.#outside.delete(requestId);
      outside(reply);
      return;
    }
    const pending = this.#pending.get(from)?.get(requestId);
    if (pending === undefined) return;
    this.#pending.get(from)?.delete(requestId);
    const { response, records } = from.responseOf(reply);
    const { from: asker, request } = pending;
    if (this.#loses(from.id, asker.id)) return;
    this.events.after(this.#latencyMs(), () => {
      this.#arrive(pending, from.id, response, records);
      this.#options.watch?.onResponse?.(from.id, asker.id, request, response);
    });
  }

  #arrive(pending: Pending, from: number, response: RaftResponse, records: readonly SimRecord[]): void {
    if (pending.isDone) return;
    pending.isDone = true;
    pending.from.takeResponse(from, pending.request, response, records);
  }

  snapshotVoters(snapshot: SnapshotId): VoterSet | undefined {
    return this.#snapshotVoters.get(keyOf(snapshot));
  }

  /** Lets the node write a snapshot, if it has something new to put in. */
  snapshot(id: number): boolean {
    const replica = this.running(id);
    if (replica?.snapshot() !== true) return false;
    const written = replica.disk.snapshots.at(-1);
    if (written !== undefined) this.#snapshotVoters.set(keyOf(written.id), written.voters);
    return true;
  }

  onReady(replica: SimReplica, ready: Ready): void {
    this.#options.watch?.onReady?.(replica, ready);
  }
}

function directoryOf(id: number, wipes: number): string {
  return `D${String(id * 1000 + wipes).padStart(20, '0')}A`;
}

function keyOf({ endOffset, epoch }: SnapshotId): string {
  return `${endOffset}-${epoch}`;
}
