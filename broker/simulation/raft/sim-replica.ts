import { Raft } from '../../raft/raft';
import type { RaftConfig } from '../../raft/raft-config';
import type { FetchedRecords, RaftInput, RaftReply, RaftRequest, RaftResponse, SnapshotId } from '../../raft/raft-message';
import type { RaftAppend, Ready } from '../../raft/ready';
import { VoterSet } from '../../raft/voter-set';
import type { SimRandom } from '../sim-random';
import type { VirtualTime } from './virtual-time';
import type { ReplicaDisk, SimRecord } from './replica-disk';

/** What a replica's process needs of the simulated world. */
export interface SimReplicaWorld {
  readonly events: VirtualTime;
  readonly random: SimRandom;
  readonly config: RaftConfig;
  readonly flushMs: () => number;
  readonly persistMs: () => number;
  /** Carries the request; the world steps the response, or that there is none. */
  send(from: SimReplica, to: number, request: RaftRequest): void;
  reply(from: SimReplica, requestId: number, reply: RaftReply): void;
  /** The voters of a snapshot that a leader has. */
  snapshotVoters(snapshot: SnapshotId): VoterSet | undefined;
  onReady(replica: SimReplica, ready: Ready): void;
}

const recordsPerFetch = 5;
const snapshotChunkBytes = 10;

/** A process that runs the state machine over a simulated disk, as a driver does: persist, send, apply. */
export class SimReplica {
  readonly id: number;
  readonly disk: ReplicaDisk;
  readonly raft: Raft;
  isAlive = true;
  isFrozen = false;
  readonly #world: SimReplicaWorld;
  /** Values handed to propose(), by offset. */
  readonly #proposed = new Map<number, readonly number[]>();
  #fetched: readonly SimRecord[] = [];
  #fetchedFrom = 0;
  #isPersisting = false;
  #armedMs = Number.POSITIVE_INFINITY;
  /** Grows with each truncation: flushes that began before one do not count. */
  #generation = 0;
  #whenThawed: (() => void)[] = [];

  constructor(id: number, disk: ReplicaDisk, world: SimReplicaWorld, bootstrapIds: readonly number[]) {
    this.id = id;
    this.disk = disk;
    this.#world = world;
    disk.flushedOffset = disk.endOffset;
    this.raft = new Raft(
      {
        self: { id, directoryId: disk.directoryId, endpoints: [] },
        config: world.config,
        random: world.random,
        log: disk.open(),
        election: disk.election,
        bootstrapIds,
      },
      world.events.nowMs,
    );
    this.#advance();
  }

  /** Everything that happens to the process goes through here: not once it is dead, and later while it is frozen. */
  run(action: () => void): void {
    if (!this.isAlive) return;
    if (this.isFrozen) this.#whenThawed.push(action);
    else action();
  }

  thaw(): void {
    this.isFrozen = false;
    const actions = this.#whenThawed;
    this.#whenThawed = [];
    for (const action of actions) this.run(action);
  }

  step(input: RaftInput): void {
    this.run(() => {
      this.raft.step(input, this.#world.events.nowMs);
      this.#advance();
    });
  }

  /** Appends as the leader; false when it is none. */
  propose(values: readonly number[]): boolean {
    if (!this.isAlive || this.isFrozen) return false;
    const offset = this.raft.propose(this.raft.epoch, values.length);
    if (offset === undefined) return false;
    this.#proposed.set(offset, values);
    this.#advance();
    return true;
  }

  /** Writes a snapshot of what is committed. */
  snapshot(): boolean {
    const { log } = this.raft;
    const endOffset = log.highWatermark;
    const before = this.disk.snapshots.at(-1);
    if (!this.isAlive || this.isFrozen || endOffset <= (before?.id.endOffset ?? 0)) return false;
    const epoch = this.disk.at(endOffset - 1)?.epoch;
    if (epoch === undefined) return false;
    this.disk.addSnapshot({ id: { endOffset, epoch }, voters: log.voters.before(endOffset) });
    const latest = this.disk.snapshots.at(-1)?.id;
    const oldest = this.disk.snapshots[0]?.id;
    if (latest !== undefined && oldest !== undefined) this.step({ type: 'snapshotWritten', latest, oldest });
    return true;
  }

  /** The records a fetch reply speaks of, as the response that reaches the other side. */
  responseOf(reply: RaftReply): { response: RaftResponse; records: readonly SimRecord[] } {
    if (reply.kind === 'fetchSnapshot') {
      const sizeBytes = this.disk.snapshots.at(-1)?.id.endOffset ?? 0;
      const receivedBytes = Math.min(snapshotChunkBytes, sizeBytes - reply.position);
      return { response: { ...reply, receivedBytes, sizeBytes }, records: [] };
    }
    if (reply.kind !== 'fetch') return { response: reply, records: [] };
    const { kind, error, epoch, leaderId, highWatermark, diverging, snapshot, startOffset } = reply;
    const records = this.disk.read(startOffset, Math.min(reply.endOffset, startOffset + recordsPerFetch));
    const fetched = records.length === 0 ? undefined : summaryOf(records, startOffset);
    return { response: { kind, error, epoch, leaderId, highWatermark, diverging, snapshot, records: fetched }, records };
  }

  takeResponse(from: number, request: RaftRequest, response: RaftResponse, records: readonly SimRecord[]): void {
    this.run(() => {
      if (response.kind === 'fetch' && response.records !== undefined) {
        this.#fetched = records;
        this.#fetchedFrom = response.records.startOffset;
      }
      this.step({ type: 'response', from, request, response });
    });
  }

  #advance(): void {
    while (!this.#isPersisting && this.isAlive) {
      const ready = this.raft.ready();
      this.#world.onReady(this, ready);
      if (ready.election?.mustBeDurable === true) {
        this.#isPersisting = true;
        this.#later(this.#world.persistMs(), () => {
          this.#isPersisting = false;
          this.disk.election = ready.election?.state;
          this.#perform(ready);
          this.#advance();
        });
      } else {
        if (ready.election !== undefined) this.disk.election = ready.election.state;
        if (!this.#perform(ready)) break;
      }
    }
    this.#arm();
  }

  /** True when it stepped the state machine, so that more may be ready. */
  #perform(ready: Ready): boolean {
    if (ready.truncateTo !== undefined) {
      this.disk.truncateTo(ready.truncateTo);
      this.#generation += 1;
    }
    for (const append of ready.appends) this.#append(append);
    if (ready.installSnapshot !== undefined) this.#install(ready.installSnapshot);
    for (const { to, request } of ready.requests) this.#world.send(this, to, request);
    for (const { requestId, reply } of ready.replies) this.#world.reply(this, requestId, reply);
    return ready.appends.length > 0 || ready.installSnapshot !== undefined;
  }

  #append(append: RaftAppend): void {
    if (append.startOffset !== this.disk.endOffset)
      throw new Error(`append at ${append.startOffset} to a log that ends at ${this.disk.endOffset}`);
    this.disk.append(this.#recordsOf(append));
    const { endOffset } = append;
    if (this.disk.endOffset !== endOffset) throw new Error(`an append ends at ${this.disk.endOffset}, not at ${endOffset}`);
    this.raft.step({ type: 'written', endOffset }, this.#world.events.nowMs);
    const generation = this.#generation;
    this.#later(this.#world.flushMs(), () => {
      if (generation !== this.#generation) return;
      this.disk.flushedOffset = Math.max(this.disk.flushedOffset, endOffset);
      this.step({ type: 'flushed', endOffset });
    });
  }

  #recordsOf(append: RaftAppend): readonly SimRecord[] {
    const { epoch, startOffset } = append;
    switch (append.kind) {
      case 'proposed': {
        const values = this.#proposed.get(startOffset) ?? [];
        this.#proposed.delete(startOffset);
        return values.map((value) => ({ epoch, value }));
      }
      case 'fetched':
        if (this.#fetchedFrom !== startOffset) throw new Error('records of another fetch');
        return this.#fetched;
      case 'leaderChange': {
        const change: SimRecord = { epoch, value: 'leader' };
        return append.withVoters ? [change, { epoch, value: 'version' }, { epoch, value: append.voters }] : [change];
      }
      case 'voters':
        return [{ epoch, value: append.voters }];
    }
  }

  #install(id: SnapshotId): void {
    const voters = this.#world.snapshotVoters(id);
    if (voters === undefined) {
      this.raft.step({ type: 'snapshotDamaged', snapshot: id }, this.#world.events.nowMs);
      return;
    }
    this.disk.install({ id, voters });
    this.#generation += 1;
    this.raft.step({ type: 'snapshotInstalled', snapshot: id, voters }, this.#world.events.nowMs);
  }

  #later(delayMs: number, action: () => void): void {
    this.#world.events.after(delayMs, () => {
      this.run(action);
    });
  }

  #arm(): void {
    const { deadlineMs } = this.raft;
    const { nowMs } = this.#world.events;
    if (deadlineMs >= this.#armedMs || deadlineMs === Number.POSITIVE_INFINITY) return;
    this.#armedMs = deadlineMs;
    this.#later(Math.max(0, deadlineMs - nowMs), () => {
      if (this.#armedMs !== deadlineMs) return;
      this.#armedMs = Number.POSITIVE_INFINITY;
      this.raft.tick(this.#world.events.nowMs);
      this.#advance();
    });
  }
}

function summaryOf(records: readonly SimRecord[], startOffset: number): FetchedRecords {
  const epochs: { epoch: number; startOffset: number }[] = [];
  const voters: { offset: number; voters: VoterSet }[] = [];
  records.forEach(({ epoch, value }, index) => {
    const offset = startOffset + index;
    if (epoch > (epochs.at(-1)?.epoch ?? -1)) epochs.push({ epoch, startOffset: offset });
    if (value instanceof VoterSet) voters.push({ offset, voters: value });
  });
  return { startOffset, endOffset: startOffset + records.length, epochs, voters };
}
