import type { ReplicaLogInfo, TopicIdPartition } from '../controller/longest-log';
import type { AskReplicaLogInfo } from '../controller/unclean-recovery';
import type { LogManager } from '../log/log-manager';
import type { MetadataImage } from '../metadata/metadata-image';
import { errorCodes, errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { getReplicaLogInfoApi } from '../protocol/messages/get-replica-log-info';
import type { Uuid } from '../protocol/primitives/uuid';
import type { Peers } from '../replication/peers';

const lane = 'log-info';
const answerMsMax = 5000;

/** How far this broker's own logs reach; partitions that have no log here are left out. */
export function replicaLogInfo(
  logManager: LogManager,
  image: MetadataImage,
  partitions: readonly TopicIdPartition[],
): ReplicaLogInfo[] {
  return partitions.flatMap(({ topicId, partition }) => {
    const topic = image.topicsById.get(topicId)?.name;
    const log = topic === undefined ? undefined : logManager.get({ topic, partition });
    if (log === undefined) return [];
    return [{ topicId, partition, lastEpoch: log.lastWrittenEpoch, logEndOffset: log.logEndOffset }];
  });
}

interface AskOptions {
  readonly nodeId: number;
  readonly peers: Peers;
  /** Undefined until the logs are open. */
  readonly own: (partitions: readonly TopicIdPartition[]) => readonly ReplicaLogInfo[] | undefined;
}

/** How the controller asks brokers, its own among them, how far their logs reach. */
export function replicaLogInfoOf({ nodeId, peers, own }: AskOptions): AskReplicaLogInfo {
  return async (brokerId, partitions) => {
    if (brokerId === nodeId) {
      const info = own(partitions);
      if (info === undefined) throw new KafkaError('BROKER_NOT_AVAILABLE', 'The logs of this broker are not open yet.');
      return info;
    }
    const request = { brokerId, topicPartitions: byTopic(partitions) };
    const response = await peers.request(brokerId, lane, getReplicaLogInfoApi, request, { timeoutMs: answerMsMax });
    if (response.errorCode !== errorCodes.NONE) {
      throw new KafkaError(errorName(response.errorCode), `Broker ${brokerId} cannot tell how far its logs reach.`);
    }
    return response.topicPartitionLogInfoList.flatMap(({ topicId, partitionLogInfo }) =>
      partitionLogInfo
        .filter(({ errorCode }) => errorCode === errorCodes.NONE)
        .map(({ partition, lastWrittenLeaderEpoch, logEndOffset }) => ({
          topicId,
          partition,
          lastEpoch: lastWrittenLeaderEpoch,
          logEndOffset,
        })),
    );
  };
}

function byTopic(partitions: readonly TopicIdPartition[]): { topicId: Uuid; partitions: number[] }[] {
  const topics = new Map<Uuid, number[]>();
  for (const { topicId, partition } of partitions) {
    const known = topics.get(topicId);
    if (known === undefined) topics.set(topicId, [partition]);
    else known.push(partition);
  }
  return [...topics].map(([topicId, asked]) => ({ topicId, partitions: asked }));
}
