import { PeerRequests } from './peer-requests';
import type { RaftRequest, RaftResponse } from './raft-message';
import type { ReplicaKey } from './replica-key';
import { electionTimeoutMs, Role, type RaftContext } from './role';

/**
 * Led this epoch and has given it up. Tells the voters, the best candidates first, and lets others go ahead.
 *
 *   → unattached   after an election timeout
 *   → follower     in the next epoch
 */
export class Resigned extends Role {
  readonly name = 'resigned';
  readonly #endMs: number;
  readonly #goodbyes: PeerRequests;
  readonly #preferredCandidates: readonly ReplicaKey[];

  constructor(node: RaftContext, nowMs: number, preferredCandidates: readonly ReplicaKey[]) {
    super(node);
    this.#preferredCandidates = preferredCandidates;
    // One that was removed has no part in what comes, and only looks for the next leader.
    this.#endMs = nowMs + (node.isVoter ? electionTimeoutMs(node) : node.config.electionJitterMs);
    this.#goodbyes = new PeerRequests(node.config, node.otherVoters, nowMs);
  }

  override get deadlineMs(): number {
    return Math.min(this.#endMs, this.#goodbyes.deadlineMs);
  }

  override tick(nowMs: number): void {
    const { node } = this;
    if (nowMs >= this.#endMs) {
      node.becomeUnattached(nowMs, { waitMs: 0 });
      return;
    }
    for (const id of this.#goodbyes.takeDue(nowMs)) {
      node.outbox.send(id, {
        kind: 'endQuorumEpoch',
        epoch: node.epoch,
        leaderId: node.self.id,
        preferredCandidates: this.#preferredCandidates,
      });
    }
  }

  override grantsPreVote(): boolean {
    return true;
  }

  override onResponse(from: number, request: RaftRequest, _response: RaftResponse, _nowMs: number): void {
    if (request.kind === 'endQuorumEpoch') this.#goodbyes.settle(from);
  }

  override onUnanswered(to: number, request: RaftRequest, nowMs: number): void {
    if (request.kind === 'endQuorumEpoch') this.#goodbyes.retry(to, nowMs);
  }

  /** It led this epoch itself. */
  override canLearnOf(): boolean {
    return false;
  }
}
