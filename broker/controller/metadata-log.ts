import type { LeaderAndEpoch } from '../metadata/metadata-log-listener';
import type { Address } from '../platform/transport';
import type { Uuid } from '../protocol/primitives/uuid';

export interface QuorumReplica {
  readonly id: number;
  readonly directoryId: Uuid;
  /** By its own word, in the voters record. */
  readonly endpoints: readonly (Address & { readonly name: string })[];
  /** -1: not known. */
  readonly logEndOffset: number;
  /** -1: never. */
  readonly lastFetchMs: number;
  readonly lastCaughtUpMs: number;
}

export interface QuorumStatus {
  /** Only the leader knows how far the others are. */
  readonly isLeader: boolean;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly voters: readonly QuorumReplica[];
  readonly observers: readonly QuorumReplica[];
}

/** This node's part of the quorum that holds the metadata, as the controller needs it. */
export interface MetadataLog {
  readonly leader: LeaderAndEpoch;
  /** Where the next record goes while this node leads; it moves as soon as append() is called. */
  readonly nextOffset: number;
  readonly highWatermark: number;
  /**
   * Appends the records as one batch. `committed` resolves in the order of the calls, and rejects with NOT_CONTROLLER
   * when this node stops leading before it knows. Throws NOT_CONTROLLER unless this node leads in `epoch`.
   */
  append(epoch: number, values: readonly Buffer[]): { readonly lastOffset: number; readonly committed: Promise<void> };
  /** Gives up the leadership of `epoch`, if it is still this node's. */
  resign(epoch: number): void;
  status(): QuorumStatus;
}
