import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../../protocol/messages/delete-topics';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * DeleteTopics: v0-6 (0 is served for old clients; Kafka 4 starts at 1)
 *
 * Behaviour: the topic is gone for every client when the answer comes; its files are removed later.
 *
 * Version notes: v4 is flexible; v5 has error texts; v6 names topics by id or name (KIP-516).
 */
export async function handleDeleteTopics(
  { controller, platform }: BrokerServices,
  request: DeleteTopicsRequest,
): Promise<DeleteTopicsResponse> {
  try {
    return await controller.deleteTopics(request);
  } catch (error) {
    const fields = errorFields(error, platform.logger);
    return {
      responses: [
        ...request.topics.map(({ name, topicId }) => ({ name, topicId, ...fields })),
        ...request.topicNames.map((name) => ({ name, ...fields })),
      ],
    };
  }
}
