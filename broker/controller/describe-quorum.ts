import type { MetadataImage } from '../metadata/metadata-image';
import { clusterMetadataTopic } from '../metadata/topic-name';
import { errorCodes } from '../protocol/error-codes';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../protocol/messages/describe-quorum';
import type { QuorumReplica, QuorumStatus } from './metadata-log';

type PartitionData = DescribeQuorumResponse['topics'][number]['partitions'][number];

/** DescribeQuorum of the one quorum there is, partition 0 of the metadata topic. */
export function describeQuorum(
  status: QuorumStatus,
  image: MetadataImage,
  request: DescribeQuorumRequest,
): DescribeQuorumResponse {
  const topics = request.topics.map(({ topicName, partitions }) => ({
    topicName,
    partitions: partitions.map(({ partitionIndex }) =>
      topicName === clusterMetadataTopic && partitionIndex === 0 ? quorumPartition(status) : unknownPartition(partitionIndex),
    ),
  }));
  const nodes = status.isLeader ? status.voters.map((voter) => addressesOf(voter, image)) : [];
  return { errorCode: errorCodes.NONE, errorMessage: null, topics, nodes };
}

/** By its own word in the voters record; as a broker where it has not said. */
function addressesOf({ id, endpoints }: QuorumReplica, image: MetadataImage) {
  const registered = [...(image.brokers.get(id)?.listeners ?? [])].map(([name, { host, port }]) => ({ name, host, port }));
  return { nodeId: id, listeners: endpoints.length > 0 ? endpoints : registered };
}

function quorumPartition(status: QuorumStatus): PartitionData {
  if (!status.isLeader) {
    const { leaderId, leaderEpoch } = status;
    const errorMessage = 'Only the leader of the metadata quorum knows its state.';
    return { ...unknownPartition(0), errorCode: errorCodes.NOT_LEADER_OR_FOLLOWER, errorMessage, leaderId, leaderEpoch };
  }
  return {
    partitionIndex: 0,
    errorCode: errorCodes.NONE,
    errorMessage: null,
    leaderId: status.leaderId,
    leaderEpoch: status.leaderEpoch,
    highWatermark: status.highWatermark,
    currentVoters: status.voters.map(replicaState),
    observers: status.observers.map(replicaState),
  };
}

function replicaState(replica: QuorumReplica) {
  return {
    replicaId: replica.id,
    replicaDirectoryId: replica.directoryId,
    logEndOffset: replica.logEndOffset,
    lastFetchTimestamp: replica.lastFetchMs,
    lastCaughtUpTimestamp: replica.lastCaughtUpMs,
  };
}

function unknownPartition(partitionIndex: number): PartitionData {
  const errorMessage = `The quorum's only partition is ${clusterMetadataTopic}-0.`;
  const errorCode = errorCodes.UNKNOWN_TOPIC_OR_PARTITION;
  return {
    partitionIndex,
    errorCode,
    errorMessage,
    leaderId: -1,
    leaderEpoch: -1,
    highWatermark: -1,
    currentVoters: [],
    observers: [],
  };
}
