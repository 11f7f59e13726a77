import { errorCodes, errorName } from '../../../protocol/error-codes';
import type { beginQuorumEpochApi } from '../../../protocol/messages/begin-quorum-epoch';
import {
  type BeginQuorumEpochRequest as BeginMessage,
  type BeginQuorumEpochResponse as BeginAnswer,
} from '../../../protocol/messages/begin-quorum-epoch';
import type { endQuorumEpochApi } from '../../../protocol/messages/end-quorum-epoch';
import {
  type EndQuorumEpochRequest as EndMessage,
  type EndQuorumEpochResponse as EndAnswer,
} from '../../../protocol/messages/end-quorum-epoch';
import { zeroUuid } from '../../../protocol/primitives/uuid';
import type { Decoded, Encodable } from '../../../protocol/schema/message';
import type { BeginQuorumEpochRequest, EndQuorumEpochRequest, PlainResponse } from '../../../raft/raft-message';
import type { VoterEndpoint } from '../../../raft/voter-set';
import {
  addressee,
  directoryOf,
  failedAnswer,
  leaderEndpoints,
  quorumPartitionIn,
  quorumTopics,
  type QuorumNames,
} from './quorum-names';

export function encodeBeginQuorumEpoch(
  { epoch, leaderId, voter }: BeginQuorumEpochRequest,
  { clusterId }: QuorumNames,
  endpoints: readonly VoterEndpoint[],
): Encodable<typeof beginQuorumEpochApi.request> {
  return {
    clusterId,
    voterId: voter?.id ?? -1,
    topics: quorumTopics({ voterDirectoryId: directoryOf(voter), leaderId, leaderEpoch: epoch }),
    leaderEndpoints: endpoints,
  };
}

export function decodeBeginQuorumEpoch({ voterId, topics }: BeginMessage): BeginQuorumEpochRequest | undefined {
  const partition = quorumPartitionIn(topics);
  if (partition === undefined) return undefined;
  const { leaderEpoch, leaderId, voterDirectoryId } = partition;
  return { kind: 'beginQuorumEpoch', epoch: leaderEpoch, leaderId, voter: addressee(voterId, voterDirectoryId) };
}

export function encodeEndQuorumEpoch(
  { epoch, leaderId, preferredCandidates }: EndQuorumEpochRequest,
  { clusterId }: QuorumNames,
  endpoints: readonly VoterEndpoint[],
): Encodable<typeof endQuorumEpochApi.request> {
  return {
    clusterId,
    topics: quorumTopics({
      leaderId,
      leaderEpoch: epoch,
      preferredCandidates: preferredCandidates.map(({ id, directoryId }) => ({
        candidateId: id,
        candidateDirectoryId: directoryId,
      })),
    }),
    leaderEndpoints: endpoints,
  };
}

export function decodeEndQuorumEpoch({ topics }: EndMessage): EndQuorumEpochRequest | undefined {
  const partition = quorumPartitionIn(topics);
  if (partition === undefined) return undefined;
  const { leaderEpoch, leaderId, preferredCandidates, preferredSuccessors } = partition;
  const candidates = preferredCandidates.map(({ candidateId, candidateDirectoryId }) => ({
    id: candidateId,
    directoryId: candidateDirectoryId,
  }));
  const successors = preferredSuccessors.map((id) => ({ id, directoryId: zeroUuid }));
  return { kind: 'endQuorumEpoch', epoch: leaderEpoch, leaderId, preferredCandidates: [...candidates, ...successors] };
}

/** The two answers have the same fields. */
export function encodeEpochResponse({ error, epoch, leaderId }: PlainResponse, names: QuorumNames): BeginAnswer & EndAnswer {
  return {
    errorCode: errorCodes.NONE,
    topics: quorumTopics({ errorCode: errorCodes[error], leaderId, leaderEpoch: epoch }),
    nodeEndpoints: leaderEndpoints(names, leaderId),
  };
}

export function decodeEpochResponse(
  kind: 'beginQuorumEpoch' | 'endQuorumEpoch',
  { errorCode, topics }: Decoded<typeof beginQuorumEpochApi.response>,
): PlainResponse {
  const partition = quorumPartitionIn(topics);
  if (partition === undefined || errorCode !== 0) return { kind, ...failedAnswer(errorCode) };
  const { leaderId, leaderEpoch } = partition;
  return { kind, error: errorName(partition.errorCode), epoch: leaderEpoch, leaderId };
}
