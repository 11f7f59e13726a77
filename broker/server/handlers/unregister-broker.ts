import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from '../../protocol/messages/unregister-broker';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * UnregisterBroker: v0 (KIP-185)
 *
 * Behaviour: the controller forgets a broker that will not come back.
 */
export async function handleUnregisterBroker(
  { controller, platform }: BrokerServices,
  request: UnregisterBrokerRequest,
): Promise<UnregisterBrokerResponse> {
  try {
    return await controller.unregisterBroker(request);
  } catch (error) {
    return { throttleTimeMs: 0, ...errorFields(error, platform.logger) };
  }
}
