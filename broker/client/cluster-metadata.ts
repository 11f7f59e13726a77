import type { Address } from '../platform/transport';
import { errorName, type ErrorName } from '../protocol/error-codes';
import type { metadataApi } from '../protocol/messages/metadata';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import type { Decoded } from '../protocol/schema/message';

export interface BrokerNode extends Address {
  id: number;
  rack: string | null;
}

export interface PartitionMetadata {
  partition: number;
  /** -1: none. */
  leader: number;
  leaderEpoch: number;
  replicas: readonly number[];
  isr: readonly number[];
  offlineReplicas: readonly number[];
  error: ErrorName;
}

export interface TopicMetadata {
  name: string;
  id: Uuid;
  isInternal: boolean;
  error: ErrorName;
  /** By partition number. */
  partitions: readonly PartitionMetadata[];
}

export interface ClusterMetadata {
  clusterId: string | null;
  controllerId: number;
  brokers: readonly BrokerNode[];
  topics: readonly TopicMetadata[];
}

type MetadataResponse = Decoded<typeof metadataApi.response>;

export function clusterMetadataOf(response: MetadataResponse): ClusterMetadata {
  return {
    clusterId: response.clusterId,
    controllerId: response.controllerId,
    brokers: response.brokers.map(({ nodeId, host, port, rack }) => ({ id: nodeId, host, port, rack })),
    topics: response.topics.map((topic) => ({
      name: topic.name ?? '',
      id: topic.topicId,
      isInternal: topic.isInternal,
      error: errorName(topic.errorCode),
      partitions: topic.partitions
        .map((partition) => ({
          partition: partition.partitionIndex,
          leader: partition.leaderId,
          leaderEpoch: partition.leaderEpoch,
          replicas: partition.replicaNodes,
          isr: partition.isrNodes,
          offlineReplicas: partition.offlineReplicas,
          error: errorName(partition.errorCode),
        }))
        .sort((a, b) => a.partition - b.partition),
    })),
  };
}

/** The topic as told now, except for partitions of which a later leader epoch was told `before`, by a broker that knew more (KIP-320). */
export function withNewestLeaders(topic: TopicMetadata, before: TopicMetadata | undefined): TopicMetadata {
  if (topic.id === zeroUuid || before?.id !== topic.id) return topic;
  const known = new Map(before.partitions.map((partition) => [partition.partition, partition]));
  const partitions = topic.partitions.map((told) => {
    const remembered = known.get(told.partition);
    return remembered !== undefined && remembered.leaderEpoch > told.leaderEpoch ? remembered : told;
  });
  return { ...topic, partitions };
}
