import { errorCodes } from '@/broker/protocol/error-codes';
import { alterPartitionReassignmentsApi } from '@/broker/protocol/messages/alter-partition-reassignments';
import { electLeadersApi } from '@/broker/protocol/messages/elect-leaders';
import { listPartitionReassignmentsApi } from '@/broker/protocol/messages/list-partition-reassignments';
import type { ServiceError } from '../service-error';
import type { ClusterClient } from './cluster-client';
import { serviceErrorOf } from './kafka-answer';
import { sendToController } from './send-to-controller';

interface PartitionAddress {
  readonly topic: string;
  readonly partition: number;
}

interface PartitionResult extends PartitionAddress {
  readonly error: ServiceError | null;
}

interface Reassignment extends PartitionAddress {
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

const adminTimeoutMs = 15_000;
const waits = { timeoutMs: adminTimeoutMs + 2_000 };
const preferred = 0;

/** What is on the move now. */
export async function listReassignments(client: ClusterClient): Promise<Reassignment[]> {
  const request = { timeoutMs: adminTimeoutMs, topics: null };
  let answer = await client.askAny(listPartitionReassignmentsApi, request);
  if (answer.errorCode === errorCodes.NOT_CONTROLLER)
    answer = await sendToController(client, listPartitionReassignmentsApi, request, codeOf);
  if (answer.errorCode !== errorCodes.NONE) throw serviceErrorOf(answer.errorCode, { message: answer.errorMessage });
  return answer.topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
      topic: name,
      partition: partitionIndex,
      replicas,
      addingReplicas,
      removingReplicas,
    })),
  );
}

/** Asks for these replicas; null takes a move back that is under way. */
export async function alterReassignments(
  client: ClusterClient,
  wanted: readonly (PartitionAddress & { readonly replicas: readonly number[] | null })[],
): Promise<PartitionResult[]> {
  const topics = byTopic(wanted).map(([name, list]) => ({
    name,
    partitions: list.map(({ partition, replicas }) => ({
      partitionIndex: partition,
      replicas: replicas === null ? null : [...replicas],
    })),
  }));
  const request = { timeoutMs: adminTimeoutMs, topics };
  const answer = await sendToController(client, alterPartitionReassignmentsApi, request, codeOf, waits);
  if (answer.errorCode !== errorCodes.NONE) throw serviceErrorOf(answer.errorCode, { message: answer.errorMessage });
  return answer.responses.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, errorCode, errorMessage }) =>
      resultOf({ topic: name, partition: partitionIndex }, errorCode, errorMessage),
    ),
  );
}

/** Lets preferred replicas lead, of the given partitions or of all. Those they lead already are left out. */
export async function electPreferredLeaders(
  client: ClusterClient,
  wanted: readonly PartitionAddress[] | null,
): Promise<PartitionResult[]> {
  const topicPartitions =
    wanted === null
      ? null
      : byTopic(wanted).map(([topic, list]) => ({ topic, partitions: list.map(({ partition }) => partition) }));
  const request = { electionType: preferred, topicPartitions, timeoutMs: adminTimeoutMs };
  const answer = await sendToController(client, electLeadersApi, request, codeOf, waits);
  if (answer.errorCode !== errorCodes.NONE) throw serviceErrorOf(answer.errorCode);
  return answer.replicaElectionResults.flatMap(({ topic, partitionResult }) =>
    partitionResult
      .filter(({ errorCode }) => errorCode !== errorCodes.ELECTION_NOT_NEEDED)
      .map(({ partitionId, errorCode, errorMessage }) => resultOf({ topic, partition: partitionId }, errorCode, errorMessage)),
  );
}

function codeOf({ errorCode }: { readonly errorCode: number }): readonly number[] {
  return [errorCode];
}

function byTopic<Address extends PartitionAddress>(list: readonly Address[]): [string, Address[]][] {
  const topics = new Map<string, Address[]>();
  for (const address of list) topics.set(address.topic, [...(topics.get(address.topic) ?? []), address]);
  return [...topics];
}

function resultOf(address: PartitionAddress, errorCode: number, message: string | null): PartitionResult {
  const error =
    errorCode === errorCodes.NONE
      ? null
      : serviceErrorOf(errorCode, { message, partition: address.partition, details: { topic: address.topic } });
  return { ...address, error };
}
