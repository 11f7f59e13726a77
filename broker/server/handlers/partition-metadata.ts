import type { PartitionImage } from '../../metadata/metadata-image';
import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import type { BrokerEndpoint } from './live-brokers';

interface PartitionMetadata {
  readonly errorCode: ErrorCode;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly offlineReplicas: readonly number[];
}

/**
 * A partition as clients see it. A leader that is not in the client's list of brokers is none: -1 together with
 * LEADER_NOT_AVAILABLE, which is what makes clients ask again.
 */
export function partitionMetadata(
  image: PartitionImage,
  partitionIndex: number,
  brokers: ReadonlyMap<number, BrokerEndpoint>,
): PartitionMetadata {
  const hasLeader = brokers.has(image.leader);
  return {
    errorCode: hasLeader ? errorCodes.NONE : errorCodes.LEADER_NOT_AVAILABLE,
    partitionIndex,
    leaderId: hasLeader ? image.leader : -1,
    leaderEpoch: image.leaderEpoch,
    replicaNodes: image.replicas,
    isrNodes: image.isr,
    offlineReplicas: image.replicas.filter((replica) => !brokers.has(replica)),
  };
}
