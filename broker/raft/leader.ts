import { checkQuorumDeadlineMs } from './check-quorum';
import { offsetHeldBy } from './committed-offset';
import { HeldFetches, type HeldFetch } from './held-fetches';
import { PeerRequests } from './peer-requests';
import type { FetchRequest, FetchReply, FetchSnapshotRequest, RaftRequest, RaftResponse } from './raft-message';
import { isSameReplica, type ReplicaKey } from './replica-key';
import { ReplicaProgress } from './replica-progress';
import { Role, type RaftContext } from './role';
import { VoterChanges, type FollowerKnowledge, type VoterChangeRequest } from './voter-changes';
import { hasSameEndpoints, type VoterSet } from './voter-set';

/** Records of the batch that opens an epoch: the leader change, and, where the voters are told too, KRaft version and voters. */
const leaderChangeRecords = 1;
const votersOffsetInOpening = 2;

/**
 * Leads its epoch: opens it with a record of its own, answers fetches, and commits what a majority of the voters has on
 * its disks, once that reaches its own epoch.
 *
 *   → resigned     asked to; a majority does not fetch; or it is no voter any more
 *   → unattached, follower   a greater epoch
 */
export class Leader extends Role implements FollowerKnowledge {
  readonly name = 'leader';
  readonly #sinceMs: number;
  readonly #epochStartOffset: number;
  #progress: readonly ReplicaProgress[] = [];
  readonly #held = new HeldFetches();
  readonly #announcements: PeerRequests;
  readonly #changes: VoterChanges;

  constructor(node: RaftContext, nowMs: number, grantingVoters: readonly ReplicaKey[]) {
    super(node);
    this.#sinceMs = nowMs;
    this.#epochStartOffset = node.log.endOffset;
    const { retryBackoffMs, fetchTimeoutMs } = node.config;
    this.#announcements = new PeerRequests({ retryBackoffMs, retryBackoffMaxMs: fetchTimeoutMs / 2 }, node.otherVoters, nowMs);
    this.#changes = new VoterChanges(node, this.#epochStartOffset, this);
    this.#openEpoch(grantingVoters);
  }

  override get leaderId(): number {
    return this.node.self.id;
  }

  get isCaughtUp(): boolean {
    return this.node.log.highWatermark > this.#epochStartOffset;
  }

  override get deadlineMs(): number {
    const { deadlineMs } = this.#changes;
    return Math.min(this.#checkQuorumMs, this.#announcements.deadlineMs, this.#held.deadlineMs, deadlineMs);
  }

  /** The voters that came from the checkpoint on this disk alone are written to the log, where every replica finds them. */
  #openEpoch(grantingVoters: readonly ReplicaKey[]): void {
    const { log, self, epoch, outbox } = this.node;
    const { offset, voters } = log.voters.latest;
    const own = voters.withId(self.id);
    const isOutdated = own !== undefined && isSameReplica(own, self) && self.endpoints.length > 0 && !hasSameEndpoints(own, self);
    const withVoters = (offset === -1 && log.latestSnapshot === undefined) || isOutdated;
    const votersNow = isOutdated ? voters.with(self) : voters;
    const startOffset = log.append(epoch, withVoters ? votersOffsetInOpening + 1 : leaderChangeRecords);
    if (withVoters) log.voters.append({ offset: startOffset + votersOffsetInOpening, voters: votersNow });
    const { endOffset } = log;
    const leaderChange = { kind: 'leaderChange', leaderId: self.id, grantingVoters, voters: votersNow, withVoters } as const;
    outbox.append({ ...leaderChange, startOffset, endOffset, epoch });
  }

  /** Offset of the first of so many records, which the driver appends as one batch. */
  propose(recordCount: number): number {
    const { log, epoch, outbox } = this.node;
    const startOffset = log.append(epoch, recordCount);
    outbox.append({ kind: 'proposed', startOffset, endOffset: log.endOffset, epoch });
    return startOffset;
  }

  override tick(nowMs: number): void {
    const { node } = this;
    if (nowMs >= this.#checkQuorumMs) {
      node.becomeResigned(nowMs);
      return;
    }
    for (const id of this.#announcements.takeDue(nowMs)) {
      const voter = node.log.votersInForce.withId(id);
      node.outbox.send(id, { kind: 'beginQuorumEpoch', epoch: node.epoch, leaderId: node.self.id, voter });
    }
    for (const held of this.#held.takeWhere(({ deadlineMs }) => deadlineMs <= nowMs)) this.#answer(held);
    this.#changes.tick(nowMs);
  }

  get #checkQuorumMs(): number {
    const { log, self, config } = this.node;
    const voters = log.votersInForce;
    const others = voters.voters.filter((voter) => !isSameReplica(voter, self));
    const lastHeardMs = others.map((voter) => Math.max(this.#sinceMs, this.#progressOf(voter)?.lastFetchMs ?? -1));
    const othersWanted = voters.majority - (voters.size - others.length);
    return checkQuorumDeadlineMs(lastHeardMs, othersWanted, config.checkQuorumTimeoutMs);
  }

  #progressOf(replica: ReplicaKey): ReplicaProgress | undefined {
    return this.#progress.find((progress) => isSameReplica(progress.replica, replica));
  }

  hasCaughtUp(replica: ReplicaKey, nowMs: number): boolean {
    const caughtUpMs = this.#progressOf(replica)?.lastCaughtUpMs ?? -1;
    return caughtUpMs >= 0 && nowMs - caughtUpMs <= this.node.config.fetchTimeoutMs;
  }

  hasActiveMajority({ voters, majority }: VoterSet, nowMs: number): boolean {
    const { self, config } = this.node;
    const active = voters.filter((voter) => {
      if (isSameReplica(voter, self)) return true;
      const lastFetchMs = this.#progressOf(voter)?.lastFetchMs ?? -1;
      return lastFetchMs >= 0 && nowMs - lastFetchMs <= config.fetchTimeoutMs;
    });
    return active.length >= majority;
  }

  /** The others, the one with the longest log first. */
  get preferredCandidates(): readonly ReplicaKey[] {
    const { log, self } = this.node;
    const endOf = (replica: ReplicaKey) => this.#progressOf(replica)?.endOffset ?? -1;
    const others = log.votersInForce.voters.filter((voter) => !isSameReplica(voter, self));
    return others.sort((a, b) => endOf(b) - endOf(a)).map(({ id, directoryId }) => ({ id, directoryId }));
  }

  /** What it knows of the others; observers that are gone for long are forgotten. */
  progress(nowMs: number): readonly ReplicaProgress[] {
    const { log, config } = this.node;
    this.#progress = this.#progress.filter(
      ({ replica, lastFetchMs }) => log.votersInForce.has(replica) || nowMs - lastFetchMs <= config.observerExpiryMs,
    );
    return this.#progress;
  }

  onFetch(requestId: number, request: FetchRequest, nowMs: number): void {
    const { log, config } = this.node;
    const before = this.#held.takeOf(request);
    if (before !== undefined) this.#answer(before);
    const held = { requestId, request, deadlineMs: nowMs + Math.min(request.maxWaitMs, config.fetchMaxWaitMs) };
    const position = log.positionOf(request.fetchOffset, request.lastFetchedEpoch);
    if (position !== 'known') {
      this.#answer(held, position === 'snapshot' ? { snapshot: log.latestSnapshot } : { diverging: position });
      return;
    }
    this.#noted(request.replica, nowMs).onFetch(request.fetchOffset, log.endOffset, nowMs);
    this.#held.hold(held);
    this.onLogProgress(nowMs);
  }

  onFetchSnapshot(requestId: number, { replica, position }: FetchSnapshotRequest, nowMs: number): void {
    const { epoch, outbox } = this.node;
    this.#noted(replica, nowMs).onContact(nowMs);
    outbox.reply(requestId, {
      kind: 'fetchSnapshot',
      error: 'NONE',
      epoch,
      leaderId: this.leaderId,
      position,
      receivedBytes: 0,
      sizeBytes: 0,
    });
  }

  #noted(replica: ReplicaKey, nowMs: number): ReplicaProgress {
    let progress = this.#progressOf(replica);
    if (progress === undefined) {
      progress = new ReplicaProgress(replica);
      this.#progress = [...this.#progress, progress];
    }
    if (this.node.log.votersInForce.has(replica))
      this.#announcements.settle(replica.id, nowMs + this.node.config.fetchTimeoutMs / 2);
    return progress;
  }

  #hasNews({ request }: HeldFetch): boolean {
    const { log } = this.node;
    const { maxWaitMs, fetchOffset, highWatermark } = request;
    return maxWaitMs <= 0 || log.writtenOffset > fetchOffset || log.highWatermark > highWatermark;
  }

  #answer({ requestId, request }: HeldFetch, elsewhere: Partial<Pick<FetchReply, 'diverging' | 'snapshot'>> = {}): void {
    const { log, epoch, outbox } = this.node;
    const { diverging, snapshot } = elsewhere;
    const startOffset = request.fetchOffset;
    const hasRange = diverging === undefined && snapshot === undefined;
    outbox.reply(requestId, {
      kind: 'fetch',
      error: 'NONE',
      epoch,
      leaderId: this.leaderId,
      highWatermark: log.highWatermark,
      logStartOffset: log.startOffset,
      startOffset,
      endOffset: hasRange ? Math.max(startOffset, log.writtenOffset) : startOffset,
      diverging,
      snapshot,
    });
  }

  #answerWithNews(): void {
    for (const held of this.#held.takeWhere((each) => this.#hasNews(each))) this.#answer(held);
  }

  override onLogProgress(nowMs: number): void {
    this.#advanceHighWatermark(nowMs);
    this.#answerWithNews();
  }

  #advanceHighWatermark(nowMs: number): void {
    const { log, self } = this.node;
    const voters = log.votersInForce;
    const ends = voters.voters.map((voter) =>
      isSameReplica(voter, self) ? log.flushedOffset : (this.#progressOf(voter)?.endOffset ?? -1),
    );
    const offset = offsetHeldBy(voters.majority, ends);
    if (offset <= this.#epochStartOffset || !log.advanceHighWatermark(offset)) return;
    this.#answerWithNews();
    if (this.#changes.onHighWatermark()) this.node.becomeResigned(nowMs);
  }

  changeVoters(requestId: number, request: VoterChangeRequest, nowMs: number): void {
    if (!this.#changes.handle(requestId, request, nowMs)) return;
    const others = this.node.otherVoters;
    this.#announcements.keepOnly(new Set(others));
    for (const id of others) this.#announcements.add(id, nowMs + this.node.config.fetchTimeoutMs / 2);
    this.#advanceHighWatermark(nowMs);
    this.tick(nowMs);
  }

  override grantsPreVote(): boolean {
    return false;
  }

  override onResponse(from: number, request: RaftRequest, _response: RaftResponse, nowMs: number): void {
    if (request.kind === 'beginQuorumEpoch') this.#announcements.settle(from, nowMs + this.node.config.fetchTimeoutMs / 2);
  }

  override onUnanswered(to: number, request: RaftRequest, nowMs: number): void {
    if (request.kind === 'beginQuorumEpoch') this.#announcements.retry(to, nowMs);
  }

  override onExit(): void {
    const { epoch, leaderId, outbox, log } = this.node;
    for (const { requestId, request } of this.#held.takeWhere(() => true)) {
      outbox.reply(requestId, notLeaderReply(request, { epoch, leaderId, highWatermark: log.highWatermark }));
    }
    this.#changes.onExit();
  }
}

/** The answer of a node that does not lead to a fetch. */
export function notLeaderReply(
  request: FetchRequest,
  { epoch, leaderId, highWatermark }: { epoch: number; leaderId: number; highWatermark: number },
): FetchReply {
  return {
    kind: 'fetch',
    error: request.epoch < epoch ? 'FENCED_LEADER_EPOCH' : 'NOT_LEADER_OR_FOLLOWER',
    epoch,
    leaderId,
    highWatermark,
    logStartOffset: -1,
    startOffset: request.fetchOffset,
    endOffset: request.fetchOffset,
    diverging: undefined,
    snapshot: undefined,
  };
}
