import { Election } from './election';
import { PeerRequests } from './peer-requests';
import type { RaftRequest, RaftResponse, VoteRequest } from './raft-message';
import { electionTimeoutMs, jitterMs, Role, sendVotes, type RaftContext } from './role';

interface ProspectiveOptions {
  /** The leader it could not fetch from in time, which may come back; -1: none. */
  readonly leaderId: number;
  /** The leader whose process is gone; -1: none. */
  readonly goneLeaderId: number;
}

/**
 * Asks whether it would be elected before it disturbs anyone with a new epoch (KIP-996).
 *
 *   → candidate     a majority would vote for it
 *   → follower      a leader was found; or the one it lost answers, or is still heard by a majority
 *   → unattached    a majority would not; or somebody who asks too comes first
 *   → prospective   nobody knows, after an election timeout: asks again
 *
 * Several nodes that lose a leader notice together. The one with the longest log, then the least id, comes first: for a
 * moment it grants nothing and the others yield to it.
 */
export class Prospective extends Role {
  readonly name = 'prospective';
  readonly #lostLeaderId: number;
  readonly #goneLeaderId: number;
  readonly #election: Election;
  readonly #votes: PeerRequests;
  readonly #endMs: number;
  readonly #insistsUntilMs: number;

  constructor(node: RaftContext, nowMs: number, { leaderId, goneLeaderId }: ProspectiveOptions) {
    super(node);
    this.#lostLeaderId = leaderId;
    this.#goneLeaderId = goneLeaderId;
    this.#election = new Election(node.log.votersInForce, node.self);
    this.#votes = new PeerRequests(node.config, node.otherVoters, nowMs);
    this.#endMs = nowMs + electionTimeoutMs(node);
    this.#insistsUntilMs = nowMs + node.config.electionJitterMs;
  }

  override get deadlineMs(): number {
    // An only voter has won already.
    return this.#election.isWon ? 0 : Math.min(this.#endMs, this.#votes.deadlineMs);
  }

  override tick(nowMs: number): void {
    const { node } = this;
    if (this.#election.isWon) {
      node.becomeCandidate(nowMs);
      return;
    }
    if (nowMs >= this.#endMs) {
      this.#giveUp(nowMs);
      return;
    }
    sendVotes(node, this.#votes.takeDue(nowMs), { epoch: node.epoch, preVote: true });
  }

  override grantsPreVote(request: VoteRequest, nowMs: number): boolean {
    return nowMs >= this.#insistsUntilMs || this.#comesBeforeMe(request);
  }

  override onPreVoteGranted(request: VoteRequest, nowMs: number): void {
    if (!this.#comesBeforeMe(request)) return;
    const { node } = this;
    const waitMs = node.config.electionJitterMs + jitterMs(node);
    node.becomeUnattached(nowMs, { waitMs, goneLeaderId: this.#goneLeaderId });
  }

  #comesBeforeMe({ lastEpoch, endOffset, candidate }: VoteRequest): boolean {
    const { log, self } = this.node;
    if (lastEpoch !== log.lastEpoch) return lastEpoch > log.lastEpoch;
    return endOffset === log.endOffset ? candidate.id < self.id : endOffset > log.endOffset;
  }

  override onResponse(from: number, request: RaftRequest, response: RaftResponse, nowMs: number): void {
    if (request.kind !== 'vote' || !request.preVote || response.kind !== 'vote' || request.epoch !== this.node.epoch) return;
    const isGranted = response.error === 'NONE' && response.granted;
    this.#election.count(from, isGranted);
    // Who still hears from the leader may be the next to lose it.
    if (isGranted) this.#votes.settle(from);
    else this.#votes.retry(from, nowMs);
    if (from === this.#lostLeaderId && response.leaderId === from) this.node.becomeFollower(from, nowMs);
    else if (this.#election.isWon) this.node.becomeCandidate(nowMs);
    else if (this.#election.isLost) this.#giveUp(nowMs);
  }

  /** The leader that others still hear from is given another chance; a gone one is looked for again soon. */
  #giveUp(nowMs: number): void {
    const { node } = this;
    if (this.#lostLeaderId !== -1) node.becomeFollower(this.#lostLeaderId, nowMs);
    else if (this.#election.isLost) {
      const waitMs = node.config.retryBackoffMs + jitterMs(node);
      node.becomeUnattached(nowMs, { waitMs, goneLeaderId: this.#goneLeaderId });
    } else node.becomeProspective(nowMs, { goneLeaderId: this.#goneLeaderId });
  }

  override onUnanswered(to: number, request: RaftRequest, nowMs: number): void {
    if (request.kind === 'vote' && request.preVote && request.epoch === this.node.epoch) this.#votes.retry(to, nowMs);
  }

  override onPeerRefused(nodeId: number, nowMs: number): void {
    if (nodeId === this.#lostLeaderId) this.node.becomeProspective(nowMs, { goneLeaderId: nodeId });
  }

  /** That somebody still names the leader it lost is no news; granted or not, their answer counts. */
  override canLearnOf(leaderId: number): boolean {
    return leaderId !== this.#goneLeaderId && leaderId !== this.#lostLeaderId;
  }
}
