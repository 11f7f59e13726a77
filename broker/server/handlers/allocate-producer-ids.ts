import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse } from '../../protocol/messages/allocate-producer-ids';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';
import { ofPeer } from './of-peer';

/**
 * AllocateProducerIds: v0, on the internal listener
 *
 * Behaviour: gives the broker a block of producer ids that nobody else was or will be given.
 */
export function handleAllocateProducerIds(
  { controller, platform }: Pick<InternalServices, 'controller' | 'platform'>,
  request: AllocateProducerIdsRequest,
  context: RequestContext,
): Promise<AllocateProducerIdsResponse> {
  return ofPeer(
    request.brokerId,
    context,
    platform.logger,
    () => controller.allocateProducerIds(request),
    (errorCode) => ({ throttleTimeMs: 0, errorCode, producerIdStart: -1, producerIdLen: 0 }),
  );
}
