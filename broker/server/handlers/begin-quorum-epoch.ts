import type { BeginQuorumEpochRequest, BeginQuorumEpochResponse } from '../../protocol/messages/begin-quorum-epoch';
import type { InternalServices } from '../internal-services';

/**
 * BeginQuorumEpoch: v0-1 (KIP-595), on the internal listener
 *
 * Behaviour: the leader named is followed from now on, if its epoch is not over.
 *
 * Version notes: v1 is flexible and has directory ids and the leader's addresses (KIP-853).
 */
export function handleBeginQuorumEpoch(
  { quorumService }: Pick<InternalServices, 'quorumService'>,
  request: BeginQuorumEpochRequest,
): Promise<BeginQuorumEpochResponse> {
  return quorumService.handleBeginQuorumEpoch(request);
}
