import { errorName } from '../protocol/error-codes';
import { addRaftVoterApi } from '../protocol/messages/add-raft-voter';
import { removeRaftVoterApi } from '../protocol/messages/remove-raft-voter';
import type { Uuid } from '../protocol/primitives/uuid';
import { askController } from './controller-request';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';
import type { QuorumEndpoint } from './quorum-description';

/** A node with the directory it has the metadata log in: another directory is another voter. */
export interface RaftVoter {
  readonly id: number;
  readonly directoryId: Uuid;
}

/** Makes a node that has the metadata log vote. Rejects with what the quorum says against it. */
export async function addRaftVoter(
  client: KafkaClient,
  { id, directoryId }: RaftVoter,
  endpoints: readonly QuorumEndpoint[],
): Promise<void> {
  const voter = { clusterId: null, voterId: id, voterDirectoryId: directoryId };
  const request = { ...voter, timeoutMs: client.requestTimeoutMs, listeners: endpoints };
  const response = await askController(client, addRaftVoterApi, request);
  const error = responseError(errorName(response.errorCode), response.errorMessage);
  if (error !== undefined) throw error;
}

/** Takes a node out of the voters. Rejects with what the quorum says against it. */
export async function removeRaftVoter(client: KafkaClient, { id, directoryId }: RaftVoter): Promise<void> {
  const request = { clusterId: null, voterId: id, voterDirectoryId: directoryId };
  const response = await askController(client, removeRaftVoterApi, request);
  const error = responseError(errorName(response.errorCode), response.errorMessage);
  if (error !== undefined) throw error;
}
