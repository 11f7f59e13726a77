import type { PartitionImage, TopicImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/messages/elect-leaders';
import type { ControllerResult, ControllerState } from './controller-result';
import { partitionsPerRequestMax } from './limits';
import { changePartition } from './partition-changes';

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
    const found = image.topicsByName.get(topic);
    for (const partitionId of partitions) {
      if (topicPartitions === null && isLedAsWanted(found?.partitions[partitionId], electionType)) continue;
      const outcome = elect(state, found, partitionId, electionType);
      if (!(outcome instanceof KafkaError)) {
        if (records.length >= partitionsPerRequestMax) break;
        records.push(outcome);
        partitionResult.push({ partitionId, errorCode: errorCodes.NONE, errorMessage: null });
      } else {
        partitionResult.push({ partitionId, errorCode: outcome.code, errorMessage: outcome.message });
      }
    }
    return { topic, partitionResult };
  });
  const shown = replicaElectionResults.filter(({ partitionResult }) => topicPartitions !== null || partitionResult.length > 0);
  return { records, response: { throttleTimeMs: 0, errorCode: errorCodes.NONE, replicaElectionResults: shown } };
}

function isLedAsWanted(partition: PartitionImage | undefined, electionType: 0 | 1): boolean {
  if (partition === undefined) return false;
  return electionType === electionTypes.preferred ? partition.leader === partition.replicas[0] : partition.leader !== -1;
}

function elect(
  state: ControllerState,
  topic: TopicImage | undefined,
  partitionId: number,
  electionType: 0 | 1,
): MetadataRecordInput | KafkaError {
  const partition = topic?.partitions[partitionId];
  if (topic === undefined || partition === undefined)
    return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', 'There is no such partition.');
  if (isLedAsWanted(partition, electionType))
    return new KafkaError('ELECTION_NOT_NEEDED', `Broker ${partition.leader} leads already.`);
  const isPreferred = electionType === electionTypes.preferred;
  const election = isPreferred ? 'preferred' : 'unclean';
  const changed = changePartition(state, { topic, partitionId, partition }, { election });
  if (changed !== undefined && changed.partition.leader !== partition.leader) return changed.record;
  return isPreferred
    ? new KafkaError(
        'PREFERRED_LEADER_NOT_AVAILABLE',
        `Broker ${partition.replicas[0] ?? -1}, the preferred replica, is not in sync or not alive.`,
      )
    : new KafkaError('ELIGIBLE_LEADERS_NOT_AVAILABLE', 'No replica of the partition is alive.');
}
