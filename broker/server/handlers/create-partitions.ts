import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../../protocol/messages/create-partitions';
import type { BrokerServices } from '../broker-services';

/**
 * CreatePartitions: v0-3
 *
 * Behaviour: adds partitions up to the wanted count; the answer comes when this broker serves them (KIP-195). v2 is flexible.
 */
export function handleCreatePartitions(
  { controller }: BrokerServices,
  request: CreatePartitionsRequest,
): Promise<CreatePartitionsResponse> {
  return controller.createPartitions(request);
}
