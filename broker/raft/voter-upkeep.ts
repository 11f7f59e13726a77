import type { RaftRequest } from './raft-message';
import { isSameReplica } from './replica-key';
import type { RaftContext } from './role';
import { hasSameEndpoints } from './voter-set';

/**
 * A follower keeps its own entry among the voters right: it corrects its endpoints, and where auto-join is on it becomes
 * a voter. A replica whose directory was replaced first has the old one removed. One request at a time; the leader
 * refuses while another change is under way, and the follower asks again.
 */
export class VoterUpkeep {
  readonly #node: RaftContext;
  readonly #isCaughtUp: () => boolean;
  #underWay: RaftRequest | undefined;
  #nextMs = 0;

  /** `isCaughtUp`: everything committed is on this node's disk, as far as it knows. */
  constructor(node: RaftContext, isCaughtUp: () => boolean) {
    this.#node = node;
    this.#isCaughtUp = isCaughtUp;
  }

  get deadlineMs(): number {
    return this.#underWay === undefined && this.#wanted() !== undefined ? this.#nextMs : Number.POSITIVE_INFINITY;
  }

  /** What to ask the leader now. */
  takeDue(nowMs: number): RaftRequest | undefined {
    if (this.#underWay !== undefined || nowMs < this.#nextMs) return undefined;
    this.#underWay = this.#wanted();
    return this.#underWay;
  }

  /** True when the request was this one's. */
  settle(request: RaftRequest, nowMs: number): boolean {
    if (request !== this.#underWay) return false;
    this.#underWay = undefined;
    // What was granted is seen in the log, a moment later.
    this.#nextMs = nowMs + this.#node.config.retryBackoffMaxMs;
    return true;
  }

  #wanted(): RaftRequest | undefined {
    const { log, self, config, epoch } = this.#node;
    const { offset, voters } = log.voters.latest;
    const isSettled = voters.size > 0 && offset < log.highWatermark;
    if (!isSettled || !this.#isCaughtUp()) return undefined;
    const own = voters.withId(self.id);
    if (own !== undefined && isSameReplica(own, self)) {
      return self.endpoints.length === 0 || hasSameEndpoints(own, self) ? undefined : { kind: 'updateVoter', epoch, voter: self };
    }
    if (!config.autoJoin) return undefined;
    if (own !== undefined) return { kind: 'removeVoter', voter: own };
    return { kind: 'addVoter', voter: self, timeoutMs: config.fetchTimeoutMs, ackWhenCommitted: false };
  }
}
