import type { AddRaftVoterRequest, AddRaftVoterResponse } from '../../protocol/messages/add-raft-voter';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * AddRaftVoter: v0-1 (KIP-853), passed on to the leader of the metadata quorum
 *
 * Behaviour:
 * - the new voter has fetched the whole log; REQUEST_TIMED_OUT while it has not, while another change is not committed,
 *   and while the leader is new
 * - a set of voters that would have no majority at work is refused too, as it could never be committed
 * - a node id that votes already is DUPLICATE_VOTER, whatever its directory
 *
 * Version notes: v1 may be answered before the change is committed (KIP-1186).
 */
export async function handleAddRaftVoter(
  { controller, platform }: BrokerServices,
  request: AddRaftVoterRequest,
): Promise<AddRaftVoterResponse> {
  try {
    return await controller.addRaftVoter(request);
  } catch (error) {
    return { throttleTimeMs: 0, ...errorFields(error, platform.logger) };
  }
}
