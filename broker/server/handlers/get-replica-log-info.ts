import { replicaLogInfo } from '../../interbroker/replica-log-info';
import { errorCodes } from '../../protocol/error-codes';
import type { GetReplicaLogInfoRequest, GetReplicaLogInfoResponse } from '../../protocol/messages/get-replica-log-info';
import type { InternalServices } from '../internal-services';

/**
 * GetReplicaLogInfo: v0 under a key of our own, on the internal listener (KIP-966)
 *
 * Behaviour: tells the controller how far the logs of this broker reach. Partitions without a log here are left out;
 * while the logs are being opened the answer is BROKER_NOT_AVAILABLE.
 */
export function handleGetReplicaLogInfo(
  { nodeId, metadata, broker }: Pick<InternalServices, 'nodeId' | 'metadata' | 'broker'>,
  { topicPartitions }: GetReplicaLogInfoRequest,
): GetReplicaLogInfoResponse {
  const { image } = metadata;
  const brokerEpoch = image.brokers.get(nodeId)?.epoch ?? -1;
  if (broker === undefined) {
    return { throttleTimeMs: 0, errorCode: errorCodes.BROKER_NOT_AVAILABLE, brokerEpoch, topicPartitionLogInfoList: [] };
  }
  return {
    throttleTimeMs: 0,
    errorCode: errorCodes.NONE,
    brokerEpoch,
    topicPartitionLogInfoList: topicPartitions.map(({ topicId, partitions }) => {
      const asked = partitions.map((partition) => ({ topicId, partition }));
      return {
        topicId,
        partitionLogInfo: replicaLogInfo(broker.logManager, image, asked).map(({ partition, lastEpoch, logEndOffset }) => ({
          partition,
          lastWrittenLeaderEpoch: lastEpoch,
          currentLeaderEpoch: image.topicsById.get(topicId)?.partitions[partition]?.leaderEpoch ?? -1,
          logEndOffset,
          errorCode: errorCodes.NONE,
          errorMessage: null,
        })),
      };
    }),
  };
}
