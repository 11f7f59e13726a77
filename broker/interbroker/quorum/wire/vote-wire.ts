import { errorCodes, errorName } from '../../../protocol/error-codes';
import type { voteApi } from '../../../protocol/messages/vote';
import { type VoteRequest as VoteMessage, type VoteResponse as VoteAnswer } from '../../../protocol/messages/vote';
import type { Decoded, Encodable } from '../../../protocol/schema/message';
import type { VoteRequest, VoteResponse } from '../../../raft/raft-message';
import {
  addressee,
  directoryOf,
  failedAnswer,
  leaderEndpoints,
  quorumPartitionIn,
  quorumTopics,
  type QuorumNames,
} from './quorum-names';

export function encodeVote(request: VoteRequest, { clusterId }: QuorumNames): Encodable<typeof voteApi.request> {
  const { epoch, candidate, voter, lastEpoch, endOffset, preVote } = request;
  return {
    clusterId,
    voterId: voter?.id ?? -1,
    topics: quorumTopics({
      replicaEpoch: epoch,
      replicaId: candidate.id,
      replicaDirectoryId: candidate.directoryId,
      voterDirectoryId: directoryOf(voter),
      lastOffsetEpoch: lastEpoch,
      lastOffset: endOffset,
      preVote,
    }),
  };
}

export function decodeVote({ voterId, topics }: VoteMessage): VoteRequest | undefined {
  const partition = quorumPartitionIn(topics);
  if (partition === undefined) return undefined;
  return {
    kind: 'vote',
    preVote: partition.preVote,
    epoch: partition.replicaEpoch,
    candidate: { id: partition.replicaId, directoryId: partition.replicaDirectoryId },
    voter: addressee(voterId, partition.voterDirectoryId),
    lastEpoch: partition.lastOffsetEpoch,
    endOffset: partition.lastOffset,
  };
}

export function encodeVoteResponse({ error, epoch, leaderId, granted }: VoteResponse, names: QuorumNames): VoteAnswer {
  return {
    errorCode: errorCodes.NONE,
    topics: quorumTopics({ errorCode: errorCodes[error], leaderId, leaderEpoch: epoch, voteGranted: granted }),
    nodeEndpoints: leaderEndpoints(names, leaderId),
  };
}

export function decodeVoteResponse({ errorCode, topics }: Decoded<typeof voteApi.response>): VoteResponse {
  const partition = quorumPartitionIn(topics);
  if (partition === undefined || errorCode !== 0) return { kind: 'vote', granted: false, ...failedAnswer(errorCode) };
  const { leaderId, leaderEpoch, voteGranted } = partition;
  return { kind: 'vote', error: errorName(partition.errorCode), epoch: leaderEpoch, leaderId, granted: voteGranted };
}
