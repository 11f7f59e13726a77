import type { UpdateRaftVoterRequest, UpdateRaftVoterResponse } from '../../protocol/messages/update-raft-voter';
import type { InternalServices } from '../internal-services';

/**
 * UpdateRaftVoter: v0 (KIP-853), on the internal listener
 *
 * Behaviour: a voter tells the leader where it can be reached now. The range of KRaft versions is not kept: all nodes of a
 * cluster run the same.
 */
export function handleUpdateRaftVoter(
  { quorumService }: Pick<InternalServices, 'quorumService'>,
  request: UpdateRaftVoterRequest,
): Promise<UpdateRaftVoterResponse> {
  return quorumService.handleUpdateRaftVoter(request);
}
