import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../../protocol/messages/delete-topics';
import type { BrokerServices } from '../broker-services';

/**
 * DeleteTopics: v0-6 (0 is served for old clients; Kafka 4 starts at 1)
 *
 * Behaviour: the topic is gone for every client when the answer comes; its files are removed later.
 *
 * Version notes: v4 is flexible; v5 has error texts; v6 names topics by id or name (KIP-516).
 */
export function handleDeleteTopics({ controller }: BrokerServices, request: DeleteTopicsRequest): Promise<DeleteTopicsResponse> {
  return controller.deleteTopics(request);
}
