import type { Platform } from '../../platform/platform';
import type { Timer } from '../../platform/timers';
import { KafkaError } from '../../protocol/kafka-error';
import type { Raft } from '../../raft/raft';
import type { RaftInput, RaftReply, RaftRequest, SnapshotId } from '../../raft/raft-message';
import type { LeaderState, RaftAppend, Ready } from '../../raft/ready';
import type { VoterSet } from '../../raft/voter-set';
import type { Peers } from '../../replication/peers';
import { controlBatch } from './control-batch';
import type { ElectionStore } from './election-store';
import type { LoadedSnapshot, MetadataLogStore } from './metadata-log-store';
import type { Answer, QuorumRequests } from './quorum-requests';

/** What follows outside from what the state machine finds out. */
interface RaftLoopEvents {
  onHighWatermark(highWatermark: number): void;
  /** `opensAt`: where this node's own epoch begins in the log, after the records that open it; 0 when another node leads. */
  onLeader(leader: LeaderState, opensAt: number): void;
  onVoters(voters: VoterSet): void;
  /** A snapshot is about to take the log's place: whatever reads the log is to be done when this resolves. */
  beforeSnapshot(): Promise<void>;
  onSnapshot(snapshot: LoadedSnapshot): void;
  onWipedMajority(voterIds: readonly number[]): void;
  onFailure(sentence: string, error: unknown): void;
}

interface RaftLoopOptions {
  readonly platform: Omit<Platform, 'transport'>;
  readonly raft: Raft;
  readonly store: MetadataLogStore;
  readonly elections: ElectionStore;
  readonly requests: QuorumRequests;
  readonly peers: Peers;
  readonly events: RaftLoopEvents;
}

interface Asked {
  readonly resolve: (reply: RaftReply) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Drives the state machine: step → ready → persist → send → apply. While something is made durable, steps go on and
 * what follows from them waits. Appends are written at once, in order; flushes are shared.
 */
export class RaftLoop {
  readonly #options: RaftLoopOptions;
  readonly #raft: Raft;
  /** Batches that were given their offsets and are not written yet. */
  readonly #proposed = new Map<number, Buffer>();
  #fetched: { readonly startOffset: number; readonly records: Buffer } | undefined;
  #chunkRequest: RaftRequest | undefined;
  readonly #asked = new Map<number, Asked>();
  #lastRequestId = 0;
  /** All writes so far, with their flushes. */
  #writes: Promise<void> = Promise.resolve();
  #farewells: Promise<void>[] = [];
  #isPersisting = false;
  #timer: { readonly timer: Timer; readonly atMs: number } | undefined;
  #voters: VoterSet | undefined;
  #stopped: Error | undefined;

  constructor(options: RaftLoopOptions) {
    this.#options = options;
    this.#raft = options.raft;
  }

  get #nowMs(): number {
    return this.#options.platform.clock.monotonicMs();
  }

  start(): void {
    this.#run(() => {
      this.#raft.tick(this.#nowMs);
    });
  }

  step(input: RaftInput): void {
    this.#run(() => {
      this.#raft.step(input, this.#nowMs);
    });
  }

  /** Whatever the state machine throws is a rule of its own that was broken: the node must not go on. */
  #run(act: () => void): void {
    if (this.#stopped !== undefined) return;
    try {
      act();
      this.#advance();
    } catch (error) {
      this.#options.events.onFailure('The state of the metadata quorum contradicts itself.', error);
    }
  }

  /** Resolves to what the state machine replies; rejects when the node stops. */
  ask(request: RaftRequest): Promise<RaftReply> {
    return new Promise((resolve, reject) => {
      if (this.#stopped !== undefined) {
        reject(this.#stopped);
        return;
      }
      this.#lastRequestId += 1;
      const requestId = this.#lastRequestId;
      this.#asked.set(requestId, { resolve, reject });
      this.step({ type: 'request', requestId, request });
    });
  }

  /** Appends a batch as the leader of `epoch`; its first offset, or undefined when this node does not lead in it. */
  propose(epoch: number, recordCount: number, encode: (baseOffset: number) => Buffer): number | undefined {
    let baseOffset: number | undefined;
    this.#run(() => {
      baseOffset = this.#raft.propose(epoch, recordCount);
      if (baseOffset !== undefined) this.#proposed.set(baseOffset, encode(baseOffset));
    });
    return baseOffset;
  }

  #advance(): void {
    if (this.#isPersisting || this.#stopped !== undefined) return;
    const ready = this.#raft.ready();
    const persisting = this.#persist(ready);
    if (persisting === undefined) {
      this.#perform(ready);
      this.#arm();
      return;
    }
    this.#isPersisting = true;
    persisting.then(
      () => {
        this.#isPersisting = false;
        this.#run(() => {
          this.#perform(ready);
        });
      },
      (error: unknown) => {
        this.#options.events.onFailure('The state of the metadata quorum could not be written.', error);
      },
    );
  }

  /** Undefined when nothing has to be waited for. */
  #persist({ election, truncateTo }: Ready): Promise<void> | undefined {
    const { elections, store, events } = this.#options;
    const saved = election && elections.save(election.state);
    if (election?.mustBeDurable !== true) {
      saved?.catch((error: unknown) => {
        events.onFailure('The state of the metadata quorum could not be written.', error);
      });
      if (truncateTo === undefined) return undefined;
    }
    return Promise.all([saved, truncateTo === undefined ? undefined : this.#truncate(store, truncateTo)]).then(() => undefined);
  }

  async #truncate({ log }: MetadataLogStore, offset: number): Promise<void> {
    await this.#writes;
    for (const baseOffset of this.#proposed.keys()) if (baseOffset >= offset) this.#proposed.delete(baseOffset);
    await log.truncateTo(offset);
  }

  #perform(ready: Ready): void {
    const { events } = this.#options;
    for (const append of ready.appends) this.#append(append);
    if (ready.installSnapshot !== undefined) this.#install(ready.installSnapshot);
    for (const { to, request } of ready.requests) this.#send(to, request);
    for (const { requestId, reply } of ready.replies) this.#reply(requestId, reply);
    const { votersInForce } = this.#raft.log;
    if (this.#voters !== votersInForce) {
      this.#voters = votersInForce;
      events.onVoters(votersInForce);
    }
    if (ready.leader !== undefined) events.onLeader(ready.leader, this.#opensAt(ready));
    if (ready.highWatermark !== undefined) {
      this.#options.store.log.updateHighWatermark(ready.highWatermark);
      events.onHighWatermark(ready.highWatermark);
    }
    if (ready.wipedVoters !== undefined) events.onWipedMajority(ready.wipedVoters);
  }

  #opensAt({ appends }: Ready): number {
    return appends.find(({ kind }) => kind === 'leaderChange')?.endOffset ?? 0;
  }

  #append(append: RaftAppend): void {
    const { log } = this.#options.store;
    const { startOffset, endOffset, epoch } = append;
    const records = this.#recordsOf(append);
    const writing =
      append.kind === 'fetched'
        ? log.appendAsFollower(records)
        : log.appendAsLeader(records, { leaderEpoch: epoch, origin: 'raft-leader' });
    const before = this.#writes;
    const written = writing.then(async ({ firstOffset }) => {
      if (firstOffset !== startOffset) throw new Error(`metadata was written at ${firstOffset} instead of ${startOffset}`);
      this.step({ type: 'written', endOffset });
      await log.flush();
      this.step({ type: 'flushed', endOffset });
    });
    this.#writes = Promise.all([before, written]).then(
      () => undefined,
      (error: unknown) => {
        this.#options.events.onFailure('The metadata log could not be written.', error);
      },
    );
  }

  #recordsOf(append: RaftAppend): Buffer {
    if (append.kind === 'fetched') {
      const fetched = this.#fetched;
      if (fetched?.startOffset !== append.startOffset) throw new Error(`no records were fetched for ${append.startOffset}`);
      return fetched.records;
    }
    if (append.kind !== 'proposed') return controlBatch(append, this.#options.platform.clock.nowMs());
    const batch = this.#proposed.get(append.startOffset);
    if (batch === undefined) throw new Error(`no batch was proposed for ${append.startOffset}`);
    this.#proposed.delete(append.startOffset);
    return batch;
  }

  #install(id: SnapshotId): void {
    this.#isPersisting = true;
    this.#installed(id).then(
      (snapshot) => {
        this.#isPersisting = false;
        if (snapshot === undefined) {
          this.step({ type: 'snapshotDamaged', snapshot: id });
          return;
        }
        this.#options.events.onSnapshot(snapshot);
        this.step({ type: 'snapshotInstalled', snapshot: id, voters: snapshot.voters });
      },
      (error: unknown) => {
        this.#options.events.onFailure('A snapshot of the metadata could not be written.', error);
      },
    );
  }

  async #installed(id: SnapshotId): Promise<LoadedSnapshot | undefined> {
    await this.#writes;
    await this.#options.events.beforeSnapshot();
    return this.#options.store.install(id);
  }

  #reply(requestId: number, reply: RaftReply): void {
    this.#asked.get(requestId)?.resolve(reply);
    this.#asked.delete(requestId);
  }

  #send(to: number, request: RaftRequest): void {
    if (request.kind === 'fetchSnapshot') this.#chunkRequest = request;
    const { requests, peers } = this.#options;
    const answered = requests.send(to, request).then(
      (answer) => this.#onAnswer(to, request, answer),
      (error: unknown) => {
        this.#noteUnanswered(to, error);
        if (peers.isRefused(error)) this.step({ type: 'peerRefused', nodeId: to });
        this.step({ type: 'unanswered', to, request });
      },
    );
    if (request.kind === 'endQuorumEpoch') this.#farewells.push(answered);
  }

  /** That a peer cannot be reached is said by Peers; that it answers what makes no sense is said here. */
  #noteUnanswered(to: number, error: unknown): void {
    const isNetwork = error instanceof KafkaError && ['NETWORK_EXCEPTION', 'REQUEST_TIMED_OUT'].includes(error.errorName);
    if (isNetwork) return;
    this.#options.platform.logger.warn('An answer about the metadata log made no sense.', { nodeId: to, error: String(error) });
  }

  async #onAnswer(to: number, request: RaftRequest, { response, batches, chunk }: Answer): Promise<void> {
    if (batches !== undefined) this.#fetched = { startOffset: batches.facts.startOffset, records: batches.records };
    if (chunk !== undefined && chunk.length > 0 && request.kind === 'fetchSnapshot') {
      if (request !== this.#chunkRequest) return;
      try {
        await this.#options.store.snapshots.writeChunk(request.snapshot, request.position, chunk);
      } catch (error) {
        this.#options.events.onFailure('A snapshot of the metadata could not be written.', error);
      }
    }
    this.step({ type: 'response', from: to, request, response });
  }

  #arm(): void {
    const { deadlineMs } = this.#raft;
    if (this.#timer !== undefined && this.#timer.atMs <= deadlineMs) return;
    this.#timer?.timer.cancel();
    this.#timer = undefined;
    if (deadlineMs === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.max(1, Math.ceil(deadlineMs - this.#nowMs));
    const timer = this.#options.platform.timers.after(delayMs, () => {
      this.#timer = undefined;
      this.#run(() => {
        this.#raft.tick(this.#nowMs);
      });
    });
    this.#timer = { timer, atMs: deadlineMs };
  }

  /** Gives up leadership and tells the others; resolves when they have heard it, or cannot. */
  async leave(): Promise<void> {
    if (this.#stopped !== undefined || this.#raft.otherVoters.length === 0) return;
    this.step({ type: 'resign', epoch: this.#raft.epoch });
    await Promise.all(this.#farewells);
  }

  /** Nothing more is done; what was asked is rejected. */
  stop(reason: Error): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = reason;
    this.#timer?.timer.cancel();
    for (const { reject } of this.#asked.values()) reject(reason);
    this.#asked.clear();
  }

  /** Resolves when nothing is being written. */
  async settle(): Promise<void> {
    await this.#writes;
  }
}
