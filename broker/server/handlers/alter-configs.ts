import type { AlterConfigsRequest, AlterConfigsResponse } from '../../protocol/messages/alter-configs';
import type { BrokerServices } from '../broker-services';

/**
 * AlterConfigs: v0-2
 *
 * Behaviour: replaces all of a resource's own properties (KIP-133); what is not named falls back to its default. v2 is
 * flexible.
 */
export function handleAlterConfigs({ controller }: BrokerServices, request: AlterConfigsRequest): Promise<AlterConfigsResponse> {
  return controller.alterConfigs(request);
}
