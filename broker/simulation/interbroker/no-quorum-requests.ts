import type { QuorumRequests } from '../../interbroker/quorum/quorum-service';

function refuse(): Promise<never> {
  return Promise.reject(new Error('the quorum of this test is not asked'));
}

/** Of a node whose metadata log is no quorum's. */
export const noQuorumRequests: QuorumRequests = {
  handleVote: refuse,
  handleBeginQuorumEpoch: refuse,
  handleEndQuorumEpoch: refuse,
  handleFetch: refuse,
  handleFetchSnapshot: refuse,
  handleAddRaftVoter: refuse,
  handleRemoveRaftVoter: refuse,
  handleUpdateRaftVoter: refuse,
};
