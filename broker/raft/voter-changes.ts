import type { ErrorName } from '../protocol/error-codes';
import type { AddVoterRequest, RemoveVoterRequest, UpdateVoterRequest } from './raft-message';
import { replicaText, type ReplicaKey } from './replica-key';
import type { RaftContext } from './role';
import type { VoterSet } from './voter-set';

export type VoterChangeRequest = AddVoterRequest | RemoveVoterRequest | UpdateVoterRequest;

interface Change {
  readonly kind: VoterChangeRequest['kind'];
  readonly offset: number;
  /** Undefined once it was answered. */
  readonly requestId: number | undefined;
  readonly deadlineMs: number;
}

/** What the leader knows of those who fetch from it. */
export interface FollowerKnowledge {
  hasCaughtUp(replica: ReplicaKey, nowMs: number): boolean;
  /** A majority of those voters, this node among them or not, fetches. */
  hasActiveMajority(voters: VoterSet, nowMs: number): boolean;
}

/** What a change would be refused for. */
interface Refusal {
  readonly error: ErrorName;
  readonly message: string;
}

/**
 * Changes of the voter set, by a leader: one voter at a time, the next only when the last is committed, and none before
 * a record of the leader's own epoch is (KIP-853). A set is in force from its append.
 */
export class VoterChanges {
  readonly #node: RaftContext;
  readonly #epochStartOffset: number;
  readonly #leader: FollowerKnowledge;
  #change: Change | undefined;

  constructor(node: RaftContext, epochStartOffset: number, leader: FollowerKnowledge) {
    this.#node = node;
    this.#epochStartOffset = epochStartOffset;
    this.#leader = leader;
  }

  get deadlineMs(): number {
    return this.#change?.requestId === undefined ? Number.POSITIVE_INFINITY : this.#change.deadlineMs;
  }

  /** True when the voters are others now. */
  handle(requestId: number, request: VoterChangeRequest, nowMs: number): boolean {
    const refusal = this.#refusal(request, nowMs);
    if (refusal !== undefined) {
      this.#answer(requestId, request.kind, refusal);
      return false;
    }
    const { log, outbox, epoch, config } = this.#node;
    const voters = changed(log.votersInForce, request);
    const offset = log.append(epoch, 1);
    log.voters.append({ offset, voters });
    outbox.append({ kind: 'voters', startOffset: offset, endOffset: offset + 1, epoch, voters });
    const waits = request.kind !== 'addVoter' || request.ackWhenCommitted;
    const timeoutMs = request.kind === 'addVoter' ? request.timeoutMs : config.checkQuorumTimeoutMs;
    this.#change = { kind: request.kind, offset, requestId: waits ? requestId : undefined, deadlineMs: nowMs + timeoutMs };
    if (!waits) this.#answer(requestId, request.kind);
    return true;
  }

  #refusal(request: VoterChangeRequest, nowMs: number): Refusal | undefined {
    const { log, epoch } = this.#node;
    const { offset, voters } = log.voters.latest;
    const name = replicaText(request.voter);
    if (request.kind === 'updateVoter' && request.epoch !== epoch) {
      const error = request.epoch < epoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH';
      return { error, message: `The leader's epoch is ${epoch}.` };
    }
    if (log.highWatermark <= this.#epochStartOffset)
      return { error: 'REQUEST_TIMED_OUT', message: 'The leader is new and has committed nothing yet. Try again.' };
    if (offset >= log.highWatermark)
      return { error: 'REQUEST_TIMED_OUT', message: 'Another change of the voters is not committed yet. Try again.' };
    if (request.kind === 'addVoter') {
      const known = voters.withId(request.voter.id);
      if (known !== undefined) return { error: 'DUPLICATE_VOTER', message: `${replicaText(known)} is a voter already.` };
      if (!this.#leader.hasCaughtUp(request.voter, nowMs))
        return { error: 'REQUEST_TIMED_OUT', message: `${name} has not fetched the whole metadata log yet. Try again.` };
    } else {
      if (!voters.has(request.voter)) return { error: 'VOTER_NOT_FOUND', message: `${name} is no voter.` };
      if (request.kind === 'removeVoter' && voters.size === 1)
        return { error: 'INVALID_REQUEST', message: `${name} is the only voter.` };
    }
    // A set is in force before it is committed: one that cannot commit itself would end the quorum.
    if (this.#leader.hasActiveMajority(changed(voters, request), nowMs)) return undefined;
    return { error: 'REQUEST_TIMED_OUT', message: 'Too many of the voters do not fetch for a change of the voters. Try again.' };
  }

  /** Answers what is committed. True when this node is no voter any more, by a committed record. */
  onHighWatermark(): boolean {
    const { log, isVoter } = this.#node;
    const change = this.#change;
    if (change !== undefined && change.offset < log.highWatermark) {
      this.#change = undefined;
      if (change.requestId !== undefined) this.#answer(change.requestId, change.kind);
    }
    return !isVoter && log.voters.latest.offset < log.highWatermark;
  }

  tick(nowMs: number): void {
    if (nowMs < this.deadlineMs) return;
    this.#abandon({ error: 'REQUEST_TIMED_OUT', message: 'The change of the voters was not committed in time.' });
  }

  onExit(): void {
    this.#abandon({ error: 'NOT_LEADER_OR_FOLLOWER', message: 'Another node leads now.' });
  }

  /** It may still be committed, but nobody is told. */
  #abandon(refusal: Refusal): void {
    const change = this.#change;
    if (change?.requestId === undefined) return;
    this.#change = { ...change, requestId: undefined };
    this.#answer(change.requestId, change.kind, refusal);
  }

  #answer(requestId: number, kind: VoterChangeRequest['kind'], refusal?: Refusal): void {
    const { epoch, leaderId, outbox } = this.#node;
    outbox.reply(requestId, { kind, epoch, leaderId, ...(refusal ?? { error: 'NONE' }) });
  }
}

function changed(voters: VoterSet, request: VoterChangeRequest): VoterSet {
  return request.kind === 'removeVoter' ? voters.without(request.voter) : voters.with(request.voter);
}
