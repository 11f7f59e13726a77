import type { CreateTopicsRequest, CreateTopicsResponse } from '../../protocol/messages/create-topics';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * CreateTopics: v0-7 (0 and 1 are served for old clients; Kafka 4 starts at 2)
 *
 * Behaviour: the controller decides, and the answer comes when this broker serves the topic, so timeoutMs is not waited for.
 * A name used twice in one request is INVALID_REQUEST.
 *
 * Version notes: the defaults -1 for partitions and replicas from v4 (KIP-464), accepted in all; v5 is flexible and answers
 * with the topic's configs (KIP-525), v7 with its id (KIP-516).
 */
export async function handleCreateTopics(
  { controller, platform }: BrokerServices,
  request: CreateTopicsRequest,
): Promise<CreateTopicsResponse> {
  try {
    return await controller.createTopics(request);
  } catch (error) {
    const fields = errorFields(error, platform.logger);
    return { topics: request.topics.map(({ name }) => ({ name, ...fields })) };
  }
}
