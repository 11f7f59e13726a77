import type { RaftReply, RaftRequest, SnapshotId } from './raft-message';
import type { ReplicaKey } from './replica-key';
import type { VoterSet } from './voter-set';

/** What a node must not forget of elections. */
export interface ElectionState {
  readonly epoch: number;
  /** -1: not known. */
  readonly leaderId: number;
  /** Whom the node voted for in this epoch. */
  readonly votedFor: ReplicaKey | undefined;
}

export interface LeaderState {
  readonly leaderId: number;
  readonly epoch: number;
}

/** Records that go to the log's end, in the order of their offsets. */
export type RaftAppend = { readonly startOffset: number; readonly endOffset: number; readonly epoch: number } & (
  | { /** Handed over with propose(). */ readonly kind: 'proposed' }
  | { /** Those of the fetch response that was stepped in. */ readonly kind: 'fetched' }
  | {
      readonly kind: 'leaderChange';
      readonly leaderId: number;
      readonly grantingVoters: readonly ReplicaKey[];
      readonly voters: VoterSet;
      /** The voters follow in a record of their own. */
      readonly withVoters: boolean;
    }
  | { readonly kind: 'voters'; readonly voters: VoterSet }
);

/** What the driver has to do now, in the order of these fields. */
export interface Ready {
  /** To be saved; durably and before anything below when `mustBeDurable`. */
  readonly election: { readonly state: ElectionState; readonly mustBeDurable: boolean } | undefined;
  /** Cut the log there, before the appends. */
  readonly truncateTo: number | undefined;
  readonly appends: readonly RaftAppend[];
  /** Let the downloaded snapshot take the log's place. */
  readonly installSnapshot: SnapshotId | undefined;
  readonly requests: readonly { readonly to: number; readonly request: RaftRequest }[];
  readonly replies: readonly { readonly requestId: number; readonly reply: RaftReply }[];
  /** Who leads now, if that is news. */
  readonly leader: LeaderState | undefined;
  /** Everything before it is committed and on this node's disk, if that is news. */
  readonly highWatermark: number | undefined;
  /** Voters whose directories were replaced by empty ones: with so many gone, no leader can ever be elected. */
  readonly wipedVoters: readonly number[] | undefined;
}

/** Collects what follows from each step until the driver takes it. */
export class Outbox {
  #truncateTo: number | undefined;
  #appends: RaftAppend[] = [];
  #installSnapshot: SnapshotId | undefined;
  #requests: { to: number; request: RaftRequest }[] = [];
  #replies: { requestId: number; reply: RaftReply }[] = [];

  truncateTo(offset: number): void {
    this.#truncateTo = Math.min(offset, this.#truncateTo ?? offset);
    this.#appends = this.#appends.filter(({ endOffset }) => endOffset <= offset);
  }

  append(append: RaftAppend): void {
    this.#appends.push(append);
  }

  installSnapshot(snapshot: SnapshotId): void {
    this.#installSnapshot = snapshot;
  }

  send(to: number, request: RaftRequest): void {
    this.#requests.push({ to, request });
  }

  reply(requestId: number, reply: RaftReply): void {
    this.#replies.push({ requestId, reply });
  }

  take(): Pick<Ready, 'truncateTo' | 'appends' | 'installSnapshot' | 'requests' | 'replies'> {
    const taken = {
      truncateTo: this.#truncateTo,
      appends: this.#appends,
      installSnapshot: this.#installSnapshot,
      requests: this.#requests,
      replies: this.#replies,
    };
    this.#truncateTo = undefined;
    this.#appends = [];
    this.#installSnapshot = undefined;
    this.#requests = [];
    this.#replies = [];
    return taken;
  }
}
