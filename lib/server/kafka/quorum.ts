import { errorCodes } from '@/broker/protocol/error-codes';
import { describeQuorumApi } from '@/broker/protocol/messages/describe-quorum';
import type { Quorum } from '@/lib/contracts/broker';
import type { ClusterClient } from './cluster-client';
import { serviceErrorOf } from './kafka-answer';

/** Only the quorum's leader can answer; while there is none the question hangs, and is better asked anew. */
const answerTimeoutMs = 1_500;

/** The metadata quorum, as its leader sees it. */
export async function describeQuorum(client: ClusterClient): Promise<Quorum> {
  const request = { topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }] };
  const answer = await client.askAny(describeQuorumApi, request, { timeoutMs: answerTimeoutMs });
  if (answer.errorCode !== errorCodes.NONE) throw serviceErrorOf(answer.errorCode, { message: answer.errorMessage });
  const partition = answer.topics[0]?.partitions[0];
  if (partition === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR);
  if (partition.errorCode !== errorCodes.NONE) throw serviceErrorOf(partition.errorCode, { message: partition.errorMessage });
  const leaderEnd =
    partition.currentVoters.find(({ replicaId }) => replicaId === partition.leaderId)?.logEndOffset ?? partition.highWatermark;
  const replica = (state: (typeof partition.currentVoters)[number]): Quorum['voters'][number] => ({
    id: state.replicaId,
    logEndOffset: String(state.logEndOffset),
    lag: String(Math.max(0, leaderEnd - state.logEndOffset)),
    lastFetchAtMs: state.lastFetchTimestamp < 0 ? null : state.lastFetchTimestamp,
    lastCaughtUpAtMs: state.lastCaughtUpTimestamp < 0 ? null : state.lastCaughtUpTimestamp,
  });
  return {
    leaderId: partition.leaderId < 0 ? null : partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    highWatermark: String(partition.highWatermark),
    voters: partition.currentVoters.map(replica),
    observers: partition.observers.map(replica),
  };
}
