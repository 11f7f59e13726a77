import type { VoteRequest, VoteResponse } from '../../protocol/messages/vote';
import type { InternalServices } from '../internal-services';

/**
 * Vote: v0-2 (KIP-595), on the internal listener
 *
 * Behaviour:
 * - a vote is durable before it is answered, and is given once in an epoch, to a replica whose log has all that may be
 *   committed
 * - a pre-vote is refused by a voter that hears from the leader, and changes nothing
 * - a request for another directory than this node's is INVALID_VOTER_KEY
 *
 * Version notes: v1 has directory ids (KIP-853), v2 pre-votes (KIP-996).
 */
export function handleVote(
  { quorumService }: Pick<InternalServices, 'quorumService'>,
  request: VoteRequest,
): Promise<VoteResponse> {
  return quorumService.handleVote(request);
}
