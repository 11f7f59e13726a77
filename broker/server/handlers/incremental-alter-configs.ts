import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../../protocol/messages/incremental-alter-configs';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * IncrementalAlterConfigs: v0-1
 *
 * Behaviour: sets, deletes, or appends to and subtracts from lists, one property at a time (KIP-339). v1 is flexible.
 */
export async function handleIncrementalAlterConfigs(
  { controller, platform }: BrokerServices,
  request: IncrementalAlterConfigsRequest,
): Promise<IncrementalAlterConfigsResponse> {
  try {
    return await controller.incrementalAlterConfigs(request);
  } catch (error) {
    const fields = errorFields(error, platform.logger);
    return {
      throttleTimeMs: 0,
      responses: request.resources.map(({ resourceType, resourceName }) => ({ resourceType, resourceName, ...fields })),
    };
  }
}
