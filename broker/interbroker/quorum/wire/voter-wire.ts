import { errorCodes, errorName } from '../../../protocol/error-codes';
import type { addRaftVoterApi } from '../../../protocol/messages/add-raft-voter';
import { type AddRaftVoterRequest, type AddRaftVoterResponse } from '../../../protocol/messages/add-raft-voter';
import type { removeRaftVoterApi } from '../../../protocol/messages/remove-raft-voter';
import { type RemoveRaftVoterRequest } from '../../../protocol/messages/remove-raft-voter';
import type { updateRaftVoterApi } from '../../../protocol/messages/update-raft-voter';
import { type UpdateRaftVoterRequest, type UpdateRaftVoterResponse } from '../../../protocol/messages/update-raft-voter';
import type { Decoded, Encodable } from '../../../protocol/schema/message';
import type { AddVoterRequest, PlainResponse, RemoveVoterRequest, UpdateVoterRequest } from '../../../raft/raft-message';
import { kRaftVersion } from '../control-records';
import type { QuorumNames } from './quorum-names';

export function encodeAddVoter(
  { voter, timeoutMs, ackWhenCommitted }: AddVoterRequest,
  { clusterId }: QuorumNames,
): Encodable<typeof addRaftVoterApi.request> {
  const { id, directoryId, endpoints } = voter;
  return { clusterId, timeoutMs, voterId: id, voterDirectoryId: directoryId, listeners: endpoints, ackWhenCommitted };
}

export function decodeAddVoter(message: AddRaftVoterRequest): AddVoterRequest {
  const { timeoutMs, voterId, voterDirectoryId, listeners, ackWhenCommitted } = message;
  const voter = { id: voterId, directoryId: voterDirectoryId, endpoints: listeners };
  return { kind: 'addVoter', voter, timeoutMs, ackWhenCommitted };
}

export function encodeRemoveVoter(
  { voter }: RemoveVoterRequest,
  { clusterId }: QuorumNames,
): Encodable<typeof removeRaftVoterApi.request> {
  return { clusterId, voterId: voter.id, voterDirectoryId: voter.directoryId };
}

export function decodeRemoveVoter({ voterId, voterDirectoryId }: RemoveRaftVoterRequest): RemoveVoterRequest {
  return { kind: 'removeVoter', voter: { id: voterId, directoryId: voterDirectoryId } };
}

export function encodeUpdateVoter(
  { voter, epoch }: UpdateVoterRequest,
  { clusterId }: QuorumNames,
): Encodable<typeof updateRaftVoterApi.request> {
  const { id, directoryId, endpoints } = voter;
  return {
    clusterId,
    currentLeaderEpoch: epoch,
    voterId: id,
    voterDirectoryId: directoryId,
    listeners: endpoints,
    kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: kRaftVersion },
  };
}

export function decodeUpdateVoter(message: UpdateRaftVoterRequest): UpdateVoterRequest {
  const { currentLeaderEpoch, voterId, voterDirectoryId, listeners } = message;
  const voter = { id: voterId, directoryId: voterDirectoryId, endpoints: listeners };
  return { kind: 'updateVoter', epoch: currentLeaderEpoch, voter };
}

/** Of AddRaftVoter and RemoveRaftVoter. */
export function encodeVoterResponse({ error, message }: PlainResponse): AddRaftVoterResponse {
  return { throttleTimeMs: 0, errorCode: errorCodes[error], errorMessage: message ?? null };
}

export function encodeUpdateVoterResponse(
  { error, epoch, leaderId }: PlainResponse,
  names: QuorumNames,
): UpdateRaftVoterResponse {
  const { host = '', port = 0 } = names.addressOf(leaderId) ?? {};
  return { throttleTimeMs: 0, errorCode: errorCodes[error], currentLeader: { leaderId, leaderEpoch: epoch, host, port } };
}

export function decodeVoterResponse(
  kind: 'addVoter' | 'removeVoter',
  { errorCode }: Decoded<typeof addRaftVoterApi.response>,
): PlainResponse {
  return { kind, error: errorName(errorCode), epoch: -1, leaderId: -1 };
}

export function decodeUpdateVoterResponse({
  errorCode,
  currentLeader,
}: Decoded<typeof updateRaftVoterApi.response>): PlainResponse {
  const { leaderId, leaderEpoch } = currentLeader;
  return { kind: 'updateVoter', error: errorName(errorCode), epoch: leaderEpoch, leaderId };
}
