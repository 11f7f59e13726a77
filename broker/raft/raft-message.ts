/**
 * What the replicas of the metadata log say to each other, without the bytes: requests and responses of KIP-595, KIP-630,
 * KIP-853 and KIP-996, and what the driver tells the state machine about its own disk and its peers.
 */
import type { ErrorName } from '../protocol/error-codes';
import type { ReplicaKey } from './replica-key';
import type { Voter, VoterSet } from './voter-set';

/** A snapshot holds everything before its end offset; the epoch is that of the last record. */
export interface SnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}

export interface EpochStart {
  readonly epoch: number;
  readonly startOffset: number;
}

export interface VoteRequest {
  readonly kind: 'vote';
  /** A pre-vote names the epoch the node is in, a vote the one it wants to lead. */
  readonly preVote: boolean;
  readonly epoch: number;
  readonly candidate: ReplicaKey;
  /** Undefined in old versions of the message. */
  readonly voter: ReplicaKey | undefined;
  readonly lastEpoch: number;
  readonly endOffset: number;
}

export interface BeginQuorumEpochRequest {
  readonly kind: 'beginQuorumEpoch';
  readonly epoch: number;
  readonly leaderId: number;
  readonly voter: ReplicaKey | undefined;
}

export interface EndQuorumEpochRequest {
  readonly kind: 'endQuorumEpoch';
  readonly epoch: number;
  readonly leaderId: number;
  /** The best first. */
  readonly preferredCandidates: readonly ReplicaKey[];
}

export interface FetchRequest {
  readonly kind: 'fetch';
  readonly epoch: number;
  readonly replica: ReplicaKey;
  /** Everything before it is on the replica's disk. */
  readonly fetchOffset: number;
  readonly lastFetchedEpoch: number;
  /** What the replica knows; the leader answers at once when it knows better. */
  readonly highWatermark: number;
  readonly maxWaitMs: number;
}

export interface FetchSnapshotRequest {
  readonly kind: 'fetchSnapshot';
  readonly epoch: number;
  readonly replica: ReplicaKey;
  readonly snapshot: SnapshotId;
  readonly position: number;
}

export interface AddVoterRequest {
  readonly kind: 'addVoter';
  readonly voter: Voter;
  readonly timeoutMs: number;
  readonly ackWhenCommitted: boolean;
}

export interface RemoveVoterRequest {
  readonly kind: 'removeVoter';
  readonly voter: ReplicaKey;
}

export interface UpdateVoterRequest {
  readonly kind: 'updateVoter';
  readonly epoch: number;
  readonly voter: Voter;
}

export type RaftRequest =
  | VoteRequest
  | BeginQuorumEpochRequest
  | EndQuorumEpochRequest
  | FetchRequest
  | FetchSnapshotRequest
  | AddVoterRequest
  | RemoveVoterRequest
  | UpdateVoterRequest;

interface Answer {
  readonly error: ErrorName;
  readonly message?: string;
  /** What the answering node knows of the quorum. */
  readonly epoch: number;
  readonly leaderId: number;
}

export interface VoteResponse extends Answer {
  readonly kind: 'vote';
  readonly granted: boolean;
}

/** What a leader answers to a fetch: where the records are, not the records. */
export interface FetchReply extends Answer {
  readonly kind: 'fetch';
  readonly highWatermark: number;
  readonly logStartOffset: number;
  /** Records from `startOffset` on, as many as fit, all before `endOffset`; none when they are equal. */
  readonly startOffset: number;
  readonly endOffset: number;
  /** The replica's log differs from the leader's after this end of this epoch. */
  readonly diverging: { readonly epoch: number; readonly endOffset: number } | undefined;
  /** The leader's log no longer has what the replica lacks. */
  readonly snapshot: SnapshotId | undefined;
}

/** What a driver read out of the records that came with a fetch response. */
export interface FetchedRecords {
  readonly startOffset: number;
  readonly endOffset: number;
  /** Epochs in the records, each with the first offset that has it here. */
  readonly epochs: readonly EpochStart[];
  readonly voters: readonly { readonly offset: number; readonly voters: VoterSet }[];
}

export interface FetchResponse extends Answer {
  readonly kind: 'fetch';
  readonly highWatermark: number;
  readonly records: FetchedRecords | undefined;
  readonly diverging: { readonly epoch: number; readonly endOffset: number } | undefined;
  readonly snapshot: SnapshotId | undefined;
}

export interface FetchSnapshotResponse extends Answer {
  readonly kind: 'fetchSnapshot';
  readonly position: number;
  /** Bytes that came and were written; 0 in a reply, where the driver reads them. */
  readonly receivedBytes: number;
  readonly sizeBytes: number;
}

/** Of BeginQuorumEpoch, EndQuorumEpoch and the changes of voters. */
export interface PlainResponse extends Answer {
  readonly kind: 'beginQuorumEpoch' | 'endQuorumEpoch' | 'addVoter' | 'removeVoter' | 'updateVoter';
}

export type RaftResponse = VoteResponse | FetchResponse | FetchSnapshotResponse | PlainResponse;
export type RaftReply = VoteResponse | FetchReply | FetchSnapshotResponse | PlainResponse;

export type RaftInput =
  | { readonly type: 'request'; readonly requestId: number; readonly request: RaftRequest }
  /** The response to a request of Ready; `request` is that very object. Each request ends with this or with `unanswered`. */
  | { readonly type: 'response'; readonly from: number; readonly request: RaftRequest; readonly response: RaftResponse }
  | { readonly type: 'unanswered'; readonly to: number; readonly request: RaftRequest }
  /** Nobody listens at the node's address: its process is gone. */
  | { readonly type: 'peerRefused'; readonly nodeId: number }
  /** Everything appended before the offset can be read from the log (`written`), or is on the disk (`flushed`). */
  | { readonly type: 'written' | 'flushed'; readonly endOffset: number }
  /** A snapshot of this node's own was written; the log now begins at the end of `oldest`. */
  | { readonly type: 'snapshotWritten'; readonly latest: SnapshotId; readonly oldest: SnapshotId }
  /** The snapshot that Ready asked to install has replaced the log. */
  | { readonly type: 'snapshotInstalled'; readonly snapshot: SnapshotId; readonly voters: VoterSet }
  | { readonly type: 'snapshotDamaged'; readonly snapshot: SnapshotId }
  | { readonly type: 'resign'; readonly epoch: number };
