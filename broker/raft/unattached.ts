import { PeerRequests } from './peer-requests';
import type { FetchResponse, RaftRequest, RaftResponse, VoteRequest } from './raft-message';
import { fetchRequest, Role, type RaftContext } from './role';

/** How the node came to know no leader. */
interface UnattachedOptions {
  readonly electionMs: number;
  /** The leader of this epoch whose process is gone, so that others who still name it are not believed. */
  readonly goneLeaderId: number;
}

/**
 * Knows an epoch and no leader in it. A voter waits for one, or for its election timeout; it may have voted. An observer
 * asks around.
 *
 *   → prospective   a voter's election timeout
 *   → follower      a leader was found, or a greater epoch with one
 *   → unattached    a greater epoch without one, or a vote granted
 */
export class Unattached extends Role {
  readonly name = 'unattached';
  readonly #goneLeaderId: number;
  readonly #questions: PeerRequests;
  #electionMs: number;

  constructor(node: RaftContext, nowMs: number, { electionMs, goneLeaderId }: UnattachedOptions) {
    super(node);
    this.#electionMs = electionMs;
    this.#goneLeaderId = goneLeaderId;
    this.#questions = new PeerRequests(node.config, node.isVoter ? [] : node.contacts, nowMs);
  }

  override get deadlineMs(): number {
    return this.node.isVoter ? this.#electionMs : this.#questions.deadlineMs;
  }

  override tick(nowMs: number): void {
    const { node } = this;
    if (node.isVoter) {
      if (nowMs >= this.#electionMs) node.becomeProspective(nowMs, { goneLeaderId: this.#goneLeaderId });
      return;
    }
    for (const id of this.#questions.takeDue(nowMs)) node.outbox.send(id, fetchRequest(node, 0));
  }

  override grantsPreVote(): boolean {
    return true;
  }

  override onPreVoteGranted(_request: VoteRequest, nowMs: number): void {
    // Whoever asked is about to be elected: not now.
    this.#electionMs = Math.max(this.#electionMs, nowMs + this.node.config.electionJitterMs);
  }

  override onResponse(from: number, request: RaftRequest, _response: RaftResponse | FetchResponse, nowMs: number): void {
    if (request.kind === 'fetch') this.#questions.retry(from, nowMs);
  }

  override onUnanswered(to: number, request: RaftRequest, nowMs: number): void {
    if (request.kind === 'fetch') this.#questions.retry(to, nowMs);
  }

  /**
   * A refused connection may be older than the leader's process. A leader comes to its voters by itself; an observer, which
   * would wait for another epoch, believes what the leader itself answers.
   */
  override canLearnOf(leaderId: number, isOwnWord: boolean): boolean {
    return leaderId !== this.#goneLeaderId || (isOwnWord && !this.node.isVoter);
  }
}
