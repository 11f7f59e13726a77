import { Election } from './election';
import { PeerRequests } from './peer-requests';
import type { RaftRequest, RaftResponse } from './raft-message';
import type { ReplicaKey } from './replica-key';
import { electionTimeoutMs, jitterMs, Role, sendVotes, type RaftContext } from './role';

/**
 * Wants to lead the new epoch and has voted for itself, which is on its disk before anyone is asked.
 *
 *   → leader        a majority voted for it
 *   → unattached    a majority did not, for a random moment
 *   → prospective   nobody knows, after an election timeout
 *   → follower      somebody else leads this epoch
 */
export class Candidate extends Role {
  readonly name = 'candidate';
  readonly #election: Election;
  readonly #votes: PeerRequests;
  readonly #endMs: number;

  constructor(node: RaftContext, nowMs: number) {
    super(node);
    this.#election = new Election(node.log.votersInForce, node.self);
    this.#votes = new PeerRequests(node.config, node.otherVoters, nowMs);
    this.#endMs = nowMs + electionTimeoutMs(node);
  }

  get grantingVoters(): readonly ReplicaKey[] {
    return this.#election.grantingVoters;
  }

  override get deadlineMs(): number {
    // An only voter has won already.
    return this.#election.isWon ? 0 : Math.min(this.#endMs, this.#votes.deadlineMs);
  }

  override tick(nowMs: number): void {
    const { node } = this;
    if (this.#election.isWon) node.becomeLeader(nowMs);
    else if (nowMs >= this.#endMs) node.becomeProspective(nowMs);
    else sendVotes(node, this.#votes.takeDue(nowMs), { epoch: node.epoch, preVote: false });
  }

  override grantsPreVote(): boolean {
    return true;
  }

  override onResponse(from: number, request: RaftRequest, response: RaftResponse, nowMs: number): void {
    const { node } = this;
    if (request.kind !== 'vote' || request.preVote || response.kind !== 'vote' || request.epoch !== node.epoch) return;
    this.#votes.settle(from);
    this.#election.count(from, response.error === 'NONE' && response.granted);
    if (this.#election.isWon) node.becomeLeader(nowMs);
    else if (this.#election.isLost) node.becomeUnattached(nowMs, { waitMs: jitterMs(node) });
  }

  override onUnanswered(to: number, request: RaftRequest, nowMs: number): void {
    if (request.kind === 'vote' && !request.preVote && request.epoch === this.node.epoch) this.#votes.retry(to, nowMs);
  }
}
