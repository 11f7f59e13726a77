import type { RemoveRaftVoterRequest, RemoveRaftVoterResponse } from '../../protocol/messages/remove-raft-voter';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * RemoveRaftVoter: v0 (KIP-853), passed on to the leader of the metadata quorum
 *
 * Behaviour: answered when the removal is committed. A leader may be removed and then gives up its epoch; the last voter
 * may not. Refused for the same reasons as AddRaftVoter.
 */
export async function handleRemoveRaftVoter(
  { controller, platform }: BrokerServices,
  request: RemoveRaftVoterRequest,
): Promise<RemoveRaftVoterResponse> {
  try {
    return await controller.removeRaftVoter(request);
  } catch (error) {
    return { throttleTimeMs: 0, ...errorFields(error, platform.logger) };
  }
}
