import type { AlterConfigsRequest, AlterConfigsResponse } from '../../protocol/messages/alter-configs';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * AlterConfigs: v0-2
 *
 * Behaviour: replaces all of a resource's own properties (KIP-133); what is not named falls back to its default. v2 is
 * flexible.
 */
export async function handleAlterConfigs(
  { controller, platform }: BrokerServices,
  request: AlterConfigsRequest,
): Promise<AlterConfigsResponse> {
  try {
    return await controller.alterConfigs(request);
  } catch (error) {
    const fields = errorFields(error, platform.logger);
    return {
      throttleTimeMs: 0,
      responses: request.resources.map(({ resourceType, resourceName }) => ({ resourceType, resourceName, ...fields })),
    };
  }
}
