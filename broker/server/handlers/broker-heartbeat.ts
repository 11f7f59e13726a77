import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from '../../protocol/messages/broker-heartbeat';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';
import { ofPeer } from './of-peer';

/**
 * BrokerHeartbeat: v0-2, on the internal listener
 *
 * Behaviour: keeps the broker's session with the controller. The connection it came on is watched: when it ends, and
 * nobody listens at the broker's address, the broker is fenced without waiting for its session to end. The answer says how
 * far the metadata is, in a field of our own.
 */
export function handleBrokerHeartbeat(
  services: Pick<InternalServices, 'brokerWatch' | 'controller' | 'metadataLog' | 'platform'>,
  request: BrokerHeartbeatRequest,
  context: RequestContext,
): Promise<BrokerHeartbeatResponse> {
  const { brokerWatch, controller, metadataLog, platform } = services;
  return ofPeer(
    request.brokerId,
    context,
    platform.logger,
    async (): Promise<BrokerHeartbeatResponse> => {
      brokerWatch.heartbeatOn(context.connection, request);
      const response = await controller.brokerHeartbeat(request);
      return { ...response, metadataOffset: metadataLog.highWatermark - 1 };
    },
    (errorCode) => ({ throttleTimeMs: 0, errorCode, shouldShutDown: false }),
  );
}
