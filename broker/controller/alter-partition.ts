import type { MetadataImage, PartitionImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes, type ErrorName } from '../protocol/error-codes';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../protocol/messages/alter-partition';
import type { Uuid } from '../protocol/primitives/uuid';
import { isActive } from './active-brokers';
import { registeredBroker } from './broker-epoch';
import type { ControllerResult, ControllerState } from './controller-result';
import { leaderRecoveryStates } from './partition-change';
import { changePartition } from './partition-changes';

type Proposal = AlterPartitionRequest['topics'][number]['partitions'][number];
type PartitionResult = AlterPartitionResponse['topics'][number]['partitions'][number];

interface Outcome {
  readonly record?: MetadataRecordInput;
  readonly result: PartitionResult;
}

/** AlterPartition: the in-sync set that a leader proposes, accepted if it knows the newest epochs and every member may be in it. */
export function alterPartition(state: ControllerState, request: AlterPartitionRequest): ControllerResult<AlterPartitionResponse> {
  registeredBroker(state.image, request.brokerId, request.brokerEpoch);
  const records: MetadataRecordInput[] = [];
  const altered = new Set<string>();
  const topics = request.topics.map(({ topicId, partitions }) => ({
    topicId,
    partitions: partitions.map((proposal): PartitionResult => {
      const key = `${topicId}:${proposal.partitionIndex}`;
      if (altered.has(key)) return refused(proposal, 'INVALID_REQUEST');
      altered.add(key);
      const { record, result } = alter(state, request.brokerId, topicId, proposal);
      if (record !== undefined) records.push(record);
      return result;
    }),
  }));
  return { records, response: { throttleTimeMs: 0, errorCode: errorCodes.NONE, topics }, mayBeSplit: true };
}

function alter(state: ControllerState, brokerId: number, topicId: Uuid, proposal: Proposal): Outcome {
  const topic = state.image.topicsById.get(topicId);
  if (topic === undefined) return { result: refused(proposal, 'UNKNOWN_TOPIC_ID') };
  const partitionId = proposal.partitionIndex;
  const partition = topic.partitions[partitionId];
  if (partition === undefined) return { result: refused(proposal, 'UNKNOWN_TOPIC_OR_PARTITION') };
  const isr = membersOf(proposal);
  const problem =
    problemOfEpochs(partition, brokerId, proposal) ??
    problemOfIsr(partition, proposal) ??
    (isr.every((member) => mayBeInSync(state.image, member)) ? undefined : 'INELIGIBLE_REPLICA');
  if (problem !== undefined) return { result: refused(proposal, problem) };
  const changed = changePartition(
    state,
    { topic, partitionId, partition },
    { isr: isr.map((member) => member.brokerId), leaderRecoveryState: proposal.leaderRecoveryState },
  );
  if (changed === undefined) return { result: accepted(partitionId, partition) };
  // The last step of a reassignment can take the leader out; who asked has to learn from the metadata who leads now.
  const isStillLeader = changed.partition.leader === brokerId;
  return {
    record: changed.record,
    result: isStillLeader ? accepted(partitionId, changed.partition) : refused(proposal, 'NEW_LEADER_ELECTED'),
  };
}

function membersOf({ newIsr, newIsrWithEpochs }: Proposal): Proposal['newIsrWithEpochs'] {
  return newIsrWithEpochs.length > 0 ? newIsrWithEpochs : newIsr.map((brokerId) => ({ brokerId, brokerEpoch: -1 }));
}

/** A leader that is ahead of this controller talks to one that is none any more. */
function problemOfEpochs(partition: PartitionImage, brokerId: number, proposal: Proposal): ErrorName | undefined {
  const { leader, leaderEpoch, partitionEpoch } = partition;
  if (proposal.leaderEpoch > leaderEpoch || proposal.partitionEpoch > partitionEpoch) return 'NOT_CONTROLLER';
  if (proposal.leaderEpoch < leaderEpoch) return 'FENCED_LEADER_EPOCH';
  if (brokerId !== leader) return 'INVALID_REQUEST';
  return proposal.partitionEpoch < partitionEpoch ? 'INVALID_UPDATE_VERSION' : undefined;
}

function problemOfIsr(partition: PartitionImage, proposal: Proposal): ErrorName | undefined {
  const members = membersOf(proposal).map(({ brokerId }) => brokerId);
  const isRecovering = proposal.leaderRecoveryState === leaderRecoveryStates.recovering;
  const isPossible =
    members.includes(partition.leader) &&
    members.every((id) => partition.replicas.includes(id)) &&
    new Set(members).size === members.length &&
    !(isRecovering && (members.length > 1 || partition.leaderRecoveryState === leaderRecoveryStates.recovered));
  return isPossible ? undefined : 'INVALID_REQUEST';
}

/** A replica that restarted since the leader saw it in sync may not be: its epoch tells (KIP-903). */
function mayBeInSync(image: MetadataImage, member: { brokerId: number; brokerEpoch: number }): boolean {
  if (!isActive(image, member.brokerId)) return false;
  return member.brokerEpoch === -1 || member.brokerEpoch === image.brokers.get(member.brokerId)?.epoch;
}

function accepted(partitionIndex: number, partition: PartitionImage): PartitionResult {
  return {
    partitionIndex,
    errorCode: errorCodes.NONE,
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    isr: partition.isr,
    leaderRecoveryState: partition.leaderRecoveryState,
    partitionEpoch: partition.partitionEpoch,
  };
}

function refused({ partitionIndex }: Proposal, error: ErrorName): PartitionResult {
  return { partitionIndex, errorCode: errorCodes[error], leaderId: -1, leaderEpoch: -1, isr: [], partitionEpoch: -1 };
}
