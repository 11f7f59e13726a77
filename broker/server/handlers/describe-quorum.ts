import type { QuorumReplica } from '../../controller/metadata-log';
import { errorCodes } from '../../protocol/error-codes';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../../protocol/messages/describe-quorum';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { endpointOf } from './live-brokers';

const metadataTopic = '__cluster_metadata';

/**
 * DescribeQuorum: v0-2 (KIP-595)
 *
 * Behaviour: the state of the quorum that holds the metadata log. Any other partition is UNKNOWN_TOPIC_OR_PARTITION. The
 * voters' addresses are those of the listener the request came through: a quorum of one has no listener of its own.
 *
 * Version notes: v1 has fetch and caught-up times (KIP-836), v2 directory ids and the voters' addresses (KIP-853).
 */
export function handleDescribeQuorum(
  { metadata, metadataLog }: BrokerServices,
  { topics }: DescribeQuorumRequest,
  { connection }: RequestContext,
): DescribeQuorumResponse {
  const { leaderId, leaderEpoch, highWatermark, voters, observers } = metadataLog.status();
  const { listenerName } = connection;
  return {
    errorCode: errorCodes.NONE,
    errorMessage: null,
    topics: topics.map(({ topicName, partitions }) => ({
      topicName,
      partitions: partitions.map(({ partitionIndex }) => {
        if (topicName !== metadataTopic || partitionIndex !== 0) return unknownPartition(partitionIndex);
        return {
          partitionIndex,
          errorCode: errorCodes.NONE,
          errorMessage: null,
          leaderId,
          leaderEpoch,
          highWatermark,
          currentVoters: voters.map(replicaState),
          observers: observers.map(replicaState),
        };
      }),
    })),
    nodes: voters.flatMap(({ id }) => {
      const broker = metadata.image.brokers.get(id);
      const endpoint = broker && endpointOf(broker, listenerName);
      return endpoint === undefined
        ? []
        : [{ nodeId: id, listeners: [{ name: listenerName, host: endpoint.host, port: endpoint.port }] }];
    }),
  };
}

type QuorumPartition = DescribeQuorumResponse['topics'][number]['partitions'][number];

function replicaState({
  id,
  directoryId,
  logEndOffset,
  lastFetchMs,
  lastCaughtUpMs,
}: QuorumReplica): QuorumPartition['currentVoters'][number] {
  return {
    replicaId: id,
    replicaDirectoryId: directoryId,
    logEndOffset,
    lastFetchTimestamp: lastFetchMs,
    lastCaughtUpTimestamp: lastCaughtUpMs,
  };
}

function unknownPartition(partitionIndex: number): QuorumPartition {
  return {
    partitionIndex,
    errorCode: errorCodes.UNKNOWN_TOPIC_OR_PARTITION,
    errorMessage: 'Only the metadata log has a quorum.',
    leaderId: -1,
    leaderEpoch: -1,
    highWatermark: -1,
    currentVoters: [],
    observers: [],
  };
}
