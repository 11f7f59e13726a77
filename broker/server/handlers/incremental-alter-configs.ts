import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../../protocol/messages/incremental-alter-configs';
import type { BrokerServices } from '../broker-services';

/**
 * IncrementalAlterConfigs: v0-1
 *
 * Behaviour: sets, deletes, or appends to and subtracts from lists, one property at a time (KIP-339). v1 is flexible.
 */
export function handleIncrementalAlterConfigs(
  { controller }: BrokerServices,
  request: IncrementalAlterConfigsRequest,
): Promise<IncrementalAlterConfigsResponse> {
  return controller.incrementalAlterConfigs(request);
}
