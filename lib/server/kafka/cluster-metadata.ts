import type { metadataApi } from '@/broker/protocol/messages/metadata';
import { errorCodes } from '@/broker/protocol/error-codes';
import { zeroUuid } from '@/broker/protocol/primitives/uuid';
import type { StructValue } from '@/broker/protocol/schema/struct';

export interface BrokerNode {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface PartitionMetadata {
  readonly partition: number;
  /** -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly offlineReplicas: readonly number[];
}

export interface TopicMetadata {
  readonly name: string;
  readonly id: string;
  readonly internal: boolean;
  /** By index, ascending, without holes in practice. */
  readonly partitions: readonly PartitionMetadata[];
}

export interface ClusterMetadata {
  readonly clusterId: string | null;
  /** A broker to send to what changes the cluster: the controller itself where the brokers do not forward it. −1: none. */
  readonly controllerId: number;
  readonly brokers: ReadonlyMap<number, BrokerNode>;
  readonly topics: ReadonlyMap<string, TopicMetadata>;
  readonly atMs: number;
}

type Answer = StructValue<(typeof metadataApi)['response']['fields']>;

/** Topics that Kafka does not mark internal on every version, but that are. */
const internalNames: ReadonlySet<string> = new Set(['__consumer_offsets', '__transaction_state', '__share_group_state']);

export function metadataOf(answer: Answer, atMs: number): ClusterMetadata {
  const brokers = new Map<number, BrokerNode>();
  for (const { nodeId, host, port, rack } of answer.brokers) brokers.set(nodeId, { id: nodeId, host, port, rack });
  const topics = new Map<string, TopicMetadata>();
  for (const topic of answer.topics) {
    if (topic.name === null) continue;
    if (topic.errorCode !== errorCodes.NONE && topic.errorCode !== errorCodes.LEADER_NOT_AVAILABLE) continue;
    topics.set(topic.name, {
      name: topic.name,
      id: topic.topicId === '' ? zeroUuid : topic.topicId,
      internal: topic.isInternal || internalNames.has(topic.name),
      partitions: topic.partitions
        .map((partition) => ({
          partition: partition.partitionIndex,
          leader: partition.leaderId,
          leaderEpoch: partition.leaderEpoch,
          replicas: partition.replicaNodes,
          isr: partition.isrNodes,
          offlineReplicas: partition.offlineReplicas,
        }))
        .sort((a, b) => a.partition - b.partition),
    });
  }
  return { clusterId: answer.clusterId, controllerId: answer.controllerId, brokers, topics, atMs };
}

/** From version 13 on Fetch and Produce name a topic by its id alone: not where the cluster gave none. */
export function nameVersionMax({ id }: TopicMetadata): { versionMax?: number } {
  return id === zeroUuid ? { versionMax: 12 } : {};
}

/** The topic's error code in an answer for one topic. */
export function topicErrorOf(answer: Answer, name: string): number {
  return answer.topics.find((topic) => topic.name === name)?.errorCode ?? errorCodes.UNKNOWN_TOPIC_OR_PARTITION;
}
