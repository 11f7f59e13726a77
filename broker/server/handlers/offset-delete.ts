import type { OffsetDeleteRequest, OffsetDeleteResponse } from '../../protocol/messages/offset-delete';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';
import { imageTopicLookup } from './image-topic-lookup';

/**
 * OffsetDelete: v0
 *
 * Behaviour: removes committed offsets of topics that no member is subscribed to; others are GROUP_SUBSCRIBED_TO_TOPIC
 * (KIP-496).
 */
export function handleOffsetDelete(
  { groupCoordinator, metadata }: BrokerServices,
  request: OffsetDeleteRequest,
  context: RequestContext,
): Promise<OffsetDeleteResponse> {
  return groupCoordinator.offsetDelete(request, clientContext(context), imageTopicLookup(metadata.image));
}
