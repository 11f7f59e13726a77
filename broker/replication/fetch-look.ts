import { KafkaError } from '../protocol/kafka-error';
import { zeroUuid } from '../protocol/primitives/uuid';
import type { TopicPartition } from '../protocol/topic-partition';
import type { EpochEndOffset } from './epoch-end-offset';
import type { FetchAccess, FetchPartition } from './fetch-partition';
import type { FetchTarget } from './fetch-target';
import type { FetchIsolation, Partition } from './partition';
import { toKafkaError } from './to-kafka-error';

/** The replicas a fetch may read, and what is to be observed when it does. */
export interface FetchSource {
  /** Throws what the reader has to be told when there is no such replica. */
  replica(topicPartition: TopicPartition): Partition;
  /** A replica of a partition led here that is nearer to a consumer in that rack and has the offset; -1 when there is none. */
  nearerReplica(partition: Partition, fetchOffset: number, rack: string): number;
  /** Whether this follower gets no records of the partition for now. */
  isThrottled(partition: Partition, replicaId: number): boolean;
  /** Records were sent to a follower. */
  noteSent(partition: Partition, replicaId: number, sizeBytes: number): void;
}

/** What one partition of a fetch comes to before anything is read. */
export type FetchLook =
  | { readonly error: KafkaError }
  | {
      readonly error: undefined;
      readonly target: FetchTarget;
      readonly partition: Partition;
      readonly divergingEpoch: EpochEndOffset | undefined;
      readonly preferredReadReplica: number;
      /** No records may be read now. */
      readonly isThrottled: boolean;
    };

export type FetchSight = Extract<FetchLook, { readonly error: undefined }>;

export function isolationOf(access: FetchAccess): FetchIsolation {
  return access.by === 'follower' ? 'log_end' : access.isolation;
}

/** Synchronous, so that what all partitions of a follower's fetch say of its progress counts before anything is read. */
export function lookAt(source: FetchSource, target: FetchTarget, access: FetchAccess, notesProgress: boolean): FetchLook {
  try {
    return seen(source, target, access, notesProgress);
  } catch (error) {
    target.forget();
    return { error: toKafkaError(error) };
  }
}

function seen(source: FetchSource, target: FetchTarget, access: FetchAccess, notesProgress: boolean): FetchSight {
  const { request } = target;
  const partition = source.replica(request.topicPartition);
  if (request.topicId !== zeroUuid && request.topicId !== partition.topicId)
    throw new KafkaError('INCONSISTENT_TOPIC_ID', `${partition.name} has another topic id here.`);
  if (access.by === 'consumer' && access.anyReplica) partition.checkEpoch(request.currentLeaderEpoch);
  else partition.checkLeader(request.currentLeaderEpoch);

  checkStart(partition, request.fetchOffset);
  const divergingEpoch = divergence(partition, request);
  if (divergingEpoch === undefined) checkEnd(partition, request.fetchOffset);
  let preferredReadReplica = -1;
  let isThrottled = false;
  if (divergingEpoch === undefined && access.by === 'consumer') {
    const isAsked = access.anyReplica && access.rack !== '' && partition.isLeader;
    if (isAsked) preferredReadReplica = source.nearerReplica(partition, request.fetchOffset, access.rack);
  } else if (divergingEpoch === undefined && access.by === 'follower') {
    const { replicaId, brokerEpoch } = access;
    const { fetchOffset, logStartOffset } = request;
    if (notesProgress) partition.noteFollowerFetch({ replicaId, brokerEpoch, fetchOffset, logStartOffset });
    isThrottled = source.isThrottled(partition, replicaId);
  }
  if (isThrottled) target.forget();
  else target.note(partition, isolationOf(access), false);
  return { error: undefined, target, partition, divergingEpoch, preferredReadReplica, isThrottled };
}

function checkStart(partition: Partition, fetchOffset: number): void {
  if (fetchOffset < partition.log.logStartOffset) throw outOfRange(partition, fetchOffset);
}

function checkEnd(partition: Partition, fetchOffset: number): void {
  if (fetchOffset > partition.log.logEndOffset) throw outOfRange(partition, fetchOffset);
}

/** Only the leader can say that an offset does not exist: a consumer would reset its position. */
function outOfRange({ log, name, isLeader }: Partition, fetchOffset: number): KafkaError {
  const sentence = `${name} holds offsets ${log.logStartOffset} to ${log.logEndOffset}, not ${fetchOffset}.`;
  return new KafkaError(isLeader ? 'OFFSET_OUT_OF_RANGE' : 'NOT_LEADER_OR_FOLLOWER', sentence);
}

/** KIP-595: the epoch the reader last read must reach at least as far here as the reader has come. */
function divergence({ log, name }: Partition, { lastFetchedEpoch, fetchOffset }: FetchPartition): EpochEndOffset | undefined {
  if (lastFetchedEpoch < 0) return undefined;
  const end = log.endOffsetForEpoch(lastFetchedEpoch);
  if (end.leaderEpoch < 0 || end.endOffset < 0) {
    throw new KafkaError('OFFSET_OUT_OF_RANGE', `${name} knows nothing of leader epoch ${lastFetchedEpoch}.`);
  }
  return end.leaderEpoch < lastFetchedEpoch || end.endOffset < fetchOffset ? end : undefined;
}
