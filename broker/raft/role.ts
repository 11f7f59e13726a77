import type { Random } from '../platform/random';
import type { RaftConfig } from './raft-config';
import type { RaftLog } from './raft-log';
import type { FetchRequest, RaftRequest, RaftResponse, VoteRequest } from './raft-message';
import type { Outbox } from './ready';
import type { Voter } from './voter-set';

export type RoleName = 'unattached' | 'prospective' | 'candidate' | 'leader' | 'follower' | 'resigned';

/** What a role knows of its node, and the only ways to leave it. */
export interface RaftContext {
  readonly self: Voter;
  readonly config: RaftConfig;
  readonly random: Random;
  readonly log: RaftLog;
  readonly outbox: Outbox;
  readonly epoch: number;
  /** -1: not known. */
  readonly leaderId: number;
  /**
   * By the newest voter set of the log, or by the one before while the newest may not be committed: a removed leader may
   * be the only one who can still bring its removal to the others. Its own vote does not count then.
   */
  readonly isVoter: boolean;
  /** The other voters' ids. */
  readonly otherVoters: readonly number[];
  /** Whom a node that knows no leader can ask for one. */
  readonly contacts: readonly number[];

  /** `waitMs`: how long to wait for somebody else before an election; an election timeout when missing. */
  becomeUnattached(nowMs: number, options?: { readonly waitMs?: number; readonly goneLeaderId?: number }): void;
  becomeProspective(nowMs: number, options?: { readonly goneLeaderId?: number }): void;
  becomeCandidate(nowMs: number): void;
  becomeLeader(nowMs: number): void;
  becomeFollower(leaderId: number, nowMs: number): void;
  becomeResigned(nowMs: number): void;
}

/** What a node does while it is what it is. Each method may end in another role. */
export abstract class Role {
  abstract readonly name: RoleName;
  protected readonly node: RaftContext;

  constructor(node: RaftContext) {
    this.node = node;
  }

  /** -1: not known. */
  get leaderId(): number {
    return -1;
  }

  /** When tick() has something to do. */
  get deadlineMs(): number {
    return Number.POSITIVE_INFINITY;
  }

  abstract tick(nowMs: number): void;

  /** Whether to grant a pre-vote to a node whose log is as good as this one's. */
  abstract grantsPreVote(request: VoteRequest, nowMs: number): boolean;

  onPreVoteGranted(_request: VoteRequest, _nowMs: number): void {
    return undefined;
  }

  /** Epoch and leader that the response names have been taken note of. */
  onResponse(_from: number, _request: RaftRequest, _response: RaftResponse, _nowMs: number): void {
    return undefined;
  }

  onUnanswered(_to: number, _request: RaftRequest, _nowMs: number): void {
    return undefined;
  }

  onPeerRefused(_nodeId: number, _nowMs: number): void {
    return undefined;
  }

  /** More of the log was written or flushed. */
  onLogProgress(_nowMs: number): void {
    return undefined;
  }

  /** Another role has begun. */
  onExit(): void {
    return undefined;
  }

  /** Whether a leader of that id, heard of from others or by its own word, can be followed. */
  canLearnOf(_leaderId: number, _isOwnWord: boolean): boolean {
    return this.leaderId === -1;
  }
}

/** Long enough for an election of somebody else; random, so that two who wait for each other do not go on together. */
export function electionTimeoutMs({ config, random }: Pick<RaftContext, 'config' | 'random'>): number {
  return config.electionTimeoutMs + random.integer(Math.max(1, config.electionTimeoutMs));
}

export function jitterMs({ config, random }: Pick<RaftContext, 'config' | 'random'>): number {
  return random.integer(config.electionJitterMs + 1);
}

export function fetchRequest({ self, epoch, log }: RaftContext, maxWaitMs: number): FetchRequest {
  return {
    kind: 'fetch',
    epoch,
    replica: self,
    fetchOffset: log.endOffset,
    lastFetchedEpoch: log.lastEpoch,
    highWatermark: log.highWatermark,
    maxWaitMs,
  };
}

/** Asks everyone whose turn it is for a vote. */
export function sendVotes(node: RaftContext, voterIds: readonly number[], vote: { epoch: number; preVote: boolean }): void {
  const { self, log, outbox } = node;
  for (const id of voterIds) {
    outbox.send(id, {
      kind: 'vote',
      ...vote,
      candidate: self,
      voter: log.votersInForce.withId(id),
      lastEpoch: log.lastEpoch,
      endOffset: log.endOffset,
    });
  }
}
