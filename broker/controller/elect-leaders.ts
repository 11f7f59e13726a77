import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/messages/elect-leaders';
import type { ControllerResult, ControllerState } from './controller-result';
import { partitionsPerRequestMax } from './limits';

const electionTypes = { preferred: 0, unclean: 1 } as const;

interface PartitionResult {
  partitionId: number;
  errorCode: number;
  errorMessage: string | null;
}

/** ElectLeaders for the named partitions, or for all; of all, those that need no election are left out of the answer. */
export function electLeaders(state: ControllerState, request: ElectLeadersRequest): ControllerResult<ElectLeadersResponse> {
  const { electionType, topicPartitions } = request;
  if (electionType !== electionTypes.preferred && electionType !== electionTypes.unclean) {
    return { records: [], response: { throttleTimeMs: 0, errorCode: errorCodes.INVALID_REQUEST, replicaElectionResults: [] } };
  }
  const { image } = state;
  const wanted =
    topicPartitions ??
    [...image.topicsByName.values()].map(({ name, partitions }) => ({ topic: name, partitions: [...partitions.keys()] }));
  const records: MetadataRecordInput[] = [];
  const replicaElectionResults = wanted.map(({ topic, partitions }) => {
    const partitionResult: PartitionResult[] = [];
    for (const partitionId of partitions) {
      const outcome = elect(image, image.topicsByName.get(topic), partitionId, electionType);
      if (!(outcome instanceof KafkaError)) {
        if (records.length >= partitionsPerRequestMax) break;
        records.push(outcome);
        partitionResult.push({ partitionId, errorCode: errorCodes.NONE, errorMessage: null });
      } else if (topicPartitions !== null || outcome.errorName !== 'ELECTION_NOT_NEEDED') {
        partitionResult.push({ partitionId, errorCode: outcome.code, errorMessage: outcome.message });
      }
    }
    return { topic, partitionResult };
  });
  const shown = replicaElectionResults.filter(({ partitionResult }) => topicPartitions !== null || partitionResult.length > 0);
  return { records, response: { throttleTimeMs: 0, errorCode: errorCodes.NONE, replicaElectionResults: shown } };
}

function elect(
  image: MetadataImage,
  topic: TopicImage | undefined,
  partitionId: number,
  electionType: 0 | 1,
): MetadataRecordInput | KafkaError {
  const partition = topic?.partitions[partitionId];
  if (topic === undefined || partition === undefined)
    return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', 'There is no such partition.');
  switch (electionType) {
    case electionTypes.preferred:
      return electPreferred(image, topic, partitionId, partition);
    case electionTypes.unclean:
      return electUnclean(image, topic, partitionId, partition);
  }
}

function isAlive(image: MetadataImage, broker: number): boolean {
  return image.brokers.get(broker)?.fenced === false;
}

function electPreferred(
  image: MetadataImage,
  topic: TopicImage,
  partitionId: number,
  partition: PartitionImage,
): MetadataRecordInput | KafkaError {
  const preferred = partition.replicas[0] ?? -1;
  if (partition.leader === preferred) return new KafkaError('ELECTION_NOT_NEEDED', 'The preferred replica leads already.');
  if (!partition.isr.includes(preferred) || !isAlive(image, preferred)) {
    return new KafkaError(
      'PREFERRED_LEADER_NOT_AVAILABLE',
      `Broker ${preferred}, the preferred replica, is not in sync or not alive.`,
    );
  }
  return { type: 'PartitionChange', value: { topicId: topic.id, partitionId, leader: preferred } };
}

function electUnclean(
  image: MetadataImage,
  topic: TopicImage,
  partitionId: number,
  partition: PartitionImage,
): MetadataRecordInput | KafkaError {
  if (partition.leader !== -1) return new KafkaError('ELECTION_NOT_NEEDED', `Broker ${partition.leader} leads already.`);
  const inSync = partition.isr.find((id) => isAlive(image, id));
  if (inSync !== undefined) return { type: 'PartitionChange', value: { topicId: topic.id, partitionId, leader: inSync } };
  const leader = partition.replicas.find((id) => isAlive(image, id));
  if (leader === undefined) return new KafkaError('ELIGIBLE_LEADERS_NOT_AVAILABLE', 'No replica of the partition is alive.');
  return { type: 'PartitionChange', value: { topicId: topic.id, partitionId, leader, isr: [leader], leaderRecoveryState: 1 } };
}
