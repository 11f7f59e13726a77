import type { OffsetCommitRequest, OffsetCommitResponse } from '../../protocol/messages/offset-commit';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clientContext } from './client-context';
import { imageTopicLookup } from './image-topic-lookup';

/**
 * OffsetCommit: v2-10
 *
 * Behaviour: answered when the offsets are in `__consumer_offsets`, as committed as its `acks=all`. A topic that does not
 * exist is UNKNOWN_TOPIC_OR_PARTITION for its partitions.
 *
 * Version notes: the retention time of v2-4 is ignored (KIP-211); leader epochs from v6 (KIP-320); static members from v7;
 * v8 is flexible; v10 names topics by id (KIP-848).
 */
export function handleOffsetCommit(
  { groupCoordinator, metadata }: BrokerServices,
  request: OffsetCommitRequest,
  context: RequestContext,
): Promise<OffsetCommitResponse> {
  return groupCoordinator.offsetCommit(request, clientContext(context), imageTopicLookup(metadata.image));
}
