/**
 * The quorum of the metadata log as a state machine: what one replica makes of what it hears. Nothing here waits, does
 * I/O, looks at a clock or sees a record. Kafka's Raft pulls: followers fetch. A driver runs it:
 *
 *   on a request, a response, a write or flush of the log that is done …   raft.step(input, nowMs)
 *   at raft.deadlineMs                                                     raft.tick(nowMs)
 *   after either                                                           ready = raft.ready(), and in this order:
 *     1. persist   the election state, then cut the log, append to it, install the snapshot
 *     2. send      requests and replies; never before the election state they follow from is durable
 *     3. apply     announce the leader; deliver what is below the high watermark
 *
 * Writing and flushing the log need not be waited for: step `written` and `flushed` when they are done, in order.
 */
import type { Random } from '../platform/random';
import type { ErrorName } from '../protocol/error-codes';
import { Candidate } from './candidate';
import { Follower } from './follower';
import { Leader, notLeaderReply } from './leader';
import { Prospective } from './prospective';
import type { RaftConfig } from './raft-config';
import type { RaftLog } from './raft-log';
import type {
  BeginQuorumEpochRequest,
  EndQuorumEpochRequest,
  RaftInput,
  RaftReply,
  RaftRequest,
  RaftResponse,
  VoteRequest,
} from './raft-message';
import { Outbox, type ElectionState, type LeaderState, type Ready } from './ready';
import { isSameReplica, means, type ReplicaKey } from './replica-key';
import type { ReplicaProgress } from './replica-progress';
import { Resigned } from './resigned';
import { electionTimeoutMs, jitterMs, type RaftContext, type Role, type RoleName } from './role';
import { Unattached } from './unattached';
import type { Voter } from './voter-set';
import { WipedVoters } from './wiped-voters';

interface RaftOptions {
  /** This replica; its endpoints go into the voter set when they are not empty. */
  readonly self: Voter;
  readonly config: RaftConfig;
  readonly random: Random;
  readonly log: RaftLog;
  /** What was persisted; undefined at the first start. */
  readonly election: ElectionState | undefined;
  /** Nodes that may know a leader, besides the voters of the log. */
  readonly bootstrapIds: readonly number[];
}

export class Raft implements RaftContext {
  readonly self: Voter;
  readonly config: RaftConfig;
  readonly random: Random;
  readonly log: RaftLog;
  readonly outbox = new Outbox();
  readonly #bootstrapIds: readonly number[];
  readonly #wiped = new WipedVoters();
  #epoch: number;
  #votedFor: ReplicaKey | undefined;
  #role: Role;
  #persisted: ElectionState;
  #announced: LeaderState;
  #reportedHighWatermark: number;
  #hopeless: readonly number[] | undefined;

  constructor({ self, config, random, log, election, bootstrapIds }: RaftOptions, nowMs: number) {
    this.self = self;
    this.config = config;
    this.random = random;
    this.log = log;
    this.#bootstrapIds = bootstrapIds;
    this.#persisted = election ?? { epoch: 0, leaderId: -1, votedFor: undefined };
    this.#epoch = Math.max(this.#persisted.epoch, log.lastEpoch);
    this.#votedFor = this.#epoch === this.#persisted.epoch ? this.#persisted.votedFor : undefined;
    this.#announced = { leaderId: -1, epoch: this.#epoch };
    this.#reportedHighWatermark = log.highWatermark;
    const waitMs = this.#isOnlyVoter ? 0 : jitterMs(this);
    this.#role = new Unattached(this, nowMs, { electionMs: nowMs + waitMs, goneLeaderId: -1 });
  }

  get epoch(): number {
    return this.#epoch;
  }

  get leaderId(): number {
    return this.#role.leaderId;
  }

  get roleName(): RoleName {
    return this.#role.name;
  }

  get isVoter(): boolean {
    const { voters, highWatermark } = this.log;
    const { latest } = voters;
    if (latest.voters.has(this.self)) return true;
    return latest.offset >= highWatermark && voters.before(latest.offset).has(this.self);
  }

  get #isOnlyVoter(): boolean {
    const { votersInForce } = this.log;
    return votersInForce.size === 1 && votersInForce.has(this.self);
  }

  get otherVoters(): readonly number[] {
    return this.log.votersInForce.voters.filter((voter) => !isSameReplica(voter, this.self)).map(({ id }) => id);
  }

  get contacts(): readonly number[] {
    const ids = new Set([...this.otherVoters, ...this.#bootstrapIds]);
    ids.delete(this.self.id);
    return [...ids];
  }

  /** When to call tick(); Infinity when nothing waits for the time. */
  get deadlineMs(): number {
    return this.#role.deadlineMs;
  }

  /** Everything that the leader said to be committed is on this node's disk; a leader has committed in its epoch. */
  get isCaughtUp(): boolean {
    return (this.#role instanceof Leader || this.#role instanceof Follower) && this.#role.isCaughtUp;
  }

  /** What this node, as leader, knows of the others. */
  progress(nowMs: number): readonly ReplicaProgress[] {
    return this.#role instanceof Leader ? this.#role.progress(nowMs) : [];
  }

  tick(nowMs: number): void {
    if (nowMs >= this.#role.deadlineMs) this.#role.tick(nowMs);
    this.#hopeless ??= this.#wiped.check(this.log.votersInForce, nowMs, this.config.wipedMajorityMs);
  }

  step(input: RaftInput, nowMs: number): void {
    switch (input.type) {
      case 'request':
        this.#onRequest(input.requestId, input.request, nowMs);
        return;
      case 'response':
        this.#onResponse(input.from, input.request, input.response, nowMs);
        return;
      case 'unanswered':
        this.#role.onUnanswered(input.to, input.request, nowMs);
        return;
      case 'peerRefused':
        this.#role.onPeerRefused(input.nodeId, nowMs);
        return;
      case 'written':
        this.log.noteWritten(input.endOffset);
        this.#role.onLogProgress(nowMs);
        return;
      case 'flushed':
        this.log.noteFlushed(input.endOffset);
        this.#role.onLogProgress(nowMs);
        return;
      case 'snapshotWritten':
        this.log.startAt(input.oldest, input.latest);
        return;
      case 'snapshotInstalled':
        if (this.#role instanceof Leader) throw new Error('a leader never loads a snapshot');
        this.log.restartAt(input.snapshot, input.voters);
        if (this.#role instanceof Follower) this.#role.onInstalled(nowMs);
        return;
      case 'snapshotDamaged':
        if (this.#role instanceof Follower) this.#role.onInstalled(nowMs);
        return;
      case 'resign':
        if (this.#role instanceof Leader && input.epoch === this.#epoch) this.becomeResigned(nowMs);
        return;
    }
  }

  /** The offset of the first of `recordCount` records that the driver is to append; undefined unless this node leads in `epoch`. */
  propose(epoch: number, recordCount: number): number | undefined {
    return this.#role instanceof Leader && epoch === this.#epoch ? this.#role.propose(recordCount) : undefined;
  }

  /** What follows from all steps since the last call. */
  ready(): Ready {
    return {
      election: this.#electionNews(),
      ...this.outbox.take(),
      leader: this.#leaderNews(),
      highWatermark: this.#highWatermarkNews(),
      wipedVoters: this.#hopeless,
    };
  }

  #electionNews(): Ready['election'] {
    const before = this.#persisted;
    const { leaderId } = this;
    const sameVote =
      before.votedFor === this.#votedFor ||
      (before.votedFor !== undefined && this.#votedFor !== undefined && isSameReplica(before.votedFor, this.#votedFor));
    const mustBeDurable = before.epoch !== this.#epoch || !sameVote;
    if (!mustBeDurable && before.leaderId === leaderId) return undefined;
    this.#persisted = { epoch: this.#epoch, leaderId, votedFor: this.#votedFor };
    return { state: this.#persisted, mustBeDurable };
  }

  #leaderNews(): LeaderState | undefined {
    const { leaderId } = this;
    if (this.#announced.leaderId === leaderId && this.#announced.epoch === this.#epoch) return undefined;
    this.#announced = { leaderId, epoch: this.#epoch };
    return this.#announced;
  }

  #highWatermarkNews(): number | undefined {
    if (this.#reportedHighWatermark === this.log.highWatermark) return undefined;
    this.#reportedHighWatermark = this.log.highWatermark;
    return this.#reportedHighWatermark;
  }

  #onRequest(requestId: number, request: RaftRequest, nowMs: number): void {
    switch (request.kind) {
      case 'vote':
        this.#onVote(requestId, request, nowMs);
        return;
      case 'beginQuorumEpoch':
        this.#replyPlain(requestId, request.kind, this.#beginQuorumEpoch(request, nowMs));
        return;
      case 'endQuorumEpoch':
        this.#replyPlain(requestId, request.kind, this.#endQuorumEpoch(request, nowMs));
        return;
      case 'fetch':
      case 'fetchSnapshot':
      case 'addVoter':
      case 'removeVoter':
      case 'updateVoter':
        if (this.#role instanceof Leader) this.#askLeader(this.#role, requestId, request, nowMs);
        else this.#refuse(requestId, request, 'NOT_LEADER_OR_FOLLOWER');
    }
  }

  #askLeader(
    leader: Leader,
    requestId: number,
    request: Exclude<RaftRequest, VoteRequest | BeginQuorumEpochRequest | EndQuorumEpochRequest>,
    nowMs: number,
  ): void {
    if (request.kind !== 'fetch' && request.kind !== 'fetchSnapshot') {
      leader.changeVoters(requestId, request, nowMs);
    } else if (request.epoch !== this.#epoch) {
      this.#refuse(requestId, request, request.epoch < this.#epoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH');
    } else if (request.kind === 'fetch') {
      leader.onFetch(requestId, request, nowMs);
    } else {
      leader.onFetchSnapshot(requestId, request, nowMs);
    }
  }

  #refuse(requestId: number, request: RaftRequest, error: ErrorName): void {
    const { leaderId, outbox } = this;
    const epoch = this.#epoch;
    const { highWatermark } = this.log;
    const knowledge = { epoch, leaderId };
    let reply: RaftReply;
    if (request.kind === 'fetch') reply = { ...notLeaderReply(request, { ...knowledge, highWatermark }), error };
    else if (request.kind === 'fetchSnapshot')
      reply = { kind: request.kind, error, ...knowledge, position: request.position, receivedBytes: 0, sizeBytes: 0 };
    else if (request.kind === 'vote') reply = { kind: 'vote', error, ...knowledge, granted: false };
    else reply = { kind: request.kind, error, ...knowledge };
    outbox.reply(requestId, reply);
  }

  #replyPlain(requestId: number, kind: 'beginQuorumEpoch' | 'endQuorumEpoch', error: ErrorName): void {
    this.outbox.reply(requestId, { kind, error, epoch: this.#epoch, leaderId: this.leaderId });
  }

  #onVote(requestId: number, request: VoteRequest, nowMs: number): void {
    if (request.voter !== undefined && !means(request.voter, this.self)) {
      this.#refuse(requestId, request, 'INVALID_VOTER_KEY');
      return;
    }
    if (request.epoch < this.#epoch) {
      this.#refuse(requestId, request, 'FENCED_LEADER_EPOCH');
      return;
    }
    if (request.epoch > this.#epoch) this.#enterEpoch(request.epoch, nowMs);
    const granted = request.preVote ? this.#grantsPreVote(request, nowMs) : this.#grantsVote(request, nowMs);
    this.outbox.reply(requestId, { kind: 'vote', error: 'NONE', epoch: this.#epoch, leaderId: this.leaderId, granted });
  }

  #grantsPreVote(request: VoteRequest, nowMs: number): boolean {
    const isUpToDate = this.log.isUpToDate(request.lastEpoch, request.endOffset);
    if (!isUpToDate || !this.#role.grantsPreVote(request, nowMs)) return false;
    this.#role.onPreVoteGranted(request, nowMs);
    return true;
  }

  /** One vote in an epoch, for a log that has everything committed, and none once a leader is known. */
  #grantsVote(request: VoteRequest, nowMs: number): boolean {
    if (this.leaderId !== -1) return false;
    if (this.#votedFor !== undefined) return isSameReplica(this.#votedFor, request.candidate);
    if (!this.log.isUpToDate(request.lastEpoch, request.endOffset)) return false;
    const { id, directoryId } = request.candidate;
    this.#votedFor = { id, directoryId };
    this.becomeUnattached(nowMs);
    return true;
  }

  #beginQuorumEpoch({ epoch, leaderId, voter }: BeginQuorumEpochRequest, nowMs: number): ErrorName {
    if (voter !== undefined && !means(voter, this.self)) return 'INVALID_VOTER_KEY';
    if (epoch < this.#epoch) return 'FENCED_LEADER_EPOCH';
    if (leaderId < 0 || leaderId === this.self.id) return 'INVALID_REQUEST';
    if (epoch > this.#epoch) {
      this.#enterEpoch(epoch, nowMs, leaderId);
      return 'NONE';
    }
    // Its own word counts more than what was thought of it.
    if (this.#role instanceof Resigned || (this.leaderId !== -1 && this.leaderId !== leaderId)) return 'INVALID_REQUEST';
    if (!(this.#role instanceof Follower)) this.becomeFollower(leaderId, nowMs);
    return 'NONE';
  }

  #endQuorumEpoch({ epoch, leaderId, preferredCandidates }: EndQuorumEpochRequest, nowMs: number): ErrorName {
    if (epoch < this.#epoch) return 'FENCED_LEADER_EPOCH';
    if (epoch > this.#epoch) this.#enterEpoch(epoch, nowMs);
    if (this.#role instanceof Leader) return 'INVALID_REQUEST';
    if (this.#role instanceof Candidate || this.#role instanceof Resigned) return 'NONE';
    const rank = preferredCandidates.findIndex((replica) => means(replica, this.self));
    const goneLeaderId = leaderId;
    if (rank === 0 && this.isVoter) this.becomeProspective(nowMs, { goneLeaderId });
    else if (rank > 0) this.becomeUnattached(nowMs, { waitMs: rank * this.config.electionJitterMs, goneLeaderId });
    else this.becomeUnattached(nowMs, { goneLeaderId });
    return 'NONE';
  }

  #onResponse(from: number, request: RaftRequest, response: RaftResponse, nowMs: number): void {
    if (response.error === 'INVALID_VOTER_KEY' && response.leaderId === -1) this.#wiped.note(from);
    else this.#wiped.forget(from);
    const role = this.#role;
    this.#learn(response.epoch, response.leaderId, nowMs, from === response.leaderId);
    if (role === this.#role) role.onResponse(from, request, response, nowMs);
  }

  /** What another node says of epoch and leader; the leader of itself, perhaps. */
  #learn(epoch: number, leaderId: number, nowMs: number, isOwnWord = false): void {
    if (epoch > this.#epoch) this.#enterEpoch(epoch, nowMs, leaderId);
    else if (epoch === this.#epoch && leaderId >= 0 && leaderId !== this.self.id && this.#role.canLearnOf(leaderId, isOwnWord))
      this.becomeFollower(leaderId, nowMs);
  }

  #enterEpoch(epoch: number, nowMs: number, leaderId = -1): void {
    this.#setEpoch(epoch);
    if (leaderId >= 0 && leaderId !== this.self.id) this.becomeFollower(leaderId, nowMs);
    else this.becomeUnattached(nowMs);
  }

  #setEpoch(epoch: number): void {
    if (epoch <= this.#epoch) throw new Error(`epoch ${epoch} after epoch ${this.#epoch}`);
    this.#epoch = epoch;
    this.#votedFor = undefined;
  }

  #become(role: Role, nowMs: number): void {
    const before = this.#role;
    this.#role = role;
    before.onExit();
    if (this.#role === role && nowMs >= role.deadlineMs) role.tick(nowMs);
  }

  becomeUnattached(nowMs: number, options: { readonly waitMs?: number; readonly goneLeaderId?: number } = {}): void {
    const electionMs = nowMs + (options.waitMs ?? electionTimeoutMs(this));
    this.#become(new Unattached(this, nowMs, { electionMs, goneLeaderId: options.goneLeaderId ?? -1 }), nowMs);
  }

  becomeProspective(nowMs: number, { goneLeaderId = -1 }: { readonly goneLeaderId?: number } = {}): void {
    const leaderId = this.#role instanceof Follower && goneLeaderId === -1 ? this.#role.leaderId : -1;
    this.#become(new Prospective(this, nowMs, { leaderId, goneLeaderId }), nowMs);
  }

  becomeCandidate(nowMs: number): void {
    this.#setEpoch(this.#epoch + 1);
    this.#votedFor = { id: this.self.id, directoryId: this.self.directoryId };
    this.#become(new Candidate(this, nowMs), nowMs);
  }

  becomeLeader(nowMs: number): void {
    const { grantingVoters } = this.#role instanceof Candidate ? this.#role : { grantingVoters: [] };
    this.#wiped.clear();
    this.#become(new Leader(this, nowMs, grantingVoters), nowMs);
  }

  becomeFollower(leaderId: number, nowMs: number): void {
    this.#wiped.clear();
    this.#become(new Follower(this, nowMs, leaderId), nowMs);
  }

  becomeResigned(nowMs: number): void {
    const preferredCandidates = this.#role instanceof Leader ? this.#role.preferredCandidates : [];
    this.#become(new Resigned(this, nowMs, preferredCandidates), nowMs);
  }
}
