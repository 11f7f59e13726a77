import type { BrokerRegistrationRequest, BrokerRegistrationResponse } from '../../protocol/messages/broker-registration';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';
import { ofPeer } from './of-peer';

/**
 * BrokerRegistration: v0-4, on the internal listener
 *
 * Behaviour: the controller registers a broker that starts, fenced, and answers with its epoch. A node that is not the
 * controller says NOT_CONTROLLER.
 */
export function handleBrokerRegistration(
  { controller, platform }: Pick<InternalServices, 'controller' | 'platform'>,
  request: BrokerRegistrationRequest,
  context: RequestContext,
): Promise<BrokerRegistrationResponse> {
  return ofPeer(
    request.brokerId,
    context,
    platform.logger,
    () => controller.registerBroker(request),
    (errorCode) => ({ throttleTimeMs: 0, errorCode }),
  );
}
