import type { EndQuorumEpochRequest, EndQuorumEpochResponse } from '../../protocol/messages/end-quorum-epoch';
import type { InternalServices } from '../internal-services';

/**
 * EndQuorumEpoch: v0-1 (KIP-595), on the internal listener
 *
 * Behaviour: the first of the preferred candidates stands for election at once, the others wait a little.
 *
 * Version notes: v1 is flexible and names candidates with their directories (KIP-853).
 */
export function handleEndQuorumEpoch(
  { quorumService }: Pick<InternalServices, 'quorumService'>,
  request: EndQuorumEpochRequest,
): Promise<EndQuorumEpochResponse> {
  return quorumService.handleEndQuorumEpoch(request);
}
