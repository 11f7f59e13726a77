import { errorCodes } from '../../protocol/error-codes';
import type { GetReplicaLogInfoRequest, GetReplicaLogInfoResponse } from '../../protocol/messages/get-replica-log-info';
import type { Uuid } from '../../protocol/primitives/uuid';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';
import { topicNameOf } from './topic-names';

/** What the handler needs of the broker. */
type GetReplicaLogInfoServices = Pick<BrokerServices, 'metadata' | 'nodeId' | 'platform'> & {
  /** Undefined until the logs are open. */
  readonly broker: Pick<BrokerServices, 'replicaManager'> | undefined;
};

/**
 * GetReplicaLogInfo: v0 under a key of our own, on the internal listener (KIP-966)
 *
 * Behaviour: how far this broker's logs of the partitions reach, whatever part it plays in them: the leader epoch of the
 * last record and the log end offset.  A topic or log that is not known here, or a log that is offline, is an error;
 * until the logs are open the whole answer is BROKER_NOT_AVAILABLE.
 */
export function handleGetReplicaLogInfo(
  { metadata, nodeId, platform, broker }: GetReplicaLogInfoServices,
  { topicPartitions }: GetReplicaLogInfoRequest,
): GetReplicaLogInfoResponse {
  const brokerEpoch = metadata.image.brokers.get(nodeId)?.epoch ?? -1;
  if (broker === undefined)
    return { throttleTimeMs: 0, errorCode: errorCodes.BROKER_NOT_AVAILABLE, brokerEpoch, topicPartitionLogInfoList: [] };
  const { replicaManager } = broker;

  function infoOf(topicId: Uuid, partition: number): PartitionLogInfo {
    try {
      const topic = topicNameOf(metadata.image, { name: '', topicId });
      const { lastEpoch, leaderEpoch, logEndOffset } = replicaManager.logInfo({ topic, partition }, topicId);
      return {
        partition,
        lastWrittenLeaderEpoch: lastEpoch,
        currentLeaderEpoch: leaderEpoch,
        logEndOffset,
        errorCode: errorCodes.NONE,
        errorMessage: null,
      };
    } catch (error) {
      const none = { lastWrittenLeaderEpoch: -1, currentLeaderEpoch: -1, logEndOffset: -1 };
      return { partition, ...none, ...errorFields(error, platform.logger) };
    }
  }

  return {
    throttleTimeMs: 0,
    errorCode: errorCodes.NONE,
    brokerEpoch,
    topicPartitionLogInfoList: topicPartitions.map(({ topicId, partitions }) => ({
      topicId,
      partitionLogInfo: partitions.map((partition) => infoOf(topicId, partition)),
    })),
  };
}

type PartitionLogInfo = GetReplicaLogInfoResponse['topicPartitionLogInfoList'][number]['partitionLogInfo'][number];
