import type { HeartbeatRequest, HeartbeatResponse } from '../../protocol/messages/heartbeat';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';

/**
 * Heartbeat: v0-4
 *
 * Behaviour: keeps a member in its group and tells it of a rebalance (REBALANCE_IN_PROGRESS).
 *
 * Version notes: static members from v3 (KIP-345); v4 is flexible.
 */
export function handleHeartbeat(
  { groupCoordinator }: BrokerServices,
  request: HeartbeatRequest,
  context: RequestContext,
): Promise<HeartbeatResponse> {
  return groupCoordinator.heartbeat(request, clientContext(context));
}
