import type { OffsetFetchRequest, OffsetFetchResponse } from '../../protocol/messages/offset-fetch';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';
import { imageTopicLookup } from './image-topic-lookup';

/**
 * OffsetFetch: v1-10
 *
 * Behaviour: committed offsets only; -1 where there is none. Null topics mean all the group has committed.
 *
 * Version notes: a group error of its own from v2; v6 is flexible; requireStable from v7 has nothing to wait for until there
 * are transactions; several groups from v8 (KIP-709); v10 names topics by id.
 */
export function handleOffsetFetch(
  { groupCoordinator, metadata }: BrokerServices,
  request: OffsetFetchRequest,
  context: RequestContext,
): Promise<OffsetFetchResponse> {
  return groupCoordinator.offsetFetch(request, clientContext(context), imageTopicLookup(metadata.image));
}
