import type { KafkaError } from '../protocol/kafka-error';
import type { Uuid } from '../protocol/primitives/uuid';
import type { TopicPartition } from '../protocol/topic-partition';
import type { EpochEndOffset } from './epoch-end-offset';
import type { IsolationLevel } from './partition';

/** One partition of a fetch. */
export interface FetchPartition {
  readonly topicPartition: TopicPartition;
  /** The zero id is not checked. */
  readonly topicId: Uuid;
  readonly fetchOffset: number;
  readonly maxBytes: number;
  /** -1: not checked. */
  readonly currentLeaderEpoch: number;
  /** -1: the reader has not said. */
  readonly lastFetchedEpoch: number;
  /** Where the follower's log starts; -1 for a consumer. */
  readonly logStartOffset: number;
  /** The high watermark the follower was told last; the largest safe integer when it does not say. */
  readonly highWatermark: number;
}

/** Who fetches: a follower, or a consumer that may (KIP-392) or may not read from replicas that do not lead. */
export type FetchAccess =
  | { readonly by: 'follower'; readonly replicaId: number; readonly brokerEpoch: number }
  | {
      readonly by: 'consumer';
      readonly isolation: IsolationLevel;
      readonly anyReplica: boolean;
      /** Where the consumer stands; '' when it does not say. */
      readonly rack: string;
    };

export interface FetchLimits {
  readonly access: FetchAccess;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
  /** The reader has sent a newer request: this one is answered as soon as it can be. */
  readonly isOvertaken: () => boolean;
  /** Who waits; `ReplicaManager.abandonFetches()` ends all waits of one reader. */
  readonly reader: string;
}

/** What a fetch found in one partition. With an error there are no records and the offsets are -1. */
export interface FetchedPartition {
  readonly error: KafkaError | undefined;
  readonly records: Buffer;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStartOffset: number;
  /** Where the reader's log parts from ours (KIP-595). */
  readonly divergingEpoch: EpochEndOffset | undefined;
  /** A replica nearer to the consumer, which is to go there; -1 for none. */
  readonly preferredReadReplica: number;
}

const noRecords = Buffer.alloc(0);

export function failedFetch(error: KafkaError): FetchedPartition {
  return {
    error,
    records: noRecords,
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    divergingEpoch: undefined,
    preferredReadReplica: -1,
  };
}
