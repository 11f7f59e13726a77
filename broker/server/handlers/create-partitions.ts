import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../../protocol/messages/create-partitions';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * CreatePartitions: v0-3
 *
 * Behaviour: adds partitions up to the wanted count; the answer comes when this broker serves them (KIP-195). v2 is flexible.
 */
export async function handleCreatePartitions(
  { controller, platform }: BrokerServices,
  request: CreatePartitionsRequest,
): Promise<CreatePartitionsResponse> {
  try {
    return await controller.createPartitions(request);
  } catch (error) {
    const fields = errorFields(error, platform.logger);
    return { throttleTimeMs: 0, results: request.topics.map(({ name }) => ({ name, ...fields })) };
  }
}
