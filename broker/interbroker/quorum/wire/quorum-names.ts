import { clusterMetadataTopic } from '../../../metadata/topic-name';
import type { ErrorName } from '../../../protocol/error-codes';
import { errorName } from '../../../protocol/error-codes';
import type { Address } from '../../../platform/transport';
import { zeroUuid, type Uuid } from '../../../protocol/primitives/uuid';
import type { ReplicaKey } from '../../../raft/replica-key';

/** What messages of the quorum name besides what the state machine says. */
export interface QuorumNames {
  readonly clusterId: string;
  /** Where a replica can be reached, if that is known. */
  addressOf(nodeId: number): Address | undefined;
}

/** The one partition of the metadata topic. */
export const quorumPartition = 0;

interface NamedTopic<Partition> {
  readonly topicName: string;
  readonly partitions: readonly Partition[];
}

/** What a message says of the metadata partition; undefined when it speaks of anything else, or of nothing. */
export function quorumPartitionIn<Partition extends { readonly partitionIndex: number }>(
  topics: readonly NamedTopic<Partition>[],
): Partition | undefined {
  const [topic, ...others] = topics;
  const [partition, ...more] = topic?.partitions ?? [];
  const isSole = others.length === 0 && more.length === 0;
  return isSole && topic?.topicName === clusterMetadataTopic && partition?.partitionIndex === quorumPartition
    ? partition
    : undefined;
}

/** The topics of a message that speaks of the metadata partition. */
export function quorumTopics<Partition>(partition: Partition) {
  return [{ topicName: clusterMetadataTopic, partitions: [{ partitionIndex: quorumPartition, ...partition }] }];
}

/** Where the leader can be reached, when that is known. */
export function leaderEndpoints(names: QuorumNames, leaderId: number) {
  const address = names.addressOf(leaderId);
  return address === undefined ? [] : [{ nodeId: leaderId, host: address.host, port: address.port }];
}

/** A response that has an error and nothing else. */
export function failedAnswer(errorCode: number): { error: ErrorName; epoch: number; leaderId: number } {
  return { error: errorCode === 0 ? 'INVALID_REQUEST' : errorName(errorCode), epoch: -1, leaderId: -1 };
}

/** Who a request is meant for; undefined in versions that do not say. */
export function addressee(id: number, directoryId: Uuid): ReplicaKey | undefined {
  return id < 0 ? undefined : { id, directoryId };
}

export function directoryOf(replica: ReplicaKey | undefined): Uuid {
  return replica?.directoryId ?? zeroUuid;
}
